import { bpsBetween } from '../../domain/units/bps.ts';
import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import { clip } from '../../numerics/clip.ts';
import { type CalibrationTerms, VoteCalibration } from './vote-calibration.ts';

/** Share of the longest hold that may pass between two prices; beyond it nobody knows what was touched. */
const LARGEST_HOLE = 0.25;

/** Where a trade on a vote ends: a gain, a loss or a time. */
export interface VoteBarriers {
  readonly targetBps: number;
  readonly stopBps: number;
  readonly maxHoldMs: number;
}

interface Imagined {
  readonly votedAt: number;
  readonly side: -1 | 1;
  readonly mid: number;
  readonly conviction: number;
}

/** A vote to be followed. */
type Followed = Pick<VoteDecision, 'confidence' | 'signal' | 'time' | 'winner'>;

/** Size of a vote's signal times its confidence, 0 to 1. */
export const convictionOf = ({ confidence, signal }: Pick<Followed, 'confidence' | 'signal'>): number =>
  Math.abs(signal * confidence);

/**
 * Follows every vote with a winner to the first of its three barriers, whether or not it was traded, one at a
 * time. A vote that nobody traded has no fees and no slippage: both are for the reader to take off.
 *
 * Source of the three barriers: Lopez de Prado (2018), Advances in Financial Machine Learning, ch. 3.
 */
export class VoteRecord {
  /** What the votes came to that ended. */
  readonly outcomes: VoteCalibration;
  readonly #barriers: VoteBarriers;
  #open: Imagined | undefined;
  #seenAt = 0;
  /** Votes from before the last outcome are not followed again. */
  #openFrom = -Infinity;

  /** `memory` is what a record before left; the vote it followed then has no outcome. */
  constructor(barriers: VoteBarriers, terms: CalibrationTerms, memory?: unknown) {
    this.#barriers = barriers;
    this.outcomes = new VoteCalibration(terms, memory);
  }

  /** Call it with every price, and with the last vote if there is one. */
  observe(time: number, mid: number, vote: Followed | undefined): void {
    const { maxHoldMs } = this.#barriers;
    const isHole = time - this.#seenAt > LARGEST_HOLE * maxHoldMs;
    this.#seenAt = time;
    if (isHole) this.#open = undefined;
    if (this.#open && this.#settle(this.#open, time, mid)) this.#open = undefined;
    // A vote that was there before the hole or before the last outcome is old news.
    if (this.#open || isHole || !vote || vote.winner === 0 || vote.time < this.#openFrom) return;
    this.#open = { votedAt: time, side: vote.winner, mid, conviction: convictionOf(vote) };
  }

  #settle({ conviction, mid: entry, side, votedAt }: Imagined, time: number, mid: number): boolean {
    const { maxHoldMs, stopBps, targetBps } = this.#barriers;
    const gainBps = side * bpsBetween(entry, mid);
    if (gainBps < targetBps && gainBps > -stopBps && time - votedAt < maxHoldMs) return false;
    // A stop is a market order: what the price had run beyond it is lost too. A target is no better than itself.
    this.outcomes.push(conviction, clip(gainBps, -Infinity, targetBps));
    this.#openFrom = time;
    return true;
  }
}
