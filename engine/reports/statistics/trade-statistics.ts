import type { ClosedTrade } from '../../domain/portfolio/closed-trade.ts';
import { MONEY_SCALE, moneyToNumber } from '../../domain/units/money.ts';
import { optimalBlockLength } from '../../numerics/optimal-block-length.ts';
import { Random } from '../../numerics/random.ts';
import { stationaryBootstrapInterval } from '../../numerics/stationary-bootstrap.ts';
import { wilsonInterval } from '../../numerics/wilson.ts';
import type { EquityPoint } from '../equity-curve.ts';
import type { Statistic } from '../report.ts';
import { measuredText, percentText, ratioText, roundedText } from '../text/decimal-text.ts';
import { mulDiv } from '../../domain/units/fixed.ts';
import { dailyReturns } from './daily-returns.ts';
import { DAYS_PER_YEAR, deepestFall, mean, profitFactor, sharpeRatio } from './performance.ts';

/** Below this no ratio is shown: too little to conclude from. */
export const LEAST_TRADES = 30;
export const LEAST_DAYS = 14;
/** An interval by resampling needs a series with a memory that can be measured. */
const LEAST_FOR_BOOTSTRAP = 10;
export const CONFIDENCE = 0.95;

const DAY_MS = 86_400_000;
/** Draws spent on one interval: many resamples of short histories, fewer of long ones. */
const DRAWS_PER_INTERVAL = 2_000_000;

/** What the statistics are computed from. */
export interface StatisticsInput {
  readonly trades: readonly ClosedTrade[];
  readonly curve: readonly EquityPoint[];
  readonly currency: string;
  /** Seed of the resampling, so that the same journal gives the same intervals. */
  readonly seed: number;
}

/**
 * Headline numbers of closed trades, each with its uncertainty or with what is missing.
 * @yields after each number, for a caller who gives way in between.
 */
export function* tradeStatistics(
  input: StatisticsInput,
): Generator<undefined, readonly Statistic[], undefined> {
  const statistics: Statistic[] = [];
  for (const compute of [winRate, averageNet, profitFactorStatistic, fallOfTrades, sharpe]) {
    statistics.push(compute(input));
    yield undefined;
  }
  return statistics;
}

function winRate({ trades }: StatisticsInput): Statistic {
  const name = 'Win rate';
  const wins = trades.filter(({ netPnl }) => netPnl > 0n).length;
  const value = percentText(BigInt(wins), BigInt(trades.length));
  const interval = wilsonInterval(wins, trades.length, CONFIDENCE);
  if (value === undefined || !interval) return { name, missing: 'no trade closed yet' };
  const [low, high] = [interval.low, interval.high].map((share) => `${measuredText(100 * share, 2)} %`);
  return { name, value, ...(low && high && { low, high }), method: 'Wilson' };
}

function averageNet({ trades, currency, seed }: StatisticsInput): Statistic {
  const name = `Average net per trade (${currency})`;
  if (trades.length === 0) return { name, missing: 'no trade closed yet' };
  const sum = trades.reduce((total, { netPnl }) => total + netPnl, 0n);
  const average = mulDiv(sum, 1n, BigInt(trades.length), 'half-even');
  const value = roundedText(average, MONEY_SCALE, 4);
  return { name, value, ...bootstrapped(netResults(trades), mean, { seed, name: 'average-net', digits: 4 }) };
}

function profitFactorStatistic({ trades, curve, seed }: StatisticsInput): Statistic {
  const name = 'Profit factor';
  const missing = missingFor(trades, curve);
  if (missing) return { name, missing };
  const gained = trades.reduce((sum, { netPnl }) => (netPnl > 0n ? sum + netPnl : sum), 0n);
  const lost = trades.reduce((sum, { netPnl }) => (netPnl < 0n ? sum - netPnl : sum), 0n);
  const value = ratioText(gained, lost, 4);
  if (value === undefined) return { name, missing: 'undefined: no trade has lost' };
  return {
    name,
    value,
    ...bootstrapped(netResults(trades), profitFactor, { seed, name: 'profit-factor', digits: 4 }),
  };
}

function fallOfTrades({ trades, currency, seed }: StatisticsInput): Statistic {
  const name = `Deepest fall of the sum of closed trades (${currency})`;
  if (trades.length === 0) return { name, missing: 'no trade closed yet' };
  let [sum, peak, deepest] = [0n, 0n, 0n];
  for (const { netPnl } of trades) {
    sum += netPnl;
    if (sum > peak) peak = sum;
    if (peak - sum > deepest) deepest = peak - sum;
  }
  const value = roundedText(deepest, MONEY_SCALE, 4);
  return { name, value, ...bootstrapped(netResults(trades), deepestFall, { seed, name: 'fall', digits: 4 }) };
}

function sharpe({ trades, curve, seed }: StatisticsInput): Statistic {
  const name = `Sharpe ratio (daily, ${DAYS_PER_YEAR} days a year)`;
  const missing = missingFor(trades, curve);
  if (missing) return { name, missing };
  const returns = dailyReturns(curve);
  const annual = (sample: ArrayLike<number>): number | undefined => sharpeRatio(sample, DAYS_PER_YEAR);
  const ratio = returns && annual(returns);
  if (!returns || ratio === undefined) return { name, missing: 'undefined: daily returns do not vary' };
  return {
    name,
    value: measuredText(ratio, 3),
    ...bootstrapped(returns, annual, { seed, name: 'sharpe', digits: 3 }),
  };
}

/** How much is missing before a ratio may be shown; undefined when it is enough. */
export function missingFor(
  trades: readonly ClosedTrade[],
  curve: readonly EquityPoint[],
): string | undefined {
  const days = Math.floor(((curve.at(-1)?.time ?? 0) - (curve[0]?.time ?? 0)) / DAY_MS);
  const needed = [
    ...(trades.length < LEAST_TRADES ? [counted(LEAST_TRADES - trades.length, 'more trade')] : []),
    ...(days < LEAST_DAYS ? [counted(LEAST_DAYS - days, 'more day')] : []),
  ];
  return needed.length === 0 ? undefined : `${needed.join(' and ')} needed`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const netResults = (trades: readonly ClosedTrade[]): number[] =>
  trades.map(({ netPnl }) => moneyToNumber(netPnl));

interface Drawing {
  readonly seed: number;
  /** Each statistic draws from a stream of its own. */
  readonly name: string;
  readonly digits: number;
}

function bootstrapped(
  values: readonly number[],
  statistic: (sample: ArrayLike<number>) => number | undefined,
  { seed, name, digits }: Drawing,
): Pick<Statistic, 'low' | 'high' | 'method'> {
  if (values.length < LEAST_FOR_BOOTSTRAP) {
    return { method: `no interval: ${LEAST_FOR_BOOTSTRAP} values are needed, there are ${values.length}` };
  }
  const meanBlock = Math.max(1, optimalBlockLength(values)?.stationary ?? 1);
  const resamples = Math.min(2000, Math.max(200, Math.floor(DRAWS_PER_INTERVAL / values.length)));
  const random = new Random(seed).fork(name);
  const interval = stationaryBootstrapInterval(values, statistic, {
    random,
    meanBlock,
    resamples,
    confidence: CONFIDENCE,
  });
  if (!interval) return { method: 'no interval: the number is undefined in some resamples' };
  const method = `stationary bootstrap, ${resamples} resamples, mean block ${measuredText(meanBlock, 2)}`;
  return { low: measuredText(interval.low, digits), high: measuredText(interval.high, digits), method };
}
