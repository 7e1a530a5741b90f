const LEAST_MS = 5000;
const USUAL_GAPS = 3;
/** Weight of the newest gap between messages in the usual one. */
const WEIGHT = 0.05;

/** Knows how often something is usually heard, and so when it has been silent for too long. */
export class Silence {
  #heardAt: number | undefined;
  #usualGapMs = 0;

  /** Longest silence that is nothing to worry about: three usual gaps, at least five seconds. */
  get limitMs(): number {
    return Math.max(LEAST_MS, USUAL_GAPS * this.#usualGapMs);
  }

  /** Something was heard at monotonic time `atMs`. */
  heard(atMs: number): void {
    if (this.#heardAt !== undefined) this.#usualGapMs += WEIGHT * (atMs - this.#heardAt - this.#usualGapMs);
    this.#heardAt = atMs;
  }

  /** How long nothing has been heard, in ms; 0 before the first time. */
  lastsMs(atMs: number): number {
    return this.#heardAt === undefined ? 0 : atMs - this.#heardAt;
  }

  /** A silence of another cause does not count. */
  restart(atMs: number): void {
    this.#heardAt = atMs;
  }
}
