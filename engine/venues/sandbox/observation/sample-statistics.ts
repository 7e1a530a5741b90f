/** Of a normal distribution, 99 % lie within so many standard deviations. */
export const Z99 = 2.576;

export function mean(sample: readonly number[]): number {
  let sum = 0;
  for (const value of sample) sum += value;
  return sum / sample.length;
}

/** Mean of the squares. */
export const meanSquare = (sample: readonly number[]): number => mean(sample.map((value) => value * value));

/** Fourth central moment over the squared second, less 3: 0 for a normal distribution. */
export function excessKurtosis(sample: readonly number[]): number {
  const center = mean(sample);
  const squares = sample.map((value) => (value - center) ** 2);
  return meanSquare(squares) / mean(squares) ** 2 - 3;
}

/** Pearson's correlation of two samples of the same length, -1 to 1. */
export function correlation(xs: readonly number[], ys: readonly number[]): number {
  const meanX = mean(xs);
  const meanY = mean(ys);
  let cross = 0;
  let squareX = 0;
  let squareY = 0;
  for (const [index, x] of xs.entries()) {
    const y = (ys[index] ?? 0) - meanY;
    cross += (x - meanX) * y;
    squareX += (x - meanX) ** 2;
    squareY += y * y;
  }
  return cross / Math.sqrt(squareX * squareY);
}

/** Autocorrelations at lags 1 to `lags`, with the variance of the whole sample below. */
export function autocorrelations(sample: readonly number[], lags: number): readonly number[] {
  const center = mean(sample);
  const deviations = sample.map((value) => value - center);
  const square = meanSquare(deviations) * deviations.length;
  return Array.from({ length: lags }, (_, index) => {
    let cross = 0;
    for (let at = index + 1; at < deviations.length; at += 1) {
      cross += (deviations[at] ?? 0) * (deviations[at - index - 1] ?? 0);
    }
    return cross / square;
  });
}

/**
 * Where 99 % of the autocorrelations of a sample without linear memory lie, at lags 1 to `lags`: the band that
 * holds when volatility comes in clusters (Diebold 1986), wider than 2.58 / sqrt(n).
 */
export function clusteredBands(sample: readonly number[], lags: number): readonly number[] {
  const center = mean(sample);
  const squares = sample.map((value) => (value - center) ** 2);
  const total = mean(squares) * squares.length;
  return Array.from({ length: lags }, (_, index) => {
    let cross = 0;
    for (let at = index + 1; at < squares.length; at += 1) {
      cross += (squares[at] ?? 0) * (squares[at - index - 1] ?? 0);
    }
    return (Z99 * Math.sqrt(cross)) / total;
  });
}

/** Ljung and Box (1978): chi-square with as many degrees of freedom as lags, when there is no correlation. */
export function ljungBox(sample: readonly number[], lags: number): number {
  const count = sample.length;
  let sum = 0;
  for (const [index, value] of autocorrelations(sample, lags).entries())
    sum += value ** 2 / (count - index - 1);
  return count * (count + 2) * sum;
}

/** The value below which `share` of the weight lies. */
export function weightedQuantile(weights: ReadonlyMap<number, number>, share: number): number {
  const sorted = [...weights].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  let passed = 0;
  for (const [value, weight] of sorted) {
    passed += weight;
    if (passed >= share * total) return value;
  }
  throw new RangeError('a quantile needs at least one value');
}
