import type { Clock } from './clock.ts';

interface Timer {
  readonly everyMs: number | undefined;
  readonly callback: () => void;
  dueAt: number;
}

/** A clock that goes only when it is told to; timers fire on the way, in order. */
export class ManualClock implements Clock {
  #now: number;
  readonly #startedAt: number;
  readonly #timers = new Set<Timer>();

  constructor(now: number) {
    this.#now = now;
    this.#startedAt = now;
  }

  readonly now = (): number => Math.floor(this.#now);

  readonly monotonicMs = (): number => this.#now - this.#startedAt;

  readonly every = (ms: number, callback: () => void): (() => void) =>
    this.#add({ everyMs: ms, callback, dueAt: this.#now + ms });

  readonly after = (ms: number, callback: () => void): (() => void) =>
    this.#add({ everyMs: undefined, callback, dueAt: this.#now + ms });

  pass(ms: number): void {
    const until = this.#now + ms;
    for (let timer = this.#next(until); timer; timer = this.#next(until)) {
      this.#now = timer.dueAt;
      if (timer.everyMs === undefined) this.#timers.delete(timer);
      else timer.dueAt += timer.everyMs;
      timer.callback();
    }
    this.#now = until;
  }

  #add(timer: Timer): () => void {
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  #next(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.dueAt <= until && (!next || timer.dueAt < next.dueAt)) next = timer;
    }
    return next;
  }
}
