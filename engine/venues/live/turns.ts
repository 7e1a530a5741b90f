import type { VenueClock } from '../venue-clock.ts';

/** A request that is not answered by then has surely arrived before one that is sent now. */
const LONGEST_TURN_MS = 250;

/**
 * Lets requests out one after the other, where a venue refuses a number that comes after a higher one: the next
 * may be signed when the one before was answered, or has been under way for a quarter of a second.
 */
export class Turns {
  readonly #clock: VenueClock;
  #queue: Promise<void> = Promise.resolve();
  #endTurn: () => void = () => undefined;

  constructor(clock: VenueClock) {
    this.#clock = clock;
  }

  /** Resolves when it is the caller's turn. */
  next(): Promise<void> {
    const before = this.#queue;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#queue = promise;
    return before.then(() => {
      const stopWaiting = this.#clock.after(LONGEST_TURN_MS, resolve);
      this.#endTurn = () => {
        stopWaiting();
        resolve();
      };
    });
  }

  /** The request whose turn it is was answered. */
  done(): void {
    this.#endTurn();
  }
}
