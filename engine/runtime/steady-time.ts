import type { Clock } from './clock.ts';

/**
 * The time of a session: that of the wall clock while it goes forward. When it is set back, time goes on from the
 * latest there was at the pace of the monotonic clock, so that nothing that is due waits for it to come back.
 */
export class SteadyTime {
  readonly #clock: Pick<Clock, 'now' | 'monotonicMs'>;
  #latest = 0;
  #latestAt: number;

  constructor(clock: Pick<Clock, 'now' | 'monotonicMs'>) {
    this.#clock = clock;
    this.#latestAt = clock.monotonicMs();
  }

  /** Unix ms, whole; not before `notBefore`, where the session stands already. */
  now(notBefore = 0): number {
    const at = this.#clock.monotonicMs();
    const paced = this.#latest + (at - this.#latestAt);
    this.#latest = Math.max(paced, this.#clock.now(), notBefore);
    this.#latestAt = at;
    return Math.floor(this.#latest);
  }
}
