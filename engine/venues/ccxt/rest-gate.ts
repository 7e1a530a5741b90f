import type { VenueClock } from '../venue-clock.ts';
import type { RestLimit } from './dialect.ts';

/** The share of a venue's published limit that market data may use; the rest is for orders. */
const SHARE = 0.7;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
const LIMITED: ReadonlySet<number> = new Set([403, 418, 429]);

/**
 * Lets REST requests out one after the other, so that their weight stays within 70 % of what the venue
 * allows, and none goes out before the venue wants to be asked again: as long as its Retry-After says,
 * else 1, 2, 4, … 60 s after each refusal for asking too much.
 */
export class RestGate {
  readonly #limit: RestLimit;
  readonly #clock: VenueClock;
  readonly #spent: { readonly atMs: number; readonly weight: number }[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  #closedUntil = 0;
  #nextWaitMs = FIRST_WAIT_MS;
  #waits = 0;
  #isClosed = false;
  #stopWaiting = () => {};

  constructor(limit: RestLimit, clock: VenueClock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /** How often the venue has refused for asking too much. */
  get refusals(): number {
    return this.#waits;
  }

  /** The weight spent within the venue's window that ends now. */
  get spentWeight(): number {
    this.#forget();
    return this.#spent.reduce((sum, { weight }) => sum + weight, 0);
  }

  /** Resolves once a request of `cost`, in ccxt's units, may be sent; false when none may be any more. */
  admit(cost: number): Promise<boolean> {
    const weight = cost * this.#limit.weightPerCost;
    const admitted = this.#queue.then(() => this.#waitFor(weight));
    this.#queue = admitted;
    return admitted;
  }

  /** Lets nothing out from now on; what waits is told at once. */
  close(): void {
    this.#isClosed = true;
    this.#stopWaiting();
  }

  /** The venue has answered with `status`; `retryAfterMs` when it said how long to stay away. */
  answered(status: number, retryAfterMs: number | undefined): void {
    if (!LIMITED.has(status) && retryAfterMs === undefined) {
      if (status < 500) this.#nextWaitMs = FIRST_WAIT_MS;
      return;
    }
    this.#waits += 1;
    const waitMs = retryAfterMs ?? this.#nextWaitMs;
    this.#nextWaitMs = Math.min(LONGEST_WAIT_MS, this.#nextWaitMs * 2);
    this.#closedUntil = Math.max(this.#closedUntil, this.#clock.monotonicMs() + waitMs);
  }

  async #waitFor(weight: number): Promise<boolean> {
    for (let waitMs = this.#waitMs(weight); waitMs > 0 && !this.#isClosed; waitMs = this.#waitMs(weight)) {
      await new Promise<void>((resolve) => {
        const cancel = this.#clock.after(waitMs, resolve);
        this.#stopWaiting = () => {
          cancel();
          resolve();
        };
      });
    }
    if (this.#isClosed) return false;
    this.#spent.push({ atMs: this.#clock.monotonicMs(), weight });
    return true;
  }

  #waitMs(weight: number): number {
    const now = this.#clock.monotonicMs();
    if (now < this.#closedUntil) return this.#closedUntil - now;
    const [oldest] = this.#spent;
    const isWithin = this.spentWeight + weight <= this.#limit.weight * SHARE;
    // One request heavier than the whole share goes out alone.
    if (isWithin || oldest === undefined || this.#spent.length === 0) return 0;
    return Math.max(1, oldest.atMs + this.#limit.perMs - now);
  }

  #forget(): void {
    const since = this.#clock.monotonicMs() - this.#limit.perMs;
    while (this.#spent[0] !== undefined && this.#spent[0].atMs <= since) this.#spent.shift();
  }
}
