import type { BookColumn } from './book-column.ts';

/** Columns of equal length by their number, the newest `capacity` spans of time. What is missing is a gap. */
export class ColumnRing {
  readonly capacity: number;
  readonly #slots: (BookColumn | undefined)[];

  constructor(capacity: number) {
    this.capacity = capacity;
    this.#slots = Array.from({ length: capacity }, () => undefined);
  }

  put(column: BookColumn): void {
    this.#slots[column.index % this.capacity] = column;
  }

  at(index: number): BookColumn | undefined {
    const column = this.#slots[index % this.capacity];
    return column?.index === index ? column : undefined;
  }

  /** What is known of the spans from number `from` to, not including, `to`, oldest first. */
  between(from: number, to: number): BookColumn[] {
    const columns: BookColumn[] = [];
    // A long stretch is walked once round the ring at most.
    for (let index = Math.max(from, to - this.capacity, 0); index < to; index += 1) {
      const column = this.at(index);
      if (column) columns.push(column);
    }
    return columns;
  }

  clear(): void {
    this.#slots.fill(undefined);
  }
}
