import type { VenueClock } from '../venue-clock.ts';

/** What each may use of a venue's limit: cancels, stops and exits all of it, questions and entries less. */
const SHARES = { urgent: 1, question: 0.9, normal: 0.7 } as const;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
/** How soon to come back while the first request after a refusal is under way. */
const PROBE_WAIT_MS = 250;

/** A venue's limit of signed requests. */
export interface OrderLimit {
  readonly weight: number;
  readonly perMs: number;
  /** What was used comes back bit by bit all the time, not with the end of a window. */
  readonly leaks?: boolean;
  /** What anybody may ask without a key is not counted here. */
  readonly isOfKey?: boolean;
}

export type Urgency = keyof typeof SHARES;

/** What a venue said about limits with an answer. */
export interface LimitNews {
  readonly isLimited: boolean;
  readonly retryAfterMs?: number | undefined;
  /** What this address has used of the limit, by the venue's count. */
  readonly usedWeight?: number | undefined;
}

/**
 * Says at once whether a request may leave now: nothing is kept waiting here, because a venue would count the
 * age of a request from its signing and we from our decision. After a refusal nothing leaves until the venue
 * wants to be asked again (its Retry-After, else 1, 2, 4, … 60 s), and then one request alone.
 */
export class OrderGate {
  readonly #limit: OrderLimit;
  readonly #clock: VenueClock;
  #spent: { readonly atMs: number; readonly weight: number }[] = [];
  #level = 0;
  #levelAtMs = 0;
  #toldWeight = 0;
  #toldAtMs = 0;
  #closedUntil = 0;
  #nextWaitMs = FIRST_WAIT_MS;
  #isProbing = false;
  #probesUntil = 0;

  constructor(limit: OrderLimit, clock: VenueClock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /** 0 when a request may leave now, which counts it; else in how many ms to come back. */
  admit(weight: number, urgency: Urgency): number {
    const waitMs = this.waitFor(weight, urgency);
    if (waitMs > 0) return waitMs;
    const now = this.#clock.monotonicMs();
    this.#level = this.#used(now) + weight;
    this.#levelAtMs = now;
    this.#spent.push({ atMs: now, weight });
    if (this.#closedUntil > 0 && this.#nextWaitMs > FIRST_WAIT_MS) {
      this.#isProbing = true;
      this.#probesUntil = now + LONGEST_WAIT_MS;
    }
    return 0;
  }

  /** The same without counting anything. */
  waitFor(weight: number, urgency: Urgency): number {
    const now = this.#clock.monotonicMs();
    if (now < this.#closedUntil) return Math.ceil(this.#closedUntil - now);
    if (this.#isProbing && now < this.#probesUntil) return PROBE_WAIT_MS;
    const share = SHARES[urgency];
    const used = this.#used(now);
    const isWithin = used + weight <= this.#limit.weight * share;
    // What the venue does not count is let out, and one request heavier than the whole share goes out alone.
    if (isWithin || used === 0 || weight === 0) return 0;
    return this.#limit.leaks === true
      ? this.#untilLeaked(used + weight - this.#limit.weight * share)
      : this.#untilFree(now);
  }

  /** A request that was let out came to an end. */
  answered({ isLimited, retryAfterMs, usedWeight }: LimitNews): void {
    const now = this.#clock.monotonicMs();
    this.#isProbing = false;
    if (usedWeight !== undefined) {
      this.#toldWeight = usedWeight;
      this.#toldAtMs = now;
    }
    if (!isLimited) {
      this.#nextWaitMs = FIRST_WAIT_MS;
      return;
    }
    if (retryAfterMs === undefined) this.#useUp(now);
    const waitMs = retryAfterMs ?? this.#nextWaitMs;
    this.#nextWaitMs = Math.min(LONGEST_WAIT_MS, this.#nextWaitMs * 2);
    this.#closedUntil = Math.max(this.#closedUntil, now + waitMs);
  }

  /** Whoever used the limit before us, it is used up: only what leaks away from now on is ours. */
  #useUp(now: number): void {
    this.#level = Math.max(this.#level, this.#limit.weight);
    this.#levelAtMs = now;
  }

  /** Our own count of the venue's window that ends now, or the venue's where it is larger. */
  #used(now: number): number {
    if (this.#limit.leaks === true) {
      const back = ((now - this.#levelAtMs) * this.#limit.weight) / this.#limit.perMs;
      return Math.max(0, this.#level - back);
    }
    const since = now - this.#limit.perMs;
    this.#spent = this.#spent.filter(({ atMs }) => atMs > since);
    const own = this.#spent.reduce((sum, { weight }) => sum + weight, 0);
    return this.#toldAtMs > since ? Math.max(own, this.#toldWeight) : own;
  }

  /** How long until so much of the weight has come back. */
  #untilLeaked(weight: number): number {
    return Math.max(1, Math.ceil((weight * this.#limit.perMs) / this.#limit.weight));
  }

  #untilFree(now: number): number {
    const oldest = this.#spent[0]?.atMs ?? this.#toldAtMs;
    return Math.max(1, Math.ceil(oldest + this.#limit.perMs - now));
  }
}
