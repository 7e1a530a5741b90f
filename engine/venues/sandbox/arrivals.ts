import type { Random } from '../../numerics/random.ts';

const DECAY_PER_MS = 1 / 1500;

/**
 * A self-exciting point process (Hawkes 1971) with an exponential kernel, drawn by Ogata's thinning:
 * every arrival makes more arrivals likely for a second or two. The mean number of direct followers
 * of an arrival is what it was excited with.
 */
export class Arrivals {
  /** When the next arrival is due, in ms, as a double. */
  nextMs: number;
  #basePerMs: number;
  #excitedPerMs = 0;
  #excitedAtMs: number;
  readonly #random: Random;

  constructor(basePerSecond: number, startMs: number, random: Random) {
    this.#random = random;
    this.#basePerMs = basePerSecond / 1000;
    this.#excitedAtMs = startMs;
    this.nextMs = startMs;
    this.draw(startMs);
  }

  /** Arrivals per second that nobody excited; takes effect from the next draw on. */
  setBase(perSecond: number): void {
    this.#basePerMs = perSecond / 1000;
  }

  /** Something happened at `nowMs` that brings `followers` more arrivals on average. */
  excite(nowMs: number, followers: number): void {
    this.#excitedPerMs = this.#excitedNow(nowMs) + followers * DECAY_PER_MS;
    this.#excitedAtMs = nowMs;
  }

  /** Draws the arrival after `nowMs`. */
  draw(nowMs: number): void {
    let at = nowMs;
    // Intensity only falls until the next arrival, so its value now bounds it.
    let bound = this.#basePerMs + this.#excitedNow(at);
    for (;;) {
      at += this.#random.exponential(1 / bound);
      const intensity = this.#basePerMs + this.#excitedNow(at);
      if (this.#random.uniform() * bound < intensity) break;
      bound = intensity;
    }
    this.nextMs = at;
  }

  #excitedNow(nowMs: number): number {
    return this.#excitedPerMs * Math.exp((this.#excitedAtMs - nowMs) * DECAY_PER_MS);
  }
}
