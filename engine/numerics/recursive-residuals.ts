/** What a line did not foretell: one-step errors of a regression of `y` on a constant and `x`. */
export interface RecursiveResiduals {
  /** Each error in units of its own uncertainty, so that all have the variance of the noise. */
  readonly residuals: Float64Array;
  /** How many of them there are: the rows from the first one that a line through those before foretells. */
  readonly count: number;
}

/**
 * Standardized one-step errors of the line through all pairs before: `(y - a - b x) / sqrt(1 + x'(X'X)^-1
 * x)`. The first pair for which the pairs before give a line has the first. `target` takes them in.
 *
 * Source: Brown, Durbin & Evans (1975), JRSS B 37(2).
 */
export function recursiveResiduals(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  target: Float64Array = new Float64Array(x.length),
): RecursiveResiduals {
  let meanX = 0;
  let meanY = 0;
  let xx = 0;
  let xy = 0;
  let count = 0;
  for (let i = 0; i < x.length; i += 1) {
    const toX = (x[i] as number) - meanX;
    const toY = (y[i] as number) - meanY;
    if (xx > 0) {
      target[count] = (toY - (xy / xx) * toX) / Math.sqrt(1 + 1 / i + (toX * toX) / xx);
      count += 1;
    }
    meanX += toX / (i + 1);
    meanY += toY / (i + 1);
    xx += toX * ((x[i] as number) - meanX);
    xy += toX * ((y[i] as number) - meanY);
  }
  return { residuals: target, count };
}
