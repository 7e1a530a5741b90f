import type { HostTimers } from './host-timers.ts';

interface Timer {
  dueMs: number;
  readonly intervalMs: number | undefined;
  readonly act: () => void;
}

/** Time that passes only when a test says so. */
export class ManualTimers implements HostTimers {
  #nowMs = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, then: () => void): () => void {
    return this.#add({ dueMs: this.#nowMs + delayMs, intervalMs: undefined, act: then });
  }

  every(intervalMs: number, then: () => void): () => void {
    return this.#add({ dueMs: this.#nowMs + intervalMs, intervalMs, act: then });
  }

  /** Lets time pass and runs what falls due, in order. */
  pass(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (let next = this.#next(endMs); next; next = this.#next(endMs)) {
      this.#nowMs = next.dueMs;
      if (next.intervalMs === undefined) this.#timers.delete(next);
      else next.dueMs += next.intervalMs;
      next.act();
    }
    this.#nowMs = endMs;
  }

  /** Timers that still run; none may be left when a process is over. */
  get running(): number {
    return this.#timers.size;
  }

  #add(timer: Timer): () => void {
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  #next(endMs: number): Timer | undefined {
    return [...this.#timers].filter(({ dueMs }) => dueMs <= endMs).toSorted((a, b) => a.dueMs - b.dueMs)[0];
  }
}
