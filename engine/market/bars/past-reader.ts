import { writePaged } from './bar-page.ts';
import type { BarPyramid } from './bar-pyramid.ts';
import { emptyRow, joinInFront } from './bar-rows.ts';
import { FIELD } from './chart-bar.ts';
import type { PastBars } from './past-bars.ts';
import type { TimeBarBuilder } from './time-bar-builder.ts';

/**
 * Puts what was before a session in front of its time bars, newest first and bit by bit: what is there
 * keeps its place. Of bars that cover the same time the one that ends last counts, the shortest of those.
 */
export class PastReader {
  readonly #past: PastBars;
  readonly #intervalMs: number;
  readonly #bars: BarPyramid;
  readonly #builder: TimeBarBuilder;
  #page = 0;
  /** Bars of the page that were not looked at yet; undefined before it was begun. */
  #left: number | undefined;
  /** What was taken in begins here, in ms. */
  #from: number;
  /** The period that is being put together; nothing where `#openTime` is undefined. */
  readonly #row = emptyRow();
  readonly #one = emptyRow();
  #openTime: number | undefined;

  constructor(past: PastBars, intervalMs: number, into: { bars: BarPyramid; builder: TimeBarBuilder }) {
    this.#past = past;
    this.#intervalMs = intervalMs;
    this.#bars = into.bars;
    this.#builder = into.builder;
    this.#from = past.until;
  }

  /** Whether there is something to take in now. */
  get isWaiting(): boolean {
    return this.#page < this.#past.count && this.#bars.hasRoomInFront;
  }

  /** Takes in what `most` bars of the past hold. */
  take(most: number): void {
    for (let left = most; left > 0 && this.isWaiting; left -= 1) this.#takeOne();
    this.#flush();
  }

  #takeOne(): void {
    const page = this.#past.page(this.#page);
    if (page === undefined) return;
    const place = (this.#left ?? page.openTime.length) - 1;
    this.#left = place;
    if (place < 0) {
      this.#page += 1;
      this.#left = undefined;
      return;
    }
    const lengthMs = page.intervalMs[place] as number;
    const openTime = page.openTime[place] as number;
    // A period without a trade is no bar.
    if (this.#intervalMs % lengthMs !== 0 || !((page.volumeBase[place] as number) > 0)) return;
    if (openTime + lengthMs > this.#from) return;
    this.#from = openTime;
    writePaged(this.#one, page, place);
    this.#join(this.#builder.openTimeOf(openTime));
  }

  #join(openTime: number): void {
    if (this.#openTime === openTime) {
      joinInFront(this.#row, this.#one);
      return;
    }
    this.#flush();
    this.#openTime = openTime;
    this.#row.set(this.#one);
  }

  // The newest period of the past may have begun before the session did, which has the rest of it.
  #flush(): void {
    const openTime = this.#openTime;
    if (openTime === undefined) return;
    this.#openTime = undefined;
    const row = this.#row;
    row[FIELD.openTime] = openTime;
    const { firstOpenTime } = this.#bars;
    const formingTime = this.#builder.formingOpenTime ?? openTime;
    if (firstOpenTime === undefined && formingTime === openTime) this.#builder.addInFront(row);
    else if (firstOpenTime === openTime) this.#bars.joinToFirst(row);
    else if (this.#bars.hasRoomInFront) {
      row[FIELD.closeTime] = openTime + this.#intervalMs;
      this.#bars.prepend(row);
    }
  }
}
