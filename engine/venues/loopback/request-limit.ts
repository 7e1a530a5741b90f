import type { VenueClock } from '../venue-clock.ts';
import type { RequestLimits } from './loopback-dialect.ts';

export interface LimitRefusal {
  readonly status: number;
  readonly retryAfterS: number;
}

/** So often may somebody ask who was told to stay away. */
const VIOLATIONS_BEFORE_BAN = 3;
const BAN_S = 120;

/** Counts what an address asks for: refuses what is too much, and bans who does not stop. */
export class RequestLimit {
  readonly #limits: RequestLimits;
  readonly #clock: VenueClock;
  #spent: { readonly atMs: number; readonly weight: number }[] = [];
  #closedUntil = 0;
  #isBanned = false;
  #violations = 0;
  #bans = 0;
  #peak = 0;

  constructor(limits: RequestLimits, clock: VenueClock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  get bans(): number {
    return this.#bans;
  }

  /** Requests that came while the address had to stay away. */
  get violations(): number {
    return this.#violations;
  }

  /** The largest weight that was used within a window. */
  get peakWeight(): number {
    return this.#peak;
  }

  get usedWeight(): number {
    const since = this.#clock.monotonicMs() - this.#limits.perMs;
    this.#spent = this.#spent.filter(({ atMs }) => atMs > since);
    return this.#spent.reduce((sum, { weight }) => sum + weight, 0);
  }

  /** Refuses everything for a while, as a venue under load does. */
  closeFor(seconds: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, this.#clock.monotonicMs() + seconds * 1000);
  }

  /** Counts a request; answers with its refusal when it is one too many. */
  spend(url: URL): LimitRefusal | undefined {
    const now = this.#clock.monotonicMs();
    if (now < this.#closedUntil) return this.#violated(now);
    this.#isBanned = false;
    const weight = this.#limits.weightOf(url);
    const used = this.usedWeight + weight;
    if (used > this.#limits.weight) {
      this.closeFor(this.#limits.perMs / 1000);
      return this.#refusal(now);
    }
    this.#spent.push({ atMs: now, weight });
    this.#peak = Math.max(this.#peak, used);
    return undefined;
  }

  #violated(now: number): LimitRefusal {
    this.#violations += 1;
    if (!this.#isBanned && this.#violations >= VIOLATIONS_BEFORE_BAN) {
      this.#isBanned = true;
      this.#bans += 1;
      this.closeFor(BAN_S);
    }
    return this.#refusal(now);
  }

  #refusal(now: number): LimitRefusal {
    const { bannedStatus, refusedStatus } = this.#limits;
    return {
      status: this.#isBanned ? bannedStatus : refusedStatus,
      retryAfterS: Math.ceil((this.#closedUntil - now) / 1000),
    };
  }
}
