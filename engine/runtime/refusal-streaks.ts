import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { Refusal } from '../domain/order/refusal.ts';

/** A lasting refusal is written down again after this long, in ms of event time. */
const REPEAT_AFTER_MS = 60_000;

/**
 * Keeps a strategy that is refused every second from filling the journal: the first refusal of a
 * streak is written at once, the same one again once a minute with its count. Refusals of a
 * person's own orders are always written.
 */
export class RefusalStreaks {
  readonly #streaks = new Map<string, { code: string; unsaid: number; saidAt: number }>();

  /** How many times to write it down as; 0 means not now. */
  note(intent: OrderIntent, refusal: Refusal, time: number): number {
    if (intent.runId === 'manual') return 1;
    const streak = this.#streaks.get(intent.runId);
    if (!streak || streak.code !== refusal.code) {
      this.#streaks.set(intent.runId, { code: refusal.code, unsaid: 0, saidAt: time });
      return 1;
    }
    streak.unsaid += 1;
    if (time - streak.saidAt < REPEAT_AFTER_MS) return 0;
    const repeats = streak.unsaid;
    streak.unsaid = 0;
    streak.saidAt = time;
    return repeats;
  }

  /** An order went through: the next refusal is news again. */
  end(runId: string): void {
    this.#streaks.delete(runId);
  }
}
