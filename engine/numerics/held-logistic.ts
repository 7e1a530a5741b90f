import { choleskyFactor, choleskySolve } from './cholesky.ts';
import type { LabeledRows } from './labeled-rows.ts';

/** How the weights of a regression are held. */
export interface HeldWeights {
  /** Half of it times their squared distances from `center` is added to the loss. */
  readonly ridge: number;
  /** 0 when left out. */
  readonly center?: number;
  /** No weight lies below; without bound when left out. */
  readonly least?: number;
  /** How much each row counts; once when left out. */
  readonly rowWeights?: Readonly<Float64Array>;
}

const STEPS = 100;
const SWEEPS = 200;
const HALVINGS = 30;
const TOLERANCE = 1e-6;

/**
 * Logistic regression with held weights and a constant that is free. Labels above 0 are those whose probability
 * is told. Newton steps, each within the bound, until no step leads further down. The constant comes first.
 * Undefined of nothing, and where the rows are not finite.
 */
export function heldLogistic(rows: LabeledRows, held: HeldWeights): Float64Array | undefined {
  if (rows.count === 0) return undefined;
  const least = held.least ?? -Infinity;
  const weights = new Float64Array(rows.width + 1).fill(held.center ?? 0);
  weights[0] = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const { curvature, loss, slopes } = lossAt(rows, weights, held);
    if (!Number.isFinite(loss)) return undefined;
    if (projectedLength(weights, slopes, least) < TOLERANCE * rows.count) return weights;
    const aim = boundedMinimum(weights, slopes, { curvature, least });
    if (aim === undefined || !moveTowards(aim, weights, (tried) => lossAt(rows, tried, held).loss < loss))
      break;
  }
  return weights;
}

/** The probability that weights of {@link heldLogistic} give. */
export function heldProbability(weights: Readonly<Float64Array>, x: Readonly<Float64Array>): number {
  let sum = weights[0] as number;
  for (let j = 0; j < x.length; j += 1) sum += (weights[j + 1] as number) * (x[j] as number);
  return 1 / (1 + Math.exp(-sum));
}

function lossAt(
  { count, inputs, labels, width }: LabeledRows,
  weights: Float64Array,
  { center = 0, ridge, rowWeights }: HeldWeights,
) {
  const size = width + 1;
  const slopes = new Float64Array(size);
  const curvature = Array.from({ length: size }, () => new Float64Array(size));
  const row = new Float64Array(size).fill(1);
  let loss = 0;
  for (let j = 1; j < size; j += 1) {
    const distance = (weights[j] as number) - center;
    loss += (ridge / 2) * distance * distance;
    slopes[j] = ridge * distance;
    (curvature[j] as Float64Array)[j] = ridge;
  }
  for (let i = 0; i < count; i += 1) {
    row.set(inputs.subarray(i * width, (i + 1) * width), 1);
    let odds = 0;
    for (let j = 0; j < size; j += 1) odds += (weights[j] as number) * (row[j] as number);
    const isHit = (labels[i] as number) > 0;
    const counts = rowWeights?.[i] ?? 1;
    loss += counts * (Math.max(odds, 0) - (isHit ? odds : 0) + Math.log1p(Math.exp(-Math.abs(odds))));
    const probability = 1 / (1 + Math.exp(-odds));
    const error = counts * (probability - (isHit ? 1 : 0));
    addRow({ slopes, curvature, row }, error, counts * probability * (1 - probability));
  }
  return { loss, slopes, curvature };
}

interface Slopes {
  readonly slopes: Float64Array;
  readonly curvature: readonly Float64Array[];
  readonly row: Float64Array;
}

function addRow({ curvature, row, slopes }: Slopes, error: number, weight: number): void {
  for (let j = 0; j < row.length; j += 1) {
    const each = row[j] as number;
    const line = curvature[j] as Float64Array;
    slopes[j] = (slopes[j] as number) + error * each;
    for (let k = 0; k < row.length; k += 1)
      line[k] = (line[k] as number) + weight * each * (row[k] as number);
  }
}

/** Length of the slopes along which the weights may move. */
function projectedLength(weights: Float64Array, slopes: Float64Array, least: number): number {
  let squares = 0;
  for (let j = 0; j < weights.length; j += 1) {
    const slope = slopes[j] as number;
    if (j === 0 || (weights[j] as number) > least || slope < 0) squares += slope * slope;
  }
  return Math.sqrt(squares);
}

/**
 * The minimum within the bound of the parabola at `weights`: the free one where it lies within, otherwise by
 * coordinate descent from there; undefined where the parabola is flat.
 */
function boundedMinimum(
  weights: Float64Array,
  slopes: Float64Array,
  { curvature, least }: { readonly curvature: readonly Float64Array[]; readonly least: number },
): Float64Array | undefined {
  const factor = choleskyFactor(curvature);
  if (factor === undefined) return undefined;
  const free = choleskySolve(factor, slopes).map((move, j) => (weights[j] as number) - move);
  if (free.every((weight, j) => j === 0 || weight >= least)) return free;
  const aim = Float64Array.from(weights);
  const rest = Float64Array.from(slopes);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let largest = 0;
    for (let j = 0; j < aim.length; j += 1) {
      const line = curvature[j] as Float64Array;
      const wanted = (aim[j] as number) - (rest[j] as number) / (line[j] as number);
      const change = (j === 0 ? wanted : Math.max(least, wanted)) - (aim[j] as number);
      if (change === 0) continue;
      aim[j] = (aim[j] as number) + change;
      largest = Math.max(largest, Math.abs(change));
      for (let k = 0; k < rest.length; k += 1) rest[k] = (rest[k] as number) + change * (line[k] as number);
    }
    if (largest < 1e-12) break;
  }
  return aim;
}

/** Moves the weights to the aim or, where that leads up, part of the way; whether a step was found. */
function moveTowards(
  aim: Float64Array,
  weights: Float64Array,
  isLower: (tried: Float64Array) => boolean,
): boolean {
  const from = Float64Array.from(weights);
  let share = 1;
  for (let halving = 0; halving < HALVINGS; halving += 1, share /= 2) {
    const part = share;
    const tried = from.map((each, j) => each + part * ((aim[j] as number) - each));
    if (!isLower(tried)) continue;
    weights.set(tried);
    return true;
  }
  return false;
}
