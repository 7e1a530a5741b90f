/** Place, counted from 1, of the loss of level `alpha` among `count` in ascending order; rounding in the product does not count. */
export const lossRank = (alpha: number, count: number): number => Math.ceil(alpha * count - 1e-9);

/** Part of the value that a log return takes away; below zero for a gain. */
export const lossOf = (logReturn: number): number => -Math.expm1(logReturn);

/** A level of confidence, checked. @throws {RangeError} unless it lies strictly between 0 and 1. */
export function confidenceLevel(alpha: number): number {
  if (!(alpha > 0 && alpha < 1)) {
    throw new RangeError(`a confidence level must lie strictly between 0 and 1, was ${alpha}`);
  }
  return alpha;
}

/** Value at risk of losses in ascending order: the loss of rank `alpha * count`, without interpolation. */
export function historicalVar(sorted: ArrayLike<number>, count: number, alpha: number): number {
  return sorted[Math.max(lossRank(alpha, count), 1) - 1] ?? NaN;
}

/**
 * Expected shortfall of losses in ascending order: the mean of the worst `(1 - alpha) * count`, the last
 * of which counts in part.
 */
export function shortfall(sorted: ArrayLike<number>, count: number, alpha: number): number {
  const mass = count * (1 - alpha);
  const whole = Math.floor(mass);
  let sum = 0;
  for (let j = 1; j <= whole; j += 1) sum += sorted[count - j] as number;
  if (whole < count) sum += (mass - whole) * (sorted[count - whole - 1] as number);
  return sum / mass;
}
