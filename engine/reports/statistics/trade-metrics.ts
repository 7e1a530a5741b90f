import { sampleShape } from '../../numerics/sample-shape.ts';
import { mean, profitFactor } from './performance.ts';

/** What a list of closed trades amounts to, in the unit of their results. What is undefined is left undefined. */
export interface TradeMetrics {
  readonly n: number;
  /** Share that gained; a result of exactly nothing is no win. */
  readonly winRate: number | undefined;
  readonly profitFactor: number | undefined;
  /** Average gain over the size of the average loss. */
  readonly payoff: number | undefined;
  readonly expectancy: number | undefined;
  /** System quality: how many standard errors the mean lies above nothing. */
  readonly sqn: number | undefined;
  readonly avgWin: number | undefined;
  /** Negative. */
  readonly avgLoss: number | undefined;
  readonly largestWin: number | undefined;
  /** Negative. */
  readonly largestLoss: number | undefined;
  readonly maxConsecutiveWins: number;
  readonly maxConsecutiveLosses: number;
}

export function tradeMetrics(results: readonly number[]): TradeMetrics {
  const wins = results.filter((each) => each > 0);
  const losses = results.filter((each) => each < 0);
  const [avgWin, avgLoss] = [mean(wins), mean(losses)];
  return {
    n: results.length,
    winRate: results.length === 0 ? undefined : wins.length / results.length,
    profitFactor: profitFactor(results),
    payoff: payoffRatio(results),
    expectancy: mean(results),
    sqn: systemQuality(results),
    avgWin,
    avgLoss,
    largestWin: wins.length === 0 ? undefined : Math.max(...wins),
    largestLoss: losses.length === 0 ? undefined : Math.min(...losses),
    maxConsecutiveWins: longestRun(results, (each) => each > 0),
    maxConsecutiveLosses: longestRun(results, (each) => each < 0),
  };
}

/** Average gain over the size of the average loss; undefined unless there are both. */
export function payoffRatio(results: ArrayLike<number>): number | undefined {
  const all = Array.from(results);
  const [gain, loss] = [mean(all.filter((each) => each > 0)), mean(all.filter((each) => each < 0))];
  return gain === undefined || loss === undefined ? undefined : gain / -loss;
}

/** How many standard errors the mean lies above nothing; undefined below two results or where nothing varies. */
export function systemQuality(results: ArrayLike<number>): number | undefined {
  const { count, mean: average, variance } = sampleShape(results);
  return count < 2 || variance === 0 ? undefined : average / Math.sqrt(variance / (count - 1));
}

/** Most results in a row of which `belongs` holds. */
export function longestRun(results: ArrayLike<number>, belongs: (result: number) => boolean): number {
  let longest = 0;
  let run = 0;
  for (let i = 0; i < results.length; i += 1) {
    run = belongs(results[i] as number) ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
