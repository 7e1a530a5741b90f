/** Something that is to happen; `isOff` once it was called off. */
export interface Appointment {
  readonly time: number;
  readonly order: number;
  readonly act: () => void;
  isOff: boolean;
}

/**
 * Virtual time: what is to happen when, in whole ms. Everything in a simulation happens in here, one thing
 * after the other, in order of time and then of entry, so that a seed always gives the same run.
 */
export class Agenda {
  readonly #heap: Appointment[] = [];
  #count = 0;
  #now: number;

  constructor(startsAt: number) {
    this.#now = startsAt;
  }

  get now(): number {
    return this.#now;
  }

  /** Enters something `delayMs` from now; not before now. */
  in(delayMs: number, act: () => void): Appointment {
    return this.at(this.#now + delayMs, act);
  }

  /** Enters something at `time`; at once when that is over. */
  at(time: number, act: () => void): Appointment {
    this.#count += 1;
    const entry = { time: Math.max(time, this.#now), order: this.#count, act, isOff: false };
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
    return entry;
  }

  /** Lets everything happen up to and including `time`. */
  runUntil(time: number): void {
    for (let next = this.#heap[0]; next && next.time <= time; next = this.#heap[0]) {
      this.#takeFirst();
      if (next.isOff) continue;
      this.#now = next.time;
      next.act();
    }
    this.#now = time;
  }

  #takeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink();
  }

  #rise(from: number): void {
    const heap = this.#heap;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (isBefore(heap[parent] as Appointment, heap[at] as Appointment)) return;
      this.#swap(parent, at);
      at = parent;
    }
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0, child = 1; child < heap.length; child = 2 * at + 1) {
      const right = heap[child + 1];
      if (right && isBefore(right, heap[child] as Appointment)) child += 1;
      if (isBefore(heap[at] as Appointment, heap[child] as Appointment)) return;
      this.#swap(at, child);
      at = child;
    }
  }

  #swap(a: number, b: number): void {
    const kept = this.#heap[a] as Appointment;
    this.#heap[a] = this.#heap[b] as Appointment;
    this.#heap[b] = kept;
  }
}

const isBefore = (a: Appointment, b: Appointment): boolean =>
  a.time < b.time || (a.time === b.time && a.order < b.order);
