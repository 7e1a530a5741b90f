import { RecentValues } from './recent-values.ts';

/**
 * Pairs of the last `length` points (x, y) that rise together less those that move against each other, and
 * how many are not tied. Counted exactly: a new point is compared with the others once, as is the one that
 * leaves.
 *
 * Source: Kendall (1945), The Treatment of Ties in Ranking Problems, Biometrika 33.
 */
export class RollingKendall {
  readonly #x: RecentValues;
  readonly #y: RecentValues;
  readonly #length: number;
  #concordance = 0;
  #untiedX = 0;
  #untiedY = 0;

  constructor(length: number) {
    this.#x = new RecentValues(length);
    this.#y = new RecentValues(length);
    this.#length = length;
  }

  get isFull(): boolean {
    return this.#x.isFull;
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
    const oldest = this.#length - 1;
    if (this.isFull) this.#count(this.#x.at(oldest), this.#y.at(oldest), oldest, -1);
    this.#count(x, y, Math.min(this.#x.count, oldest), 1);
    this.#x.push(x);
    this.#y.push(y);
  }

  /** Adds the pairs of a point with the `others` newest ones, `times` times. */
  #count(x: number, y: number, others: number, times: number): void {
    let concordance = 0;
    let untiedX = 0;
    let untiedY = 0;
    for (let age = 0; age < others; age += 1) {
      const dx = Math.sign(x - this.#x.at(age));
      const dy = Math.sign(y - this.#y.at(age));
      concordance += dx * dy;
      untiedX += dx * dx;
      untiedY += dy * dy;
    }
    this.#concordance += times * concordance;
    this.#untiedX += times * untiedX;
    this.#untiedY += times * untiedY;
  }
}
