import { quantileOfSorted } from '../../numerics/quantile.ts';
import { sampleShape } from '../../numerics/sample-shape.ts';
import { mean, sharpeRatio } from './performance.ts';

/** Falls of an equity that starts at 1 and grows by each return in turn. The start counts as a peak. */
export interface Drawdowns {
  readonly equity: Float64Array;
  /** Equity over its peak so far less 1: never positive. */
  readonly drawdown: Float64Array;
}

export function drawdownsOf(returns: ArrayLike<number>): Drawdowns {
  const equity = new Float64Array(returns.length);
  const drawdown = new Float64Array(returns.length);
  let peak = 1;
  let value = 1;
  for (let i = 0; i < returns.length; i += 1) {
    value *= 1 + (returns[i] as number);
    if (value > peak) peak = value;
    equity[i] = value;
    drawdown[i] = value / peak - 1;
  }
  return { equity, drawdown };
}

/** Standard deviation (n - 1) of returns, scaled to a year; undefined below two. */
export function yearlyVolatility(returns: ArrayLike<number>, periodsPerYear: number): number | undefined {
  const { count, variance } = sampleShape(returns);
  return count < 2 ? undefined : Math.sqrt((variance * count * periodsPerYear) / (count - 1));
}

/**
 * Mean over the root of the mean squared loss of all periods, scaled to a year; undefined where nothing was lost.
 * Source: Sortino and van der Meer (1991), Downside risk, J. Portfolio Management 17(4).
 */
export function sortinoRatio(returns: ArrayLike<number>, periodsPerYear: number): number | undefined {
  let squares = 0;
  for (let i = 0; i < returns.length; i += 1) squares += Math.min(0, returns[i] as number) ** 2;
  const average = mean(returns);
  if (average === undefined || squares === 0) return undefined;
  return (average / Math.sqrt(squares / returns.length)) * Math.sqrt(periodsPerYear);
}

/** Growth a year that compounds to the same; undefined of nothing, -1 where all was lost. */
export function yearlyGrowth(returns: ArrayLike<number>, periodsPerYear: number): number | undefined {
  const end = drawdownsOf(returns).equity.at(-1);
  return end === undefined ? undefined : Math.max(0, end) ** (periodsPerYear / returns.length) - 1;
}

/** Deepest fall below a peak as a share of it: 0 or negative. */
export function deepestDrawdown(returns: ArrayLike<number>): number {
  return drawdownsOf(returns).drawdown.reduce((least, each) => Math.min(least, each), 0);
}

/** Most periods in a row that ended below an earlier peak. */
export function longestUnderwater(returns: ArrayLike<number>): number {
  let longest = 0;
  let run = 0;
  for (const each of drawdownsOf(returns).drawdown) {
    run = each < 0 ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

/** Yearly growth over the deepest fall; undefined where nothing fell. */
export function calmarRatio(returns: ArrayLike<number>, periodsPerYear: number): number | undefined {
  const growth = yearlyGrowth(returns, periodsPerYear);
  const fall = deepestDrawdown(returns);
  return growth === undefined || fall === 0 ? undefined : growth / -fall;
}

/** What was gained above `threshold` over what was lost below it; undefined where nothing lay below. */
export function omegaRatio(returns: ArrayLike<number>, threshold: number): number | undefined {
  let above = 0;
  let below = 0;
  for (let i = 0; i < returns.length; i += 1) {
    const beyond = (returns[i] as number) - threshold;
    if (beyond > 0) above += beyond;
    else below -= beyond;
  }
  return below > 0 ? above / below : undefined;
}

/** Root of the mean squared drawdown, as a share. Source: Martin and McCann (1989), The Investor's Guide to Fidelity Funds. */
export function ulcerIndex(returns: ArrayLike<number>): number | undefined {
  if (returns.length === 0) return undefined;
  const squares = drawdownsOf(returns).drawdown.reduce((sum, each) => sum + each * each, 0);
  return Math.sqrt(squares / returns.length);
}

/** Size of the 95th over that of the 5th percentile; undefined where the latter is 0. */
export function tailRatio(returns: ArrayLike<number>): number | undefined {
  const sorted = Float64Array.from(returns).toSorted();
  const [low, high] = [quantileOfSorted(sorted, 0.05), quantileOfSorted(sorted, 0.95)];
  return low === undefined || high === undefined || low === 0 ? undefined : Math.abs(high) / Math.abs(low);
}

/** What a series of simple returns per period amounts to. What is undefined of them is left undefined. */
export interface ReturnMetrics {
  readonly totalReturn: number | undefined;
  readonly cagr: number | undefined;
  readonly volatility: number | undefined;
  readonly sharpe: number | undefined;
  readonly sortino: number | undefined;
  readonly maxDrawdown: number | undefined;
  readonly longestUnderwater: number;
  readonly calmar: number | undefined;
  readonly omega: number | undefined;
  readonly ulcerIndex: number | undefined;
  readonly martin: number | undefined;
  readonly tailRatio: number | undefined;
  readonly gainToPain: number | undefined;
  readonly skew: number | undefined;
  readonly kurtosisExcess: number | undefined;
  readonly bestPeriod: number | undefined;
  readonly worstPeriod: number | undefined;
}

export interface ReturnSettings {
  readonly periods: number;
  /** Risk-free return per period. */
  readonly rf?: number;
  readonly omegaThreshold?: number;
}

/** Every metric of a series; ratios to risk are of returns above the risk-free one. */
export function returnMetrics(
  returns: readonly number[],
  { omegaThreshold = 0, periods, rf = 0 }: ReturnSettings,
): ReturnMetrics {
  const excess = returns.map((each) => each - rf);
  const { kurtosis, skewness } = sampleShape(returns);
  const end = drawdownsOf(returns).equity.at(-1);
  const cagr = yearlyGrowth(returns, periods);
  const ulcer = ulcerIndex(returns);
  const lost = returns.reduce((sum, each) => sum - Math.min(0, each), 0);
  return {
    totalReturn: end === undefined ? undefined : end - 1,
    cagr,
    volatility: yearlyVolatility(returns, periods),
    sharpe: sharpeRatio(excess, periods),
    sortino: sortinoRatio(excess, periods),
    maxDrawdown: returns.length === 0 ? undefined : deepestDrawdown(returns),
    longestUnderwater: longestUnderwater(returns),
    calmar: calmarRatio(returns, periods),
    omega: omegaRatio(returns, omegaThreshold),
    ulcerIndex: ulcer,
    martin: cagr === undefined || !ulcer ? undefined : cagr / ulcer,
    tailRatio: tailRatio(returns),
    gainToPain: lost > 0 ? returns.reduce((sum, each) => sum + each, 0) / lost : undefined,
    skew: defined(skewness),
    kurtosisExcess: defined(kurtosis - 3),
    bestPeriod: defined(Math.max(...returns)),
    worstPeriod: defined(Math.min(...returns)),
  };
}

const defined = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);
