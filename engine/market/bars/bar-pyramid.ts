import { BAR_FIELDS, type ChartBar, FIELD } from './chart-bar.ts';
import { type BarRow, barOf, BarRows, emptyRow, joinInFront, joinRow, writeRow } from './bar-rows.ts';

/** Bars of one level that are one of the next. */
const FACTOR = 4;
/** Levels beside the bars themselves: the last joins 4,096. */
const LEVELS = 6;
const LARGEST_BLOCK = FACTOR ** LEVELS;
const MOST_BARS = 320 * LARGEST_BLOCK;
/** The place of the first bar where a past may be put in front of it: more than are ever kept. */
export const PAST_ROOM = 512 * LARGEST_BLOCK;

/** Part of a history as columns, one number a point. */
export interface BarPoints {
  /** Place of the first bar of the first point. */
  readonly first: number;
  /** Bars in each point but the last, which may hold fewer; a power of two. */
  readonly merged: number;
  readonly columns: Readonly<Record<keyof ChartBar, Float64Array>>;
}

/**
 * Closed bars with levels of detail: each level joins four neighbors of the one below, so any range is
 * answered from about as many rows as it gives out. Places never change, also when older bars are put in
 * front; beyond about 1.3 million the oldest 4,096 are let go.
 */
export class BarPyramid {
  readonly #levels: readonly BarRows[];
  readonly #row = emptyRow();
  /** The newest row of each level, which grows until it is full. */
  readonly #newest: BarRow[];
  /** The oldest row of each level, which grows as bars are put in front. */
  readonly #oldest: BarRow[];
  readonly #mostBars: number;
  #first: number;
  #hasForgotten = false;

  /**
   * The first bar appended has the place `start`: 0, or `PAST_ROOM` where older ones may come.
   * @throws {RangeError} when either is not a multiple of 4,096, or `mostBars` not above zero.
   */
  constructor(mostBars: number = MOST_BARS, start = 0) {
    if (!(mostBars > 0) || mostBars % LARGEST_BLOCK !== 0)
      throw new RangeError(`bars kept must be a multiple of ${LARGEST_BLOCK} above zero, was ${mostBars}`);
    if (!(start >= 0) || start % LARGEST_BLOCK !== 0)
      throw new RangeError(`the first place must be a multiple of ${LARGEST_BLOCK}, was ${start}`);
    this.#mostBars = mostBars;
    this.#first = start;
    this.#levels = Array.from({ length: LEVELS + 1 }, (_, level) => new BarRows(start / FACTOR ** level));
    this.#newest = this.#levels.map(() => emptyRow());
    this.#oldest = [...this.#newest];
  }

  /** The place of the next bar to close. */
  get total(): number {
    return this.#bars.end;
  }

  /** Whether an older bar can be put in front: not when as many are kept as ever, or the oldest were let go. */
  get hasRoomInFront(): boolean {
    return !this.#hasForgotten && this.#first > 0 && this.total - this.#first < this.#mostBars;
  }

  /** When the oldest bar kept began, in ms; undefined while there is none. */
  get firstOpenTime(): number | undefined {
    return this.#first < this.total ? this.#oldest[0]?.[FIELD.openTime] : undefined;
  }

  /** Place of the oldest bar still kept. */
  get first(): number {
    return this.#first;
  }

  append(bar: ChartBar): void {
    writeRow(this.#row, bar);
    const place = this.total;
    for (let level = 0, block = 1; level <= LEVELS; level += 1, block *= FACTOR) {
      if (place % block === 0) this.#newest[level] = (this.#levels[level] as BarRows).append(this.#row);
      else joinRow(this.#newest[level] as BarRow, this.#row);
    }
    if (place === this.#first) this.#lookAtOldest();
    if (this.total - this.#first > this.#mostBars) this.#forgetOldest();
  }

  /** Puts a bar in front of all others, while `hasRoomInFront`. */
  prepend(row: BarRow): void {
    const place = this.#first;
    for (let level = 0, block = 1; level <= LEVELS; level += 1, block *= FACTOR) {
      if (place % block === 0) this.#oldest[level] = (this.#levels[level] as BarRows).prepend(row);
      else joinInFront(this.#oldest[level] as BarRow, row);
    }
    this.#first = place - 1;
  }

  /** Puts an earlier part of its period into the oldest bar, which must be there. */
  joinToFirst(row: BarRow): void {
    for (const oldest of this.#oldest) joinInFront(oldest, row);
  }

  /** The bar at a place; undefined where none is kept. */
  at(place: number): ChartBar | undefined {
    return place >= this.#first && place < this.total ? barOf(this.#bars.at(place)) : undefined;
  }

  /** Place of the last kept bar that had begun by `time`; undefined when all began later. */
  placeAt(time: number): number | undefined {
    let low = this.#first;
    let high = this.total;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#bars.at(middle)[FIELD.openTime] as number) <= time) low = middle + 1;
      else high = middle;
    }
    return low === this.#first ? undefined : low - 1;
  }

  /**
   * The bars from place `from` up to but without place `to` as at most `most` points. Points begin at
   * multiples of their length, so that a chart does not flicker while it is moved.
   */
  points(from: number, to: number, most: number): BarPoints {
    const end = Math.min(to, this.total);
    const begin = Math.max(this.#first, Math.min(from, end));
    let merged = 1;
    while (pointsIn(begin, end, merged) > most) merged *= 2;
    const first = begin - (begin % merged);
    const count = end > begin ? pointsIn(begin, end, merged) : 0;
    const columns = emptyColumns(count);
    for (let point = 0; point < count; point += 1) {
      const row = this.join(first + point * merged, first + (point + 1) * merged);
      if (row === undefined) break;
      for (const [field, name] of BAR_FIELDS.entries()) columns[name][point] = row[field] as number;
    }
    return { first, merged, columns };
  }

  /**
   * All bars of a range as one row, undefined for none. The row is the pyramid’s own and holds until the
   * next call.
   */
  join(from: number, to: number): BarRow | undefined {
    const end = Math.min(to, this.total);
    let place = Math.max(from, this.#first);
    if (place >= end) return undefined;
    let isFirst = true;
    while (place < end) {
      const { block, row } = this.#largestAt(place, end);
      if (isFirst) this.#row.set(row);
      else joinRow(this.#row, row);
      isFirst = false;
      place += block;
    }
    return this.#row;
  }

  /** The largest stored row that begins at `place` and does not pass `end`. */
  #largestAt(place: number, end: number): { readonly block: number; readonly row: BarRow } {
    let level = LEVELS;
    // The newest row of a level holds only what has come so far, so it ends where the bars do.
    const reaches = (block: number) => Math.min(place + block, this.total) <= end;
    while (level > 0 && (place % FACTOR ** level !== 0 || !reaches(FACTOR ** level))) level -= 1;
    const block = FACTOR ** level;
    return { block, row: (this.#levels[level] as BarRows).at(place / block) };
  }

  get #bars(): BarRows {
    return this.#levels[0] as BarRows;
  }

  #forgetOldest(): void {
    this.#hasForgotten = true;
    this.#first += LARGEST_BLOCK;
    // What the higher levels hold is little, and pieces of theirs span more than is let go.
    for (const level of [0, 1]) this.#levels[level]?.forget(this.#first / FACTOR ** level);
    this.#lookAtOldest();
  }

  #lookAtOldest(): void {
    for (const [level, rows] of this.#levels.entries())
      this.#oldest[level] = rows.at(Math.floor(this.#first / FACTOR ** level));
  }
}

const pointsIn = (from: number, to: number, merged: number): number =>
  Math.ceil(to / merged) - Math.floor(from / merged);

const emptyColumns = (count: number): Record<keyof ChartBar, Float64Array> =>
  Object.fromEntries(BAR_FIELDS.map((name) => [name, new Float64Array(count)])) as Record<
    keyof ChartBar,
    Float64Array
  >;
