/** What to do after the engine ended by itself. */
export type AfterDeath =
  | { readonly kind: 'restart'; readonly delayMs: number }
  | { readonly kind: 'stay-down' };

const WINDOW_MS = 60_000;
const DEATHS_ALLOWED = 3;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5000;

/**
 * Restarts soon, then less soon, then not at all: a third death within a minute means that starting
 * again does not help, and an engine that keeps dying could repeat whatever killed it.
 */
export class RestartPolicy {
  #deathsMs: number[] = [];

  afterDeath(nowMs: number): AfterDeath {
    this.#deathsMs = [...this.#deathsMs.filter((atMs) => nowMs - atMs < WINDOW_MS), nowMs];
    const deaths = this.#deathsMs.length;
    if (deaths >= DEATHS_ALLOWED) return { kind: 'stay-down' };
    return { kind: 'restart', delayMs: Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (deaths - 1)) };
  }

  /** The person asked for a new start: what was before does not count. */
  forget(): void {
    this.#deathsMs = [];
  }
}
