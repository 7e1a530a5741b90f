import { RecentWindow } from './recent-window.ts';

/**
 * Pairs of the last `length` points (x, y) that rise together less those that move against each other, and
 * how many are not tied. Counted exactly: a new point is compared with the others once, as is the one that
 * leaves.
 *
 * Source: Kendall (1945), The Treatment of Ties in Ranking Problems, Biometrika 33.
 */
export class RollingKendall {
  readonly #x: RecentWindow;
  readonly #y: RecentWindow;
  #concordance = 0;
  #untiedX = 0;
  #untiedY = 0;

  constructor(length: number) {
    this.#x = new RecentWindow(length);
    this.#y = new RecentWindow(length);
  }

  get isFull(): boolean {
    return this.#x.count === this.#x.length;
  }

  /** Concordant less discordant pairs. */
  get concordance(): number {
    return this.#concordance;
  }

  /** Rank correlation that allows for ties (tau-b), -1 to 1; 0 where all x or all y are tied. */
  get tau(): number {
    const untied = Math.sqrt(this.#untiedX * this.#untiedY);
    return untied > 0 ? this.#concordance / untied : 0;
  }

  push(x: number, y: number): void {
    const { count, end, length, start } = this.#x;
    if (count === length) {
      const oldestX = this.#x.values[start] as number;
      const oldestY = this.#y.values[start] as number;
      this.#count(oldestX, oldestY, start + 1, -1);
    }
    // Of a full window all but the oldest are left, otherwise as many as were seen.
    this.#count(x, y, end - Math.min(count, length - 1), 1);
    this.#x.push(x);
    this.#y.push(y);
  }

  /** Adds the pairs of a point with those from `from` to the newest, `times` times. */
  #count(x: number, y: number, from: number, times: number): void {
    const xs = this.#x.values;
    const ys = this.#y.values;
    const { end } = this.#x;
    let concordance = 0;
    let untiedX = 0;
    let untiedY = 0;
    for (let i = from; i < end; i += 1) {
      const otherX = xs[i] as number;
      const otherY = ys[i] as number;
      const dx = x > otherX ? 1 : x < otherX ? -1 : 0;
      const dy = y > otherY ? 1 : y < otherY ? -1 : 0;
      concordance += dx * dy;
      untiedX += dx * dx;
      untiedY += dy * dy;
    }
    this.#concordance += times * concordance;
    this.#untiedX += times * untiedX;
    this.#untiedY += times * untiedY;
  }
}
