import { CondorcetVote } from '../../formulas/edge/vote/condorcet-vote.ts';
import { VOTE_HORIZON_MS } from '../../domain/vote/vote-group.ts';
import { Mulberry32 } from '../../numerics/mulberry32.ts';

const HORIZON_MS = VOTE_HORIZON_MS.fast;
/** Half a spread of 0.01 % beside moves of 0.05 %. */
const HALF_SPREAD = 0.00005;
const VOLATILITY = 0.0005;
/** What of its side a formula has from the other formulas of its cluster. */
const SHARED = 0.6;
const CLUSTER = 6;

/** How the vote does on a market and with formulas of which nobody can know anything. */
export interface CoinFlipVote {
  readonly votes: number;
  /** Share of votes that were won by LONG or SHORT. */
  readonly shareDecided: number;
  /** Mean log return to the winner's side over the horizon, before costs, and its standard error. */
  readonly meanReturn: number;
  readonly standardError: number;
  /** Share of decided votes of which the market went the way, ties left out. */
  readonly hitRate: number;
}

export interface CoinFlipOptions {
  readonly seed: number;
  readonly formulas: number;
  readonly votes: number;
}

/**
 * Lets formulas vote that flip coins, in clusters that often flip the same one, on a random walk: one vote a
 * horizon, so that returns do not overlap, each learned from as it would be.
 */
export function coinFlipVote({ formulas, seed, votes }: CoinFlipOptions): CoinFlipVote {
  const random = new Mulberry32(seed);
  const ids = Array.from({ length: formulas }, (_, i) => i + 1);
  const members = ids.map((id) => ({ id, category: `cluster ${Math.floor(id / CLUSTER)}` }));
  const vote = new CondorcetVote({ group: 'fast', members });
  const opinions = {
    ids,
    signals: new Float64Array(formulas),
    confidences: new Float64Array(formulas),
    values: new Float64Array(formulas),
    isReady: new Uint8Array(formulas).fill(1),
  };
  const returns: number[] = [];
  let mid = 100;
  let winner = 0;
  for (let i = 0; i <= votes; i += 1) {
    const move = VOLATILITY * random.normal();
    mid *= Math.exp(move);
    if (winner !== 0) returns.push(winner * move);
    vote.onQuote(i * HORIZON_MS, mid * (1 - HALF_SPREAD), mid * (1 + HALF_SPREAD));
    flip(random, opinions);
    ({ winner } = vote.tally(i * HORIZON_MS, opinions));
  }
  return summaryOf(returns, votes);
}

function flip(
  random: Mulberry32,
  { confidences, signals }: { readonly signals: Float64Array; readonly confidences: Float64Array },
): void {
  let shared = 1;
  for (let k = 0; k < signals.length; k += 1) {
    if (k % CLUSTER === 0) shared = random.uniform() < 0.5 ? 1 : -1;
    const own = random.uniform() < 0.5 ? 1 : -1;
    const side = random.uniform() < SHARED ? shared : own;
    signals[k] = side * (0.06 + 0.94 * random.uniform());
    confidences[k] = 0.05 + 0.95 * random.uniform();
  }
}

function summaryOf(returns: readonly number[], votes: number): CoinFlipVote {
  const count = returns.length;
  const mean = returns.reduce((sum, each) => sum + each, 0) / count;
  const squares = returns.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const hits = returns.filter((each) => each > 0).length;
  const misses = returns.filter((each) => each < 0).length;
  return {
    votes,
    shareDecided: count / votes,
    meanReturn: mean,
    standardError: Math.sqrt(squares / (count - 1) / count),
    hitRate: hits / (hits + misses),
  };
}
