import type { Clock } from '../clock.ts';

export interface SleepWatchParts {
  readonly clock: Pick<Clock, 'now' | 'monotonicMs'>;
  /** From now on nothing new is entered; what is known is written down before this returns. */
  readonly fallAsleep: () => void;
  /** The computer is awake: everything is compared, then entries go on. It slept so long at most, in ms. */
  readonly wake: (sleptMs: number) => void;
}

/** Wall clock and monotonic clock this far apart, in ms: the computer has slept, whether anybody said so or not. */
const GAP_MS = 2000;
/** A computer that runs so long after it was to go to sleep, in ms, has not gone. */
const STAYED_AWAKE_MS = 60_000;

/**
 * Keeps entries shut from the moment the computer says it goes to sleep until it has woken. Not every system says
 * that it woke, so the clocks are asked, too: without that a sleep that was called off would shut entries for good.
 */
export class SleepWatch {
  readonly #parts: SleepWatchParts;
  #since: { readonly wallMs: number; readonly steadyMs: number } | undefined;

  constructor(parts: SleepWatchParts) {
    this.#parts = parts;
  }

  suspend(): void {
    const { clock, fallAsleep } = this.#parts;
    this.#since ??= { wallMs: clock.now(), steadyMs: clock.monotonicMs() };
    fallAsleep();
  }

  /** The computer says it is awake. One that had not said it would sleep is compared all the same. */
  resume(): void {
    const { clock, wake } = this.#parts;
    const sleptMs = this.#since === undefined ? 0 : Math.max(0, clock.now() - this.#since.wallMs);
    this.#since = undefined;
    wake(sleptMs);
  }

  /** To be called about once a second. */
  look(): void {
    if (this.#since === undefined) return;
    const { clock } = this.#parts;
    const wallMs = clock.now() - this.#since.wallMs;
    const steadyMs = clock.monotonicMs() - this.#since.steadyMs;
    if (wallMs - steadyMs > GAP_MS || steadyMs >= STAYED_AWAKE_MS) this.resume();
  }
}
