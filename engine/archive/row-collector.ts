import type { MarketEvent } from '../domain/market/market-event.ts';
import { ROW_KINDS, type RowKind } from './archive.ts';
import { type Cell, COLUMNS } from './rows.ts';
import { rowKindOf, rowsOfEvent } from './rows-of-event.ts';

/** Rows of one kind waiting to become a part, held by column. */
export interface CollectedRows {
  readonly kind: RowKind;
  readonly cells: readonly Cell[][];
  readonly rows: number;
  readonly firstTime: number;
  readonly lastTime: number;
}

/** Turns events of one source into rows by kind. */
export class RowCollector {
  readonly #source: number;
  readonly #kinds = new Map<RowKind, { cells: Cell[][]; firstTime: number; lastTime: number }>();

  /** `source` is its number in the day's manifest. */
  constructor(source: number) {
    this.#source = source;
  }

  add(position: number, event: MarketEvent): void {
    const kind = rowKindOf(event.kind);
    let kept = this.#kinds.get(kind);
    if (!kept) {
      kept = { cells: COLUMNS[kind].map(() => []), firstTime: event.time, lastTime: event.time };
      this.#kinds.set(kind, kept);
    }
    kept.lastTime = event.time;
    for (const row of rowsOfEvent(event)) {
      const [source, place, time, venueTime] = kept.cells;
      source?.push(this.#source);
      place?.push(position);
      time?.push(event.time);
      venueTime?.push(event.venueTime);
      for (let at = 0; at < row.length; at += 1) kept.cells[at + 4]?.push(row[at] ?? null);
    }
  }

  /** What was collected, by kind. */
  collected(): readonly CollectedRows[] {
    return ROW_KINDS.flatMap((kind) => {
      const kept = this.#kinds.get(kind);
      return kept ? [{ kind, ...kept, rows: kept.cells[0]?.length ?? 0 }] : [];
    });
  }
}
