import type { Levels } from '../../domain/market/levels.ts';

/** One side of a book, kept only to know its best price: a heap whose dead entries are dropped when they come up. */
export class BestPrice {
  /** 1: the highest is best (bids); -1: the lowest (asks). */
  readonly #sign: 1 | -1;
  readonly #alive = new Set<number>();
  /** Signed ticks, the greatest first. */
  #heap: number[] = [];

  constructor(sign: 1 | -1) {
    this.#sign = sign;
  }

  /** Best price in ticks; undefined when the side is empty. */
  best(): number | undefined {
    while (this.#heap.length > 0 && !this.#alive.has((this.#heap[0] as number) * this.#sign)) this.#drop();
    const [first] = this.#heap;
    return first === undefined ? undefined : first * this.#sign;
  }

  replace(levels: Levels): void {
    this.#alive.clear();
    this.#heap = [];
    this.change(levels);
  }

  change(levels: Levels): void {
    for (let at = 0; at + 1 < levels.length; at += 2) {
      const ticks = levels[at] ?? 0;
      if (levels[at + 1] === 0) this.#alive.delete(ticks);
      else if (!this.#alive.has(ticks)) this.#add(ticks);
    }
  }

  #add(ticks: number): void {
    this.#alive.add(ticks);
    // A level that comes and goes leaves an entry each time; without this they would grow with the day.
    if (this.#heap.length > 64 + 4 * this.#alive.size) {
      this.#heap = [...this.#alive].map((alive) => alive * this.#sign).toSorted((a, b) => b - a);
      return;
    }
    const heap = this.#heap;
    const value = ticks * this.#sign;
    let at = heap.length;
    heap.push(value);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] as number) >= value) break;
      heap[at] = heap[parent] as number;
      at = parent;
    }
    heap[at] = value;
  }

  #drop(): void {
    const heap = this.#heap;
    const value = heap.pop() as number;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && (heap[child + 1] as number) > (heap[child] as number)) child += 1;
      if ((heap[child] as number) <= value) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = value;
  }
}
