/**
 * What a book frame is to the book we hold: a fresh start, the update that follows, one already held,
 * one that came while a snapshot is awaited, or proof that something is missing.
 */
export type BookVerdict = 'snapshot' | 'next' | 'repeated' | 'too-early' | 'gap';

/**
 * Bybit numbers the updates of a book without holes (`u`). A snapshot starts anew; `u` = 1 is the
 * snapshot of a service that was restarted; any other step back was overtaken on its way.
 */
export class BookSequence {
  #last: number | undefined;

  /** The number of the last update held; undefined while a snapshot is awaited. */
  get last(): number | undefined {
    return this.#last;
  }

  judge(updateId: number, isSnapshot: boolean): BookVerdict {
    const last = this.#last;
    if (isSnapshot) {
      if (last !== undefined && updateId < last && updateId !== 1) return this.#broken();
      this.#last = updateId;
      return 'snapshot';
    }
    if (last === undefined) return 'too-early';
    if (updateId <= last) return 'repeated';
    if (updateId !== last + 1) return this.#broken();
    this.#last = updateId;
    return 'next';
  }

  /** Nothing is believed until the next snapshot. */
  restart(): void {
    this.#last = undefined;
  }

  #broken(): 'gap' {
    this.#last = undefined;
    return 'gap';
  }
}
