import { bpsBetween } from '../../domain/units/bps.ts';
import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import { clip } from '../../numerics/clip.ts';
import { RunningMeanError } from '../../numerics/running-mean-error.ts';

/** Share of the longest hold that may pass between two prices; beyond it nobody knows what was touched. */
const LARGEST_HOLE = 0.25;

/** Where a trade on a vote ends: a gain, a loss or a time. */
export interface VoteBarriers {
  readonly targetBps: number;
  readonly stopBps: number;
  readonly maxHoldMs: number;
}

/** What trades on past votes made before costs, in bps of their notional. */
export interface VoteWorth {
  readonly count: number;
  /** How many ended above zero. */
  readonly wins: number;
  /** Undefined before the first. */
  readonly meanBps: number | undefined;
  /** Standard error of the mean; undefined below two. */
  readonly errorBps: number | undefined;
}

interface Imagined {
  readonly votedAt: number;
  readonly side: -1 | 1;
  readonly mid: number;
}

/**
 * Follows every vote with a winner to the first of its three barriers, whether or not it was traded, one at a
 * time. A vote that nobody traded has no fees and no slippage: both are for the reader to take off.
 *
 * Source of the three barriers: Lopez de Prado (2018), Advances in Financial Machine Learning, ch. 3.
 */
export class VoteRecord {
  readonly #barriers: VoteBarriers;
  readonly #gains = new RunningMeanError(0);
  #wins = 0;
  #open: Imagined | undefined;
  #seenAt = 0;
  /** Votes from before the last outcome are not followed again. */
  #openFrom = -Infinity;

  constructor(barriers: VoteBarriers) {
    this.#barriers = barriers;
  }

  get worth(): VoteWorth {
    const { count, error, mean } = this.#gains;
    return {
      count,
      wins: this.#wins,
      meanBps: count > 0 ? mean : undefined,
      errorBps: count > 1 ? error : undefined,
    };
  }

  /** Call it with every price, and with the last vote if there is one. */
  observe(time: number, mid: number, vote: VoteDecision | undefined): void {
    const { maxHoldMs } = this.#barriers;
    const isHole = time - this.#seenAt > LARGEST_HOLE * maxHoldMs;
    this.#seenAt = time;
    if (isHole) this.#open = undefined;
    if (this.#open && this.#settle(this.#open, time, mid)) this.#open = undefined;
    // A vote that was there before the hole or before the last outcome is old news.
    if (this.#open || isHole || !vote || vote.winner === 0 || vote.time < this.#openFrom) return;
    this.#open = { votedAt: time, side: vote.winner, mid };
  }

  #settle({ mid: entry, side, votedAt }: Imagined, time: number, mid: number): boolean {
    const { maxHoldMs, stopBps, targetBps } = this.#barriers;
    const gainBps = side * bpsBetween(entry, mid);
    if (gainBps < targetBps && gainBps > -stopBps && time - votedAt < maxHoldMs) return false;
    // A stop is a market order: what the price had run beyond it is lost too. A target is no better than itself.
    const gain = clip(gainBps, -Infinity, targetBps);
    this.#gains.push(gain);
    if (gain > 0) this.#wins += 1;
    this.#openFrom = time;
    return true;
  }
}
