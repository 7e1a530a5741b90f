import type { UnixMs } from '../domain/units/time.ts';

/** Something that happens at a time; what was scheduled first comes first at the same time. */
export interface Due<T> {
  readonly at: UnixMs;
  readonly order: number;
  readonly what: T;
}

/** Things to come, by time and then by order of scheduling. */
export class Schedule<T> {
  #due: Due<T>[] = [];
  #order = 0;

  /** Time of the first thing to come. */
  get next(): UnixMs | undefined {
    return this.#due[0]?.at;
  }

  add(at: UnixMs, what: T): void {
    let index = this.#due.length;
    while (index > 0 && (this.#due[index - 1]?.at ?? 0) > at) index -= 1;
    this.#due.splice(index, 0, { at, order: this.#order, what });
    this.#order += 1;
  }

  /** Takes the first thing due up to and including `time`, of those that `which` accepts. */
  take(time: UnixMs, which: (what: T) => boolean = () => true): Due<T> | undefined {
    // Asked before every event, mostly with nothing due.
    const first = this.#due[0];
    if (!first || first.at > time) return undefined;
    const index = this.#due.findIndex((each) => each.at > time || which(each.what));
    const found = this.#due[index];
    if (!found || found.at > time) return undefined;
    this.#due.splice(index, 1);
    return found;
  }

  /** Everything to come, first things first, as plain data. */
  entries(): readonly Due<T>[] {
    return [...this.#due];
  }

  /** Replaces everything to come by entries taken before. */
  restore(entries: readonly Due<T>[]): void {
    this.#due = [...entries];
    this.#order = 1 + Math.max(-1, ...entries.map((each) => each.order));
  }
}
