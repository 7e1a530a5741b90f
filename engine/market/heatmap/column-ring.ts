import type { BookColumn } from './book-column.ts';

/** Columns of equal length by their number, the newest `capacity` spans of time. What is missing is a gap. */
export class ColumnRing {
  readonly capacity: number;
  readonly #slots: (BookColumn | undefined)[];
  #newest = -1;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.#slots = Array.from({ length: capacity }, () => undefined);
  }

  put(column: BookColumn): void {
    this.#slots[column.index % this.capacity] = column;
    this.#newest = Math.max(this.#newest, column.index);
  }

  at(index: number): BookColumn | undefined {
    const column = this.#slots[index % this.capacity];
    return column?.index === index ? column : undefined;
  }

  /** What is known of the spans from number `from` to, not including, `to`, oldest first. */
  between(from: number, to: number): BookColumn[] {
    const columns: BookColumn[] = [];
    const end = Math.min(to, this.#newest + 1);
    for (let index = Math.max(from, end - this.capacity, 0); index < end; index += 1) {
      const column = this.at(index);
      if (column) columns.push(column);
    }
    return columns;
  }
}
