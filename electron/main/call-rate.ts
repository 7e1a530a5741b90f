/** How often something may be called: a bucket that refills evenly. */
export interface RateRule {
  readonly callsPerSecond: number;
  readonly burst: number;
}

interface Bucket {
  calls: number;
  atMs: number;
}

/** Counts calls by name; a name that has been quiet for a while is full again. */
export class CallRate {
  readonly #rule: RateRule;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rule: RateRule) {
    this.#rule = rule;
  }

  /** Takes one call from the name's bucket; false when it is empty. */
  take(name: string, nowMs: number): boolean {
    const bucket = this.#buckets.get(name) ?? { calls: this.#rule.burst, atMs: nowMs };
    // A clock that was set back must not empty a bucket for hours.
    const elapsedMs = Math.max(0, nowMs - bucket.atMs);
    const calls = Math.min(this.#rule.burst, bucket.calls + (elapsedMs / 1000) * this.#rule.callsPerSecond);
    const isAllowed = calls >= 1;
    this.#buckets.set(name, { calls: isAllowed ? calls - 1 : calls, atMs: nowMs });
    return isAllowed;
  }
}
