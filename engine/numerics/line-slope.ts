/**
 * Slope of the least-squares line of `y` on `x`; NaN where `x` does not vary or there are fewer than two
 * points. Log against log it is the exponent of a power law.
 */
export function lineSlope(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const count = Math.min(x.length, y.length);
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < count; i += 1) {
    meanX += (x[i] as number) / count;
    meanY += (y[i] as number) / count;
  }
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < count; i += 1) {
    const fromMean = (x[i] as number) - meanX;
    xx += fromMean * fromMean;
    xy += fromMean * ((y[i] as number) - meanY);
  }
  return xx > 0 ? xy / xx : NaN;
}
