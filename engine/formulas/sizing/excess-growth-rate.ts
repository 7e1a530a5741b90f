import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { sampleCovariance } from '../../numerics/sample-covariance.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { PeerReturns } from './peer-returns.ts';

const YEAR_MS = 31_536_000_000;
/** Bars between two rebalancings, of which the best is found. */
const INTERVALS = [1, 7, 30] as const;

/**
 * Log growth a year that a portfolio gains by keeping its weights, over the mean growth of what it holds:
 * equal parts of all followed symbols and of cash. Per year, never negative, before costs. A symbol that
 * lacks a bar of the window is left out. Warm after `window` daily returns.
 */
export const excessGrowthRate = defineFormula({
  id: 'F330',
  key: 'excess-growth-rate',
  title: 'Excess growth rate (rebalancing premium)',
  family: 'sizing',
  output: { unit: 'per year', min: 0 },
  role: 'context',
  source:
    "Fernholz, R. & Shay, B., 'Stochastic Portfolio Theory and Stock Market Equilibrium', Journal of Finance 37(2), 1982",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'days', meaning: 'covariance sample' },
      cost: { unit: 'fraction of turnover', meaning: 'rebalancing cost' },
    },
    definition: `
      Weights w (sum 1), annualised covariance S of log returns (365*ddof 1): gamma* = (1/2)*( sum_i
      w_i*S_ii - w'S w ). It is the log growth gained by keeping w constant over the weighted mean of the
      assets' growth rates. Net premium = gamma* - cost*expected annual turnover, turnover per rebalance =
      sum_i w_i*|r_i - w.r| measured.
    `,
    update: 'O(n^2) per day.',
    signal: `
      context: rebalancing (id 221/329/393) is enabled only if the net premium > 0; sets the rebalance
      interval that maximises it among 1, 7, 30 days.
    `,
    range: '[0,inf) before cost',
  },
  defaults: { window: 90, cost: 0.001 },
  input: 'step',
  reads: ['peers'],
  barMs: 86_400_000,
  readings: {
    /** What is left of the growth after the cost of rebalancing as often as is best; below zero rebalancing does not pay. */
    netPremium: { unit: 'per year' },
    /** Days between rebalancings with the largest net premium: 1, 7 or 30. */
    interval: { unit: 'days', min: 1, max: 30 },
  },
  warmUp: ({ window }) => window + 1,

  start({ cost, window }) {
    notNegative('a cost', cost);
    const returns = new PeerReturns(wholeNumber('a window', window, 2));
    let held: readonly Float64Array[] = [];
    let barsAYear = 0;

    const premiums = () =>
      INTERVALS.filter((days) => window > days + 1).map((days) => ({
        days,
        premium: netPremium(held, { barsAYear, cost, days }),
      }));
    const best = () => premiums().reduce((one, other) => (other.premium > one.premium ? other : one));

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'peers') return undefined;
        returns.push(step.peers);
        if (!returns.isFull) return undefined;
        const complete = returns.complete();
        const [own] = complete;
        if (own === undefined) return undefined;
        barsAYear = YEAR_MS / (step.peers.bars[0]?.intervalMs ?? NaN);
        held = [...complete, own.map(() => 0)];
        return growthOver(held, { barsAYear, days: 1 });
      },
      { netPremium: () => best().premium, interval: () => best().days },
    );
  },
});

/** Half of what the weighted variances exceed the variance of the portfolio by. */
export function excessGrowth(covariance: readonly ArrayLike<number>[], weights: readonly number[]): number {
  let growth = 0;
  covariance.forEach((row, i) => {
    const weight = weights[i] ?? 0;
    growth += weight * (row[i] as number);
    for (let j = 0; j < row.length; j += 1) growth -= weight * (weights[j] ?? 0) * (row[j] as number);
  });
  return Math.max(0, growth / 2);
}

/** How often is rebalanced, at what cost. */
interface Rebalancing {
  readonly barsAYear: number;
  readonly cost: number;
  readonly days: number;
}

/** Excess growth a year of equal parts, from returns over `days` bars. */
function growthOver(series: readonly Float64Array[], { barsAYear, days }: Omit<Rebalancing, 'cost'>): number {
  const covariance = sampleCovariance(series.map((each) => summed(each, days)));
  return excessGrowth(covariance, equalParts(series)) * (barsAYear / days);
}

/**
 * Excess growth a year that rebalancing every `days` bars gained less what it cost. Both are measured on
 * returns over that many bars: with the variance of one bar the longest interval would always be the best.
 */
function netPremium(series: readonly Float64Array[], rebalancing: Rebalancing): number {
  const { barsAYear, cost, days } = rebalancing;
  const turnover = meanTurnover(
    series.map((each) => summed(each, days)),
    equalParts(series),
  );
  return growthOver(series, rebalancing) - cost * turnover * (barsAYear / days);
}

const equalParts = (series: readonly unknown[]): number[] => series.map(() => 1 / series.length);

/** Mean over time of what has to be traded to restore the weights. */
export function meanTurnover(series: readonly Float64Array[], weights: readonly number[]): number {
  const length = series[0]?.length ?? 0;
  let turnover = 0;
  for (let t = 0; t < length; t += 1) {
    const whole = series.reduce((sum, each, i) => sum + (weights[i] ?? 0) * (each[t] as number), 0);
    series.forEach((each, i) => (turnover += (weights[i] ?? 0) * Math.abs((each[t] as number) - whole)));
  }
  return turnover / length;
}

/** Sums of `count` values in a row, each window one value further than the one before. */
function summed(values: Float64Array, count: number): Float64Array {
  const sums = new Float64Array(values.length - count + 1);
  for (let t = 0; t < sums.length; t += 1)
    for (let k = 0; k < count; k += 1) sums[t] = (sums[t] as number) + (values[t + k] as number);
  return sums;
}
