import type { InstrumentMarket } from '../instrument-market.ts';
import { type BookColumn, SAMPLE_LEVELS, sampleBook } from './book-column.ts';
import { ColumnRing } from './column-ring.ts';
import { MERGED_PRICES, mergeColumns } from './merge-columns.ts';

/** Lengths of a column in ms, finest first. The finest is kept only while somebody watches it. */
export const COLUMN_LENGTHS_MS = [100, 1000, 10_000, 60_000] as const;
export type ColumnMs = (typeof COLUMN_LENGTHS_MS)[number];

export const isColumnLength = (ms: number): ms is ColumnMs =>
  (COLUMN_LENGTHS_MS as readonly number[]).includes(ms);

/** Columns kept: 5 minutes of the finest, then 20 minutes, 2 hours and 12 hours. */
const KEPT: Readonly<Record<ColumnMs, number>> = { 100: 3000, 1000: 1200, 10_000: 720, 60_000: 720 };
const BASE_MS = 1000;
/** A silence longer than this is a time of which nothing is known: the machine slept or nobody listened. */
const LONGEST_SILENCE_MS = 30_000;

/**
 * The book of one instrument through time. A column of 100 ms or 1 s is the book at the end of its span;
 * longer ones are means of the seconds in them. While no book can be believed there are no columns.
 *
 * At most 13 MB an instrument (1,200 columns of 400 levels and 1,440 of 768 prices, 8 bytes each), and
 * 10 MB more while the finest is watched.
 */
export class BookHistory {
  readonly #rings = new Map<number, ColumnRing>();
  #finestWatchers = 0;
  #time = 0;

  constructor() {
    for (const ms of COLUMN_LENGTHS_MS) if (ms >= BASE_MS) this.#rings.set(ms, emptyRing(ms));
  }

  /** Event time in ms up to which columns were closed. */
  get time(): number {
    return this.#time;
  }

  /** When the next column ends, in ms of event time. */
  get nextEnd(): number {
    const ms = this.#finestWatchers > 0 ? COLUMN_LENGTHS_MS[0] : BASE_MS;
    return (Math.floor(this.#time / ms) + 1) * ms;
  }

  /** Keeps the finest columns from now on; answers with the function that ends it. */
  watchFinest(): () => void {
    const [ms] = COLUMN_LENGTHS_MS;
    this.#finestWatchers += 1;
    if (this.#finestWatchers === 1) this.#rings.set(ms, emptyRing(ms));
    return () => {
      this.#finestWatchers -= 1;
      if (this.#finestWatchers === 0) this.#rings.delete(ms);
    };
  }

  /**
   * Closes what ended by `time`: call it before anything of that moment is taken into the book, with the
   * market as it stands. Time does not run backwards.
   */
  passTime(time: number, market: InstrumentMarket): void {
    const before = this.#time;
    if (time <= before) return;
    this.#time = time;
    const isSilence = before === 0 || time - before > LONGEST_SILENCE_MS;
    const isKnown = market.feed === 'live' && !market.book.isEmpty;
    for (const ms of COLUMN_LENGTHS_MS) {
      const ring = this.#rings.get(ms);
      if (ring === undefined) continue;
      const [from, end] = [Math.floor(before / ms), Math.floor(time / ms)];
      const to = isSilence ? Math.min(end, from + 1) : end;
      if (ms > BASE_MS) this.#merge(ms, from, to);
      else if (isKnown && !isSilence) fill(ring, from, to, market);
    }
  }

  /**
   * Known columns whose span lies in `fromMs` up to, not including, `toMs`, oldest first; the rest is gap. They show
   * what is kept, until time passes: whoever wants them longer copies them.
   */
  columns(columnMs: ColumnMs, fromMs: number, toMs: number): BookColumn[] {
    const ring = this.#rings.get(columnMs);
    return ring?.between(Math.ceil(fromMs / columnMs), Math.floor(toMs / columnMs)) ?? [];
  }

  #merge(ms: number, from: number, to: number): void {
    const base = this.#rings.get(BASE_MS);
    const count = ms / BASE_MS;
    for (let index = from; index < to; index += 1) {
      const column = base && mergeColumns(base.between(index * count, (index + 1) * count), index);
      if (column) this.#rings.get(ms)?.put(column);
    }
  }
}

function emptyRing(ms: ColumnMs): ColumnRing {
  return new ColumnRing(KEPT[ms], ms > BASE_MS ? MERGED_PRICES : 2 * SAMPLE_LEVELS);
}

// Nothing was taken in meanwhile, so all these spans ended with the same book.
function fill(ring: ColumnRing, from: number, to: number, { book }: InstrumentMarket): void {
  if (from >= to) return;
  const sample = sampleBook(book, from);
  for (let index = from; index < to; index += 1) ring.put({ ...sample, index });
}
