import { nelderMead } from './nelder-mead.ts';

/** A level that wanders, seen through noise: the variance of either. */
export interface LocalLevel {
  readonly noiseVariance: number;
  readonly levelVariance: number;
}

/** Where a filter of a wandering level settles: an exponential average. */
export interface SteadyLevel {
  /** Variance of the level before a value is seen. */
  readonly predictedVariance: number;
  /** Weight of the newest value. */
  readonly gain: number;
}

/** Variance and gain in the long run. */
export function steadyLevel({ levelVariance, noiseVariance }: LocalLevel): SteadyLevel {
  const ratio = levelVariance / noiseVariance;
  const predictedVariance = (noiseVariance * (ratio + Math.sqrt(ratio * ratio + 4 * ratio))) / 2;
  return { predictedVariance, gain: predictedVariance / (predictedVariance + noiseVariance) };
}

/**
 * The variances under which the values are most likely, nothing being known of the level beforehand.
 * Undefined of values that do not vary.
 *
 * Source: Durbin & Koopman (2012), Time Series Analysis by State Space Methods, chapter 2.
 */
export function fitLocalLevel(values: Float64Array): LocalLevel | undefined {
  const steps = values.subarray(1).map((each, t) => each - (values[t] as number));
  const size = steps.reduce((sum, each) => sum + each * each, 0) / steps.length;
  if (!(size > 1e-24)) return undefined;
  // A step of a level seen through noise has the variance of the level and twice that of the noise.
  const start = [Math.log(size / 3), Math.log(size / 3)];
  const { point } = nelderMead((x) => -logLikelihood(values, levelOf(x)), start);
  return levelOf(point);
}

const levelOf = ([noise = 0, level = 0]: readonly number[]): LocalLevel => ({
  noiseVariance: Math.exp(noise),
  levelVariance: Math.exp(level),
});

/** The first value tells where the level is, and counts for nothing else. */
function logLikelihood(values: Float64Array, { levelVariance, noiseVariance }: LocalLevel): number {
  let level = values[0] as number;
  let variance = noiseVariance + levelVariance;
  let sum = 0;
  for (let t = 1; t < values.length; t += 1) {
    const off = (values[t] as number) - level;
    const F = variance + noiseVariance;
    sum -= 0.5 * (Math.log(2 * Math.PI * F) + (off * off) / F);
    const gain = variance / F;
    level += gain * off;
    variance = variance * (1 - gain) + levelVariance;
  }
  return sum;
}
