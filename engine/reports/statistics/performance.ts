/** Crypto trades every day of the year. */
export const DAYS_PER_YEAR = 365;

/**
 * Mean over sample standard deviation of returns per period, scaled to a year. Undefined below two
 * returns or when nothing varies. Source: Sharpe (1994), The Sharpe Ratio, J. Portfolio Management 21(1).
 */
export function sharpeRatio(returns: ArrayLike<number>, periodsPerYear: number): number | undefined {
  const count = returns.length;
  if (count < 2) return undefined;
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += returns[i] ?? 0;
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i += 1) squares += ((returns[i] ?? 0) - mean) ** 2;
  if (squares === 0) return undefined;
  return (mean / Math.sqrt(squares / (count - 1))) * Math.sqrt(periodsPerYear);
}

/** Sum of the gains over the sum of the losses; undefined while nothing was lost. */
export function profitFactor(results: ArrayLike<number>): number | undefined {
  let gained = 0;
  let lost = 0;
  for (let i = 0; i < results.length; i += 1) {
    const result = results[i] ?? 0;
    if (result > 0) gained += result;
    else lost -= result;
  }
  return lost > 0 ? gained / lost : undefined;
}

/** Arithmetic mean; undefined of nothing. */
export function mean(values: ArrayLike<number>): number | undefined {
  if (values.length === 0) return undefined;
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] ?? 0;
  return sum / values.length;
}

/** Deepest fall below the highest sum so far of results added one by one, not negative. The start counts as a peak. */
export function deepestFall(results: ArrayLike<number>): number {
  let sum = 0;
  let peak = 0;
  let deepest = 0;
  for (let i = 0; i < results.length; i += 1) {
    sum += results[i] ?? 0;
    if (sum > peak) peak = sum;
    if (peak - sum > deepest) deepest = peak - sum;
  }
  return deepest;
}
