/** Mean block lengths for the bootstraps of a series, in values. */
export interface BlockLengths {
  readonly stationary: number;
  readonly circular: number;
}

/**
 * Block lengths that keep the error of a bootstrap of the mean smallest, from how far the series
 * remembers. May be below 1 for a series without memory: then use 1. Undefined below ten values or
 * when nothing varies.
 *
 * Source: Politis & White (2004), Automatic Block-Length Selection for the Dependent Bootstrap,
 * Econometric Reviews 23(1), with the correction of Patton, Politis & White (2009).
 */
export function optimalBlockLength(values: readonly number[]): BlockLengths | undefined {
  const count = values.length;
  if (count < 10) return undefined;
  const mean = values.reduce((sum, each) => sum + each, 0) / count;
  const centered = Float64Array.from(values, (value) => value - mean);
  const quietRun = Math.max(5, Math.floor(Math.log10(count)));
  const furthest = Math.ceil(Math.sqrt(count)) + quietRun;
  const memory = memoryLength(centered, quietRun, furthest);
  if (memory === undefined) return undefined;

  let slope = 0;
  let longRun = autocovariance(centered, 0);
  for (let lag = 1; lag <= memory; lag += 1) {
    // The flat-top window: full weight up to half of the memory, then falling to nothing.
    const weight = Math.min(1, 2 * (1 - lag / memory));
    const covariance = autocovariance(centered, lag);
    slope += 2 * weight * lag * covariance;
    longRun += 2 * weight * covariance;
  }
  const largest = Math.ceil(Math.min(3 * Math.sqrt(count), count / 3));
  const length = (spread: number) => Math.min(largest, Math.cbrt(((2 * slope * slope) / spread) * count));
  if (!(longRun * longRun > 0)) return undefined;
  return { stationary: length(2 * longRun * longRun), circular: length((4 / 3) * longRun * longRun) };
}

/** Twice the lag after which a run of autocorrelations is too small to tell from none. */
function memoryLength(centered: Float64Array, quietRun: number, furthest: number): number | undefined {
  const threshold = 2 * Math.sqrt(Math.log10(centered.length) / centered.length);
  let quiet = 0;
  for (let lag = 0; lag < furthest; lag += 1) {
    const correlation = overlapCorrelation(centered, lag);
    if (correlation === undefined) return undefined;
    quiet = Math.abs(correlation) < threshold ? quiet + 1 : 0;
    if (quiet === quietRun) return Math.min(furthest, 2 * Math.max(lag + 1 - quietRun, 1));
  }
  return furthest;
}

/** Correlation of the series with itself `lag` later, each part scaled by its own values. */
function overlapCorrelation(centered: Float64Array, lag: number): number | undefined {
  const count = centered.length;
  let early = 0;
  let late = 0;
  for (let i = lag + 1; i < count; i += 1) {
    late += (centered[i] ?? 0) ** 2;
    early += (centered[i - lag - 1] ?? 0) ** 2;
  }
  return early > 0 && late > 0
    ? (autocovariance(centered, lag) * count) / Math.sqrt(early * late)
    : undefined;
}

function autocovariance(centered: Float64Array, lag: number): number {
  let products = 0;
  for (let i = lag; i < centered.length; i += 1) products += (centered[i] ?? 0) * (centered[i - lag] ?? 0);
  return products / centered.length;
}
