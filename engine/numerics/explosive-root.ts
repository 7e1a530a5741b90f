/** The start from which a series looks most explosive. */
export interface ExplosiveRoot {
  /** Largest t-value of the slope; large values say that the series runs away. */
  readonly statistic: number;
  /** Index of the first value of that stretch. */
  readonly start: number;
}

/** A line fits without error where less than this share of the variance of the steps is left. */
const EXACT = 1e-20;

/**
 * Backward supremum augmented Dickey-Fuller statistic: of all stretches that end at the newest value and
 * have at least `least` values, the largest t-value of `b` in `dy = a + b y_before`. Undefined where no
 * stretch allows a regression.
 *
 * Source: Phillips, Shi & Yu (2015), International Economic Review 56(4).
 */
export function explosiveRoot(y: Float64Array, least: number): ExplosiveRoot | undefined {
  const end = y.length - 1;
  const origin = y[end] as number;
  let sumX = 0;
  let sumD = 0;
  let xx = 0;
  let xd = 0;
  let dd = 0;
  let statistic = -Infinity;
  let start = -1;
  for (let s = end - 1; s >= 0; s -= 1) {
    const x = (y[s] as number) - origin;
    const d = (y[s + 1] as number) - (y[s] as number);
    sumX += x;
    sumD += d;
    xx += x * x;
    xd += x * d;
    dd += d * d;
    const rows = end - s;
    if (rows + 1 < least) continue;
    const sxx = xx - (sumX * sumX) / rows;
    const sxd = xd - (sumX * sumD) / rows;
    const sdd = dd - (sumD * sumD) / rows;
    const left = sdd - (sxd * sxd) / sxx;
    if (!(sxx > EXACT * xx) || !(left > EXACT * dd)) continue;
    const t = sxd / Math.sqrt((left / (rows - 2)) * sxx);
    if (t > statistic) {
      statistic = t;
      start = s;
    }
  }
  return start < 0 ? undefined : { statistic, start };
}
