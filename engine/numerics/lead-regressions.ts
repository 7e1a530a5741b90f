import { wholeNumber } from './checked-numbers.ts';

/** Sums kept of each column: of what came before, its square, what followed, and both products. */
const SUMS = 5;
const [BEFORE, SQUARE, AFTER, OWN, TARGET] = [0, 1, 2, 3, 4] as const;
/** A column whose variance is this small a share of its mean square does not vary. */
const CONSTANT = 1e-12;

/**
 * Least-squares lines, over the last `window` steps, of what followed on each of some columns alone: of a
 * common target, and of the column's own next value. A step costs a few products a column. A second set of
 * sums, begun afresh every `window` steps, takes the place of the first, so nothing drifts.
 */
export class LeadRegressions {
  readonly #columns: number;
  readonly #window: number;
  /** Rows of the columns and of the target, one more than the window. */
  readonly #rows: Float64Array;
  #sums: Float64Array;
  #fresh: Float64Array;
  /** Sum of the target, of the window and since the fresh sums were begun. */
  #target = 0;
  #freshTarget = 0;
  #next = 0;
  #rowCount = 0;
  #sinceFresh = 0;

  constructor(columns: number, window: number) {
    this.#columns = columns;
    this.#window = wholeNumber('a window', window, 3);
    this.#rows = new Float64Array((columns + 1) * (window + 1));
    this.#sums = new Float64Array(columns * SUMS);
    this.#fresh = new Float64Array(columns * SUMS);
  }

  /** Whether `window` steps were seen: one row more than that. */
  get isFull(): boolean {
    return this.#rowCount === this.#window + 1;
  }

  /** Takes in the columns now and the target that came about since the row before; of the first row it does not count. */
  push(columns: ArrayLike<number>, target: number): void {
    const place = this.#next;
    if (this.isFull) this.#leave(place);
    const start = place * (this.#columns + 1);
    for (let k = 0; k < this.#columns; k += 1) this.#rows[start + k] = columns[k] as number;
    this.#rows[start + this.#columns] = target;
    this.#next = place === this.#window ? 0 : place + 1;
    if (this.#rowCount > 0) this.#enter(place);
    if (!this.isFull) this.#rowCount += 1;
    if (this.#sinceFresh === this.#window) this.#turnRound();
  }

  /** Change of the target per unit of the column before it; NaN where the column does not vary. */
  targetSlope(column: number): number {
    return this.#slope(column, TARGET, this.#target);
  }

  /** What is left of the column one step later; NaN where it does not vary. */
  ownSlope(column: number): number {
    return this.#slope(column, OWN, this.#sums[column * SUMS + AFTER] as number);
  }

  #slope(column: number, product: number, sum: number): number {
    const at = column * SUMS;
    const before = this.#sums[at + BEFORE] as number;
    const square = this.#sums[at + SQUARE] as number;
    const spread = square - (before * before) / this.#window;
    if (!(spread > CONSTANT * square)) return NaN;
    return ((this.#sums[at + product] as number) - (before * sum) / this.#window) / spread;
  }

  /** Adds the step that ends in the row at `place`. */
  #enter(place: number): void {
    this.#change(this.#sums, place, 1);
    this.#change(this.#fresh, place, 1);
    const target = this.#targetAt(place);
    this.#target += target;
    this.#freshTarget += target;
    this.#sinceFresh += 1;
  }

  /** Takes away the step that begins in the oldest row, which is at `place` and about to be written over. */
  #leave(place: number): void {
    const second = place === this.#window ? 0 : place + 1;
    this.#change(this.#sums, second, -1);
    this.#target -= this.#targetAt(second);
  }

  #targetAt(place: number): number {
    return this.#rows[place * (this.#columns + 1) + this.#columns] as number;
  }

  #change(sums: Float64Array, place: number, sign: 1 | -1): void {
    const rows = this.#rows;
    const width = this.#columns + 1;
    const now = place * width;
    const before = (place === 0 ? this.#window : place - 1) * width;
    const target = sign * (rows[now + this.#columns] as number);
    for (let k = 0, at = 0; k < this.#columns; k += 1, at += SUMS) {
      const x = rows[before + k] as number;
      const after = sign * (rows[now + k] as number);
      sums[at + BEFORE] = (sums[at + BEFORE] as number) + sign * x;
      sums[at + SQUARE] = (sums[at + SQUARE] as number) + sign * x * x;
      sums[at + AFTER] = (sums[at + AFTER] as number) + after;
      sums[at + OWN] = (sums[at + OWN] as number) + x * after;
      sums[at + TARGET] = (sums[at + TARGET] as number) + x * target;
    }
  }

  #turnRound(): void {
    const old = this.#sums;
    this.#sums = this.#fresh;
    this.#fresh = old.fill(0);
    this.#target = this.#freshTarget;
    this.#freshTarget = 0;
    this.#sinceFresh = 0;
  }
}
