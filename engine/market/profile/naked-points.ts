import type { UnixMs } from '../../domain/units/time.ts';

/** A point of control of the past that no trade has come back to. */
export interface NakedPoint {
  /** When the profile it belongs to ended. */
  readonly time: UnixMs;
  /** In quote units. */
  readonly price: number;
}

/** Remembers points of control until a price trades at or through them. */
export class NakedPoints {
  #points: NakedPoint[] = [];
  #lastPrice: number | undefined;

  /** Those still untouched, oldest first. */
  get points(): readonly NakedPoint[] {
    return this.#points;
  }

  /** Adds the point of control of a profile that has ended. */
  add(point: NakedPoint): void {
    this.#points = [...this.#points, point];
  }

  /** Takes in the price of a trade; a jump from one to the next touches everything between them. */
  touch(price: number): void {
    const from = Math.min(price, this.#lastPrice ?? price);
    const to = Math.max(price, this.#lastPrice ?? price);
    this.#lastPrice = price;
    if (this.#points.some((point) => point.price >= from && point.price <= to)) {
      this.#points = this.#points.filter((point) => point.price < from || point.price > to);
    }
  }
}
