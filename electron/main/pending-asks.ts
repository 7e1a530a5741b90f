import type { HostTimers } from './host-timers.ts';

interface Pending {
  readonly resolve: (answer: unknown) => void;
  readonly unanswered: unknown;
  readonly cancel: () => void;
}

/**
 * Questions on their way to the engine. Every one ends: with its answer, with the value given for
 * "no answer in time", or with that value when the engine died.
 */
export class PendingAsks {
  readonly #timers: HostTimers;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(timers: HostTimers) {
    this.#timers = timers;
  }

  /** `send` gets the question's number; `unanswered` is the answer if none comes within `limitMs`. */
  ask(limitMs: number, unanswered: unknown, send: (askId: number) => void): Promise<unknown> {
    this.#lastId += 1;
    const askId = this.#lastId;
    return new Promise((resolve) => {
      const cancel = this.#timers.after(limitMs, () => this.answer(askId, unanswered));
      this.#pending.set(askId, { resolve, unanswered, cancel });
      send(askId);
    });
  }

  /** An answer to a question nobody waits for any more is dropped. */
  answer(askId: number, answer: unknown): void {
    const pending = this.#pending.get(askId);
    if (!pending) return;
    this.#pending.delete(askId);
    pending.cancel();
    pending.resolve(answer);
  }

  /** Ends every open question, because the process that would have answered is gone. */
  endAll(): void {
    for (const [askId, { unanswered }] of this.#pending) this.answer(askId, unanswered);
  }
}
