import type { Statistic } from '../report.ts';
import { measuredText } from '../text/decimal-text.ts';
import { bootstrapped } from './bootstrapped.ts';
import { dailyReturns } from './daily-returns.ts';
import { DAYS_PER_YEAR } from './performance.ts';
import {
  calmarRatio,
  deepestDrawdown,
  longestUnderwater,
  sortinoRatio,
  yearlyGrowth,
  yearlyVolatility,
} from './return-metrics.ts';
import { missingFor, netResults, type StatisticsInput } from './statistics-input.ts';
import { longestRun, payoffRatio, systemQuality } from './trade-metrics.ts';

/** A number of a series, how it is named and written. */
interface Metric {
  readonly name: string;
  /** Its stream of random numbers. */
  readonly stream: string;
  readonly digits: number;
  readonly isShare?: boolean;
  readonly of: (sample: ArrayLike<number>) => number | undefined;
  /** Why there may be none. */
  readonly otherwise: string;
}

const writerOf = ({ digits, isShare = false }: Metric) =>
  isShare
    ? (value: number) => `${measuredText(100 * value, digits)} %`
    : (value: number) => measuredText(value, digits);

function statisticOf(metric: Metric, sample: readonly number[] | undefined, seed: number): Statistic {
  const { digits, name, of, otherwise, stream } = metric;
  const value = sample && of(sample);
  if (sample === undefined || value === undefined) return { name, missing: `undefined: ${otherwise}` };
  const write = writerOf(metric);
  return { name, value: write(value), ...bootstrapped(sample, of, { seed, name: stream, digits, write }) };
}

const ofTrades =
  (metric: Metric) =>
  ({ curve, seed, trades }: StatisticsInput): Statistic => {
    const missing = missingFor(trades, curve);
    return missing ? { name: metric.name, missing } : statisticOf(metric, netResults(trades), seed);
  };

const ofDays =
  (metric: Metric) =>
  ({ curve, seed, trades }: StatisticsInput): Statistic => {
    const missing = missingFor(trades, curve);
    return missing ? { name: metric.name, missing } : statisticOf(metric, dailyReturns(curve), seed);
  };

const ONE_SIDED = 'there must be a gain and a loss';
const STILL = 'daily returns do not vary';

/** What people ask of a track record besides the headline numbers. */
export const furtherStatistics: readonly ((input: StatisticsInput) => Statistic)[] = [
  ofTrades({
    name: 'Payoff (average gain over average loss)',
    stream: 'payoff',
    digits: 4,
    of: payoffRatio,
    otherwise: ONE_SIDED,
  }),
  ofTrades({
    name: 'System quality (mean result over its standard error)',
    stream: 'system-quality',
    digits: 3,
    of: systemQuality,
    otherwise: 'results do not vary',
  }),
  ofTrades({
    name: 'Longest run of losses (trades)',
    stream: 'losing-run',
    digits: 0,
    of: (results) => longestRun(results, (each) => each < 0),
    otherwise: 'no trade closed yet',
  }),
  ofDays({
    name: `Growth a year (compounded, ${DAYS_PER_YEAR} days)`,
    stream: 'growth',
    digits: 2,
    isShare: true,
    of: (returns) => yearlyGrowth(returns, DAYS_PER_YEAR),
    otherwise: STILL,
  }),
  ofDays({
    name: `Volatility a year (daily, ${DAYS_PER_YEAR} days)`,
    stream: 'volatility',
    digits: 2,
    isShare: true,
    of: (returns) => yearlyVolatility(returns, DAYS_PER_YEAR),
    otherwise: STILL,
  }),
  ofDays({
    name: `Sortino ratio (daily, ${DAYS_PER_YEAR} days a year)`,
    stream: 'sortino',
    digits: 3,
    of: (returns) => sortinoRatio(returns, DAYS_PER_YEAR),
    otherwise: 'no day has lost',
  }),
  ofDays({
    name: 'Deepest drawdown of daily equity',
    stream: 'drawdown',
    digits: 2,
    isShare: true,
    of: deepestDrawdown,
    otherwise: STILL,
  }),
  ofDays({
    name: 'Calmar ratio (growth a year over deepest drawdown)',
    stream: 'calmar',
    digits: 3,
    of: (returns) => calmarRatio(returns, DAYS_PER_YEAR),
    otherwise: 'no day has lost',
  }),
  ofDays({
    name: 'Longest time under water (days)',
    stream: 'underwater',
    digits: 0,
    of: longestUnderwater,
    otherwise: STILL,
  }),
];
