import type { KernelRooms } from '../kernel-rooms.ts';

/** Tells whether equity can have changed, so that it is valued only where it has. */
export class MarkWatch {
  readonly #rooms: KernelRooms;
  readonly #marks = new Map<string, number>();

  constructor(rooms: KernelRooms) {
    this.#rooms = rooms;
  }

  /** Whether all that is held has a price. After a restart it may not have one yet. */
  areKnown(): boolean {
    const { ledger, market } = this.#rooms;
    return ledger.positions().every(({ instrument }) => (market.of(instrument)?.markTicks ?? 0) > 0);
  }

  /** Whether anything held is worth something else than at the last look. */
  haveMoved(): boolean {
    let hasMoved = false;
    for (const { instrument } of this.#rooms.ledger.positions()) {
      const mark = this.#rooms.market.of(instrument)?.markTicks ?? 0;
      if (this.#marks.get(instrument) !== mark) hasMoved = true;
      this.#marks.set(instrument, mark);
    }
    return hasMoved;
  }
}
