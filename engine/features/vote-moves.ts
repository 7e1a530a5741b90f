/** What the price had done when the horizon of a decision had passed. */
export interface VoteMove {
  /** When the decision was counted, in ms. */
  readonly time: number;
  /** Log return from mid to mid; undefined where nobody saw the market in time. */
  readonly move: number | undefined;
}

/** A price that comes later than this share of the horizon is that of another moment. */
const LATEST = 0.25;

/**
 * Follows every decision of a vote to its horizon. Unlike the scores of a vote these moves overlap: each says
 * what came of one decision, and nothing may be summed over them.
 */
export class VoteMoves {
  readonly #horizonMs: number;
  /** In the order of time. */
  #open: { readonly time: number; readonly mid: number }[] = [];
  #known: VoteMove[] = [];

  constructor(horizonMs: number) {
    this.#horizonMs = horizonMs;
  }

  /** A decision was counted at this mid price; NaN where there is none. */
  open(time: number, mid: number): void {
    if (mid > 0) this.#open.push({ time, mid });
    else this.#known.push({ time, move: undefined });
  }

  /** The best quote has this mid price from `time` on. */
  onQuote(time: number, mid: number): void {
    const [first] = this.#open;
    if (first === undefined || time < first.time + this.#horizonMs) return;
    const due = this.#open.findIndex((each) => time < each.time + this.#horizonMs);
    const passed = this.#open.splice(0, due === -1 ? this.#open.length : due);
    for (const { mid: before, time: at } of passed) {
      const isLate = time > at + (1 + LATEST) * this.#horizonMs;
      this.#known.push({ time: at, move: isLate ? undefined : Math.log(mid / before) });
    }
  }

  /** Nobody sees the market any more: what is open has no outcome. */
  voidAll(): void {
    for (const { time } of this.#open) this.#known.push({ time, move: undefined });
    this.#open = [];
  }

  /** What has become known since the last call, in the order it did. */
  take(): readonly VoteMove[] {
    if (this.#known.length === 0) return NONE;
    const known = this.#known;
    this.#known = [];
    return known;
  }
}

const NONE: readonly VoteMove[] = Object.freeze([]);
