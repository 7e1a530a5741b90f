import type { VenueClock } from '../venue-clock.ts';

/** What left so long ago has surely arrived before what leaves now. */
const ARRIVES_WITHIN_MS = 250;
/** The others wait no longer for a request that does not get out, because no connection comes about. */
const LEAVES_WITHIN_MS = 1000;

/** The turn of one request, which says how far it has come. */
export interface Turn {
  /** Its last byte has left. */
  left(): void;
  /** It was answered, or never will be. */
  over(): void;
}

/**
 * Lets requests out one after the other, where a venue refuses a number that comes after a higher one: the next
 * may be signed when the one before was answered, or left a quarter of a second ago. An answer to an earlier one that
 * was given up waiting for ends nobody else's turn.
 */
export class Turns {
  readonly #clock: VenueClock;
  #queue: Promise<void> = Promise.resolve();

  constructor(clock: VenueClock) {
    this.#clock = clock;
  }

  /** Resolves when it is the caller's turn. */
  next(): Promise<Turn> {
    const before = this.#queue;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#queue = promise;
    return before.then(() => this.#begin(resolve));
  }

  #begin(end: () => void): Turn {
    let stopWaiting = this.#after(LEAVES_WITHIN_MS, end);
    return {
      left: () => {
        stopWaiting();
        stopWaiting = this.#after(ARRIVES_WITHIN_MS, end);
      },
      over: () => {
        stopWaiting();
        end();
      },
    };
  }

  /** A process that stood still hears first what came meanwhile: an answer among it ends the turn in time. */
  #after(ms: number, act: () => void): () => void {
    let stop = this.#clock.after(ms, () => {
      stop = this.#clock.after(0, act);
    });
    return () => stop();
  }
}
