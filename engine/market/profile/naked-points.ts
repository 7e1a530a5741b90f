/** A point of control of the past that no trade has come back to. */
export interface NakedPoint {
  /** Number of the bar or profile it belongs to. */
  readonly bar: number;
  /** Lowest tick of its row. */
  readonly ticks: number;
}

/**
 * Remembers points of control until a trade comes to or through their row. Those over the last price and
 * those under it are kept nearest last, so that a trade looks at no more points than it touches.
 */
export class NakedPoints {
  readonly #rowTicks: number;
  /** Highest first. */
  readonly #above: NakedPoint[] = [];
  /** Lowest first. */
  readonly #below: NakedPoint[] = [];

  constructor(rowTicks: number) {
    this.#rowTicks = rowTicks;
  }

  /** Those still untouched, oldest first. */
  get points(): readonly NakedPoint[] {
    return [...this.#above, ...this.#below].toSorted((a, b) => a.bar - b.bar);
  }

  /** Adds the point of control of a bar that has ended, the market now standing at `lastTicks`. */
  add(point: NakedPoint, lastTicks: number): void {
    const isAbove = point.ticks > this.#rowOf(lastTicks);
    const side = isAbove ? this.#above : this.#below;
    const isFarther = (other: NakedPoint) =>
      isAbove ? other.ticks >= point.ticks : other.ticks <= point.ticks;
    let at = side.length;
    while (at > 0 && !isFarther(side[at - 1] as NakedPoint)) at -= 1;
    side.splice(at, 0, point);
  }

  /** Takes in the price of a trade; a jump from one to the next touches everything between them. */
  touch(ticks: number): boolean {
    const row = this.#rowOf(ticks);
    const before = this.#above.length + this.#below.length;
    while ((this.#above.at(-1)?.ticks ?? Infinity) <= row) this.#above.pop();
    while ((this.#below.at(-1)?.ticks ?? -Infinity) >= row) this.#below.pop();
    return this.#above.length + this.#below.length < before;
  }

  #rowOf(ticks: number): number {
    return Math.floor(ticks / this.#rowTicks) * this.#rowTicks;
  }
}
