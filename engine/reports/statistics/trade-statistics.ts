import { MONEY_SCALE } from '../../domain/units/money.ts';
import { mulDiv } from '../../domain/units/fixed.ts';
import { wilsonInterval } from '../../numerics/wilson.ts';
import type { Statistic } from '../report.ts';
import { measuredText, percentText, ratioText, roundedText } from '../text/decimal-text.ts';
import { bootstrapped, CONFIDENCE } from './bootstrapped.ts';
import { dailyReturns } from './daily-returns.ts';
import { furtherStatistics } from './further-statistics.ts';
import { DAYS_PER_YEAR, deepestFall, mean, profitFactor, sharpeRatio } from './performance.ts';
import { missingFor, netResults, type StatisticsInput } from './statistics-input.ts';

/**
 * Headline numbers of closed trades, each with its uncertainty or with what is missing.
 * @yields after each number, for a caller who gives way in between.
 */
export function* tradeStatistics(
  input: StatisticsInput,
): Generator<undefined, readonly Statistic[], undefined> {
  const statistics: Statistic[] = [];
  const computed = [winRate, averageNet, profitFactorStatistic, fallOfTrades, sharpe, ...furtherStatistics];
  for (const compute of computed) {
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
