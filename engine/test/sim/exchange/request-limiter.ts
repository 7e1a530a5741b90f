import type { VenueRequest } from '../../../domain/venue/venue-request.ts';
import type { VenueAnswer } from '../../../domain/venue/venue-report.ts';
import type { RateLimit } from '../rate-limits.ts';
import { refused } from './refusals.ts';

/** So often may somebody ask who was told to stay away. */
const VIOLATIONS_BEFORE_BAN = 3;
/** The shortest wait that goes without saying. */
const UNNAMED_WAIT_MS = 1000;

/** The exchange turns everything away until then, and says so or does not. */
export interface Closure {
  readonly until: number;
  readonly namesWait: boolean;
}

/** Counts what an account asks for; turns away what is too much, and bans who does not stay away when told to. */
export class RequestLimiter {
  bans = 0;
  /** Requests that left although the account had been told to stay away, with when. */
  readonly violations: string[] = [];
  /** Requests that arrived. */
  arrived = 0;
  /** Requests turned away because more was asked for than the limit allows. */
  exceeded = 0;
  /** The largest share of the limit that was ever used. */
  peakShare = 0;
  readonly #limit: RateLimit;
  readonly #now: () => number;
  #spent: { readonly at: number; readonly weight: number }[] = [];
  #closure: Closure = { until: 0, namesWait: true };
  #awayUntil = 0;
  #toldAt = 0;
  #count = 0;

  constructor(limit: RateLimit, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  close(closure: Closure): void {
    this.#closure = closure;
    this.#count = 0;
  }

  /** A request leaves the engine's machine. */
  left({ kind }: VenueRequest): void {
    if (this.#now() >= this.#awayUntil) return;
    this.violations.push(`${kind} left at ${this.#now()}, to stay away until ${this.#awayUntil}`);
    this.#count += 1;
    if (this.#count === VIOLATIONS_BEFORE_BAN) this.bans += 1;
  }

  /** A request arrives; its refusal when it is turned away. */
  judge(request: VenueRequest): VenueAnswer | undefined {
    const now = this.#now();
    this.arrived += 1;
    if (now < this.#closure.until) return this.#turnAway();
    const weight = this.#limit.weightOf(request);
    const used = this.#used(now) + weight;
    this.peakShare = Math.max(this.peakShare, used / this.#limit.weight);
    if (used > this.#limit.weight) {
      this.exceeded += 1;
      return refused('too-many-requests');
    }
    this.#spent.push({ at: now, weight });
    return undefined;
  }

  /** A refusal has reached the engine: from now on it knows how long to stay away. */
  told(retryAfterMs: number | undefined): void {
    this.#toldAt = this.#now();
    this.#awayUntil = Math.max(this.#awayUntil, this.#toldAt + (retryAfterMs ?? UNNAMED_WAIT_MS));
  }

  /** The engine dies: what it was told in this instant it had no time to write down. */
  died(): void {
    if (this.#toldAt === this.#now()) this.#awayUntil = 0;
  }

  #turnAway(): VenueAnswer {
    const { namesWait, until } = this.#closure;
    return refused('too-many-requests', namesWait ? until - this.#now() : undefined);
  }

  #used(now: number): number {
    const { leaks, perMs, weight } = this.#limit;
    if (leaks !== true) {
      this.#spent = this.#spent.filter(({ at }) => at > now - perMs);
      return this.#spent.reduce((sum, each) => sum + each.weight, 0);
    }
    let level = 0;
    let since = 0;
    for (const each of this.#spent) {
      level = Math.max(0, level - ((each.at - since) * weight) / perMs) + each.weight;
      since = each.at;
    }
    const left = Math.max(0, level - ((now - since) * weight) / perMs);
    this.#spent = left === 0 ? [] : [{ at: now, weight: left }];
    return left;
  }
}
