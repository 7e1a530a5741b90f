import type { Bar } from '../../domain/market/bar.ts';
import type { HeldPosition } from '../step-contents.ts';
import { signOf } from './held-direction.ts';

/** Why a position is to be closed. */
export const EXIT_REASON = { none: 0, target: 1, stop: 2, time: 3 } as const;
export type ExitReason = (typeof EXIT_REASON)[keyof typeof EXIT_REASON];

/** Target and stop as fractions of the entry price, and how long a position is held, in ms. */
export interface Barriers {
  readonly tp: number;
  readonly sl: number;
  readonly minHoldMs: number;
  readonly maxHoldMs: number;
}

/** Watches one position after another; the first barrier that is touched decides. */
export class BarrierWatch {
  readonly #barriers: Barriers;
  #sign: 1 | 0 | -1 = 0;
  #entry = NaN;
  #enteredAt = 0;
  #reason: ExitReason = EXIT_REASON.none;

  constructor(barriers: Barriers) {
    this.#barriers = barriers;
  }

  /** 1 long, -1 short, 0 without a position. */
  get sign(): 1 | 0 | -1 {
    return this.#sign;
  }

  get reason(): ExitReason {
    return this.#reason;
  }

  /** Undefined without a position. */
  get target(): number | undefined {
    return this.#sign === 0 ? undefined : this.#entry * (1 + this.#sign * this.#barriers.tp);
  }

  /** Undefined without a position. */
  get stop(): number | undefined {
    return this.#sign === 0 ? undefined : this.#entry * (1 - this.#sign * this.#barriers.sl);
  }

  /** A position in the other direction is another one; more of the same moves the prices and keeps the time. */
  onPosition(position: HeldPosition, time: number): void {
    const sign = signOf(position);
    if (sign !== this.#sign) {
      this.#enteredAt = time;
      this.#reason = EXIT_REASON.none;
    }
    this.#sign = sign;
    this.#entry = position.entryPrice;
  }

  onTrade(price: number, time: number): void {
    const held = time - this.#enteredAt;
    this.#touch(price, price, { targetCounts: held >= this.#barriers.minHoldMs });
    this.#expire(held);
  }

  /** A bar that began before the position may have had its extremes before it too: only its end counts. */
  onBar({ close, high, intervalMs, low, openTime }: Bar): void {
    const since = openTime - this.#enteredAt;
    const held = since + intervalMs;
    if (since >= 0) {
      const [best, worst] = this.#sign > 0 ? [high, low] : [low, high];
      this.#touch(best, worst, { targetCounts: since >= this.#barriers.minHoldMs });
    }
    this.#touch(close, close, { targetCounts: held >= this.#barriers.minHoldMs });
    this.#expire(held);
  }

  #touch(best: number, worst: number, { targetCounts }: { readonly targetCounts: boolean }): void {
    const { stop, target } = this;
    if (stop === undefined || target === undefined || this.#reason !== EXIT_REASON.none) return;
    if (this.#sign * (worst - stop) <= 0) this.#reason = EXIT_REASON.stop;
    else if (targetCounts && this.#sign * (best - target) >= 0) this.#reason = EXIT_REASON.target;
  }

  #expire(held: number): void {
    const isOver = held >= Math.max(this.#barriers.maxHoldMs, this.#barriers.minHoldMs);
    if (this.#sign !== 0 && this.#reason === EXIT_REASON.none && isOver) this.#reason = EXIT_REASON.time;
  }
}
