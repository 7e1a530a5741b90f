import { combinations } from './combinations.ts';
import { wholeNumber } from './checked-numbers.ts';

/** How often the best of some configurations in one half of the time is poor in the other half. */
export interface BacktestOverfitting {
  /** Share of the splits in which the best of one half lies in the lower half of the other. */
  readonly probability: number;
  /** Share of the splits in which it loses in the other half. */
  readonly probabilityOfLoss: number;
  /** Log odds of its rank in the other half, one for each split. */
  readonly logits: readonly number[];
}

const NEAREST = 1e-12;

/**
 * Combinatorially symmetric cross-validation of the returns of several configurations over the same periods, each a
 * list: the time is cut into `blocks` of equal length, what does not fill them at the end is left out, and every
 * half of the blocks is once the sample in which the best Sharpe ratio is chosen, the first of equal ones. Undefined
 * below two configurations or two periods a half.
 * @throws {RangeError} when `blocks` is not an even number of at least 2.
 *
 * Source: Bailey, Borwein, López de Prado & Zhu (2017), The Probability of Backtest Overfitting, Journal of
 * Computational Finance 20(4).
 */
export function backtestOverfitting(
  configurations: readonly ArrayLike<number>[],
  blocks: number,
): BacktestOverfitting | undefined {
  if (wholeNumber('blocks', blocks, 2) % 2 !== 0) {
    throw new RangeError(`blocks must be an even number, was ${blocks}`);
  }
  const length = Math.floor((configurations[0]?.length ?? 0) / blocks);
  if (configurations.length < 2 || length * blocks < 4) return undefined;
  const all = Array.from({ length: blocks }, (_, block) => block);
  let losses = 0;
  const logits = combinations(blocks, blocks / 2).map((chosen) => {
    const others = all.filter((block) => !chosen.includes(block));
    const inside = configurations.map((returns) => halfOf(returns, chosen, length));
    const outside = configurations.map((returns) => halfOf(returns, others, length));
    let best = 0;
    for (let k = 1; k < inside.length; k += 1) {
      if ((inside[k] as Half).sharpe > (inside[best] as Half).sharpe) best = k;
    }
    if ((outside[best] as Half).mean < 0) losses += 1;
    const share = rankOf(best, outside) / (configurations.length + 1);
    return Math.log(share / (1 - share));
  });
  return {
    probability: logits.filter((logit) => logit <= 0).length / logits.length,
    probabilityOfLoss: losses / logits.length,
    logits,
  };
}

interface Half {
  readonly mean: number;
  /** 0 where nothing varies. */
  readonly sharpe: number;
}

/** The periods of some blocks, in two passes, so that no digits cancel. */
function halfOf(returns: ArrayLike<number>, blocks: readonly number[], length: number): Half {
  const periods = blocks.length * length;
  let sum = 0;
  for (const block of blocks) {
    for (let t = block * length; t < (block + 1) * length; t += 1) sum += returns[t] as number;
  }
  const mean = sum / periods;
  let squares = 0;
  for (const block of blocks) {
    for (let t = block * length; t < (block + 1) * length; t += 1) {
      squares += ((returns[t] as number) - mean) ** 2;
    }
  }
  const deviation = Math.sqrt(squares / (periods - 1));
  return { mean, sharpe: deviation > NEAREST ? mean / deviation : 0 };
}

/** Place among all from 1, the worst, on; equal ones share the mean of their places. */
function rankOf(place: number, halves: readonly Half[]): number {
  const own = (halves[place] as Half).sharpe;
  let rank = 0.5;
  for (const { sharpe } of halves) rank += sharpe < own ? 1 : sharpe === own ? 0.5 : 0;
  return rank;
}
