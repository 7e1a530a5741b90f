/** One price level, in whole ticks and lots and as the venue wrote it. */
export interface BookLevel {
  readonly ticks: number;
  readonly lots: number;
  readonly price: string;
  readonly size: string;
}

/** One side of a book in order of price, with the text its checksum is made of. */
export class LevelSide {
  /** Worst first, so that the many changes near the best price move little. */
  readonly #levels: BookLevel[] = [];
  readonly #direction: 1 | -1;

  /** 1 where a higher price is better (bids), -1 where a lower one is (asks). */
  constructor(direction: 1 | -1) {
    this.#direction = direction;
  }

  get count(): number {
    return this.#levels.length;
  }

  get best(): BookLevel | undefined {
    return this.#levels.at(-1);
  }

  /** Puts a level in place of what was at its price. */
  set(level: BookLevel): void {
    const index = this.#indexOf(level.ticks);
    if (this.#levels[index]?.ticks === level.ticks) this.#levels[index] = level;
    else if (index === this.#levels.length) this.#levels.push(level);
    else this.#levels.splice(index, 0, level);
  }

  /** Takes away what is at a price, if there is anything. */
  remove(ticks: number): void {
    const index = this.#indexOf(ticks);
    if (this.#levels[index]?.ticks === ticks) this.#levels.splice(index, 1);
  }

  /** Takes the worst levels away until at most `depth` are left, and tells their prices in ticks. */
  cutTo(depth: number): number[] {
    const beyond = this.#levels.length - depth;
    return beyond <= 0 ? [] : this.#levels.splice(0, beyond).map(({ ticks }) => ticks);
  }

  /** Replaces everything. The order does not matter; of two at one price the later counts. */
  replace(levels: readonly BookLevel[]): void {
    this.#levels.length = 0;
    const byPrice = new Map(levels.map((level) => [level.ticks, level]));
    this.#levels.push(...[...byPrice.values()].sort((a, b) => (a.ticks - b.ticks) * this.#direction));
  }

  /** The best `count` levels, the best first. */
  top(count: number): BookLevel[] {
    return this.#levels.slice(Math.max(0, this.#levels.length - count)).reverse();
  }

  #indexOf(ticks: number): number {
    let low = 0;
    let high = this.#levels.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const isBefore = ((this.#levels[middle] as BookLevel).ticks - ticks) * this.#direction < 0;
      if (isBefore) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
