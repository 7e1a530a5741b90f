import { logGamma } from './gamma-function.ts';
import { goldenSection } from './golden-section.ts';
import { medianDeviation } from './median-deviation.ts';

/** A Student-t law moved and stretched. */
export interface StudentLaw {
  readonly location: number;
  readonly scale: number;
  /** Degrees of freedom: few mean fat tails. */
  readonly freedom: number;
}

/** Where the degrees of freedom may lie. */
export interface FreedomBounds {
  readonly least: number;
  readonly most: number;
}

const NORMAL_DEVIATION = 1.4826;
const LEAST_SCALE = 1e-9;
const FIRST_FREEDOM = 8;
const MOST_ROUNDS = 200;
const CLOSE_ENOUGH = 1e-9;
/** Closer than this the likelihood no longer tells degrees of freedom apart. */
const FREEDOM_TOLERANCE = 1e-7;
/** Factors multiplied before their logarithm is taken once: eight cannot overflow. */
const FACTORS = 8;

/** Logarithm of the likelihood of values under a law. */
export function studentLogLikelihood(values: ArrayLike<number>, law: StudentLaw): number {
  return values.length * (perValue(law.freedom) - Math.log(law.scale)) - weightOfTails(values, law);
}

/**
 * The law under which the values are likeliest, by turns of weights, location and scale, and degrees of
 * freedom, begun at `first` or at median and median deviation. Undefined of nothing.
 *
 * Source: Liu & Rubin (1995), ML Estimation of the t Distribution Using EM and Its Extensions, ECM and
 * ECME, Statistica Sinica 5.
 */
export function fitStudent(
  values: ArrayLike<number>,
  { least, most }: FreedomBounds,
  first: StudentLaw | undefined = robustStart(values),
): StudentLaw | undefined {
  if (first === undefined) return undefined;
  let law = first;
  let likelihood = studentLogLikelihood(values, law);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const moved = reweighted(values, law);
    const logFreedom = goldenSection(
      (x) => -studentLogLikelihood(values, { ...moved, freedom: Math.exp(x) }),
      { from: Math.log(least), to: Math.log(most), tolerance: FREEDOM_TOLERANCE },
    );
    const next = { ...moved, freedom: Math.min(most, Math.max(least, Math.exp(logFreedom))) };
    const reached = studentLogLikelihood(values, next);
    if (reached >= likelihood) law = next;
    if (!(reached - likelihood >= CLOSE_ENOUGH * values.length)) break;
    likelihood = reached;
  }
  return law;
}

function robustStart(values: ArrayLike<number>): StudentLaw | undefined {
  const sorted = Float64Array.from(values).sort();
  const low = sorted[(sorted.length - 1) >> 1];
  const high = sorted[sorted.length >> 1];
  if (low === undefined || high === undefined) return undefined;
  const scale = Math.max(NORMAL_DEVIATION * medianDeviation(sorted), LEAST_SCALE);
  return { location: (low + high) / 2, scale, freedom: FIRST_FREEDOM };
}

/** Location and scale with each value weighted by how little it sticks out under the law before. */
function reweighted(values: ArrayLike<number>, { freedom, location, scale }: StudentLaw): StudentLaw {
  const count = values.length;
  const weightOf = (value: number) => (freedom + 1) / (freedom + ((value - location) / scale) ** 2);
  let weights = 0;
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    const weight = weightOf(values[i] as number);
    weights += weight;
    sum += weight * (values[i] as number);
  }
  const mean = sum / weights;
  let squares = 0;
  for (let i = 0; i < count; i += 1) {
    squares += weightOf(values[i] as number) * ((values[i] as number) - mean) ** 2;
  }
  return { location: mean, scale: Math.max(Math.sqrt(squares / count), LEAST_SCALE), freedom };
}

const perValue = (freedom: number): number =>
  logGamma((freedom + 1) / 2) - logGamma(freedom / 2) - 0.5 * Math.log(freedom * Math.PI);

function weightOfTails(values: ArrayLike<number>, { freedom, location, scale }: StudentLaw): number {
  const factor = 1 / (scale * scale * freedom);
  let sum = 0;
  let product = 1;
  for (let i = 0; i < values.length; i += 1) {
    const deviation = (values[i] as number) - location;
    product *= 1 + deviation * deviation * factor;
    if (i % FACTORS === FACTORS - 1) {
      sum += Math.log(product);
      product = 1;
    }
  }
  return ((freedom + 1) / 2) * (sum + Math.log(product));
}
