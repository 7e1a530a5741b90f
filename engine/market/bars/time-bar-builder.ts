import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import { type BarRow, barOf, emptyRow, joinInFront, joinRow, writeRow } from './bar-rows.ts';
import { type ChartBar, type ChartBarSink, FIELD } from './chart-bar.ts';
import { PrintSum } from './print-sum.ts';

const WEEK_MS = 604_800_000;
/** 1970 began on a Thursday; weeks begin on Monday. */
const FIRST_MONDAY_MS = 345_600_000;

/**
 * Turns prints, and shorter bars a venue has summed up, into bars of equal periods counted from UTC midnight;
 * those of a week begin on Monday. A period in which nothing traded has no bar. Causal: a closed bar is
 * never changed.
 */
export class TimeBarBuilder {
  readonly #intervalMs: number;
  readonly #offsetMs: number;
  readonly #summed = emptyRow();
  readonly #one = emptyRow();
  readonly #prints: PrintSum;
  #hasSummed = false;
  #openTime = -1;

  constructor(instrument: Instrument, intervalMs: number) {
    this.#intervalMs = intervalMs;
    this.#offsetMs = intervalMs % WEEK_MS === 0 ? FIRST_MONDAY_MS : 0;
    this.#prints = new PrintSum(instrument);
  }

  /** The bar as it stands now; undefined while nothing traded in its period. */
  get formingBar(): ChartBar | undefined {
    if (this.#openTime < 0) return undefined;
    const row = this.#joined();
    return { ...barOf(row), openTime: this.#openTime, closeTime: this.#openTime + this.#intervalMs };
  }

  /** When the bar that is open began, in ms; undefined while nothing traded in its period. */
  get formingOpenTime(): number | undefined {
    return this.#openTime < 0 ? undefined : this.#openTime;
  }

  /** When the period of a moment begins, in ms. */
  openTimeOf(time: number): number {
    return time - ((time - this.#offsetMs) % this.#intervalMs);
  }

  /** Takes in an earlier part of the period that is open, or opens its period where none is. */
  addInFront(row: BarRow): void {
    if (this.#hasSummed) joinInFront(this.#summed, row);
    else this.#summed.set(row);
    this.#hasSummed = true;
    if (this.#openTime < 0) this.#openTime = this.openTimeOf(row[FIELD.openTime] as number);
  }

  /** Takes in a print after closing the bar before it; times never go back. */
  add(print: TradePrint, onClosed: ChartBarSink): void {
    this.#reach(print.time, onClosed);
    this.#prints.add(print, print.lots);
  }

  /**
   * Takes in a bar that fits into ours and of which only the sums are known; it lies after everything taken in
   * before.
   */
  addSummed(bar: Bar, onClosed: ChartBarSink): void {
    this.#reach(bar.openTime, onClosed);
    writeRow(this.#one, chartBarOf(bar));
    if (this.#prints.isEmpty && !this.#hasSummed) this.#summed.set(this.#one);
    else {
      this.#summed.set(this.#joined());
      joinRow(this.#summed, this.#one);
      this.#prints.clear();
    }
    this.#hasSummed = true;
  }

  /** Closes the bar whose period has ended by `time`. */
  advance(time: number, onClosed: ChartBarSink): void {
    const bar =
      this.#openTime >= 0 && time >= this.#openTime + this.#intervalMs ? this.formingBar : undefined;
    if (bar === undefined) return;
    this.#openTime = -1;
    this.#hasSummed = false;
    this.#prints.clear();
    onClosed(bar);
  }

  #reach(time: number, onClosed: ChartBarSink): void {
    this.advance(time, onClosed);
    if (this.#openTime < 0) this.#openTime = this.openTimeOf(time);
  }

  #joined(): BarRow {
    const row = emptyRow();
    if (!this.#prints.isEmpty) writeRow(row, this.#prints.bar());
    if (!this.#hasSummed) return row;
    const before = Float64Array.from(this.#summed);
    if (!this.#prints.isEmpty) joinRow(before, row);
    return before;
  }
}

function chartBarOf(bar: Bar): ChartBar {
  const { buyVolumeBase, close, high, low, open, openTime, tradeCount, volumeBase } = bar;
  return {
    openTime,
    closeTime: openTime + bar.intervalMs,
    open,
    high,
    low,
    close,
    volumeBase,
    knownBase: tradeCount > 0 ? volumeBase : 0,
    buyBase: tradeCount > 0 ? buyVolumeBase : 0,
    tradeCount,
    paidQuote: ((high + low + close) / 3) * volumeBase,
    scatter: 0,
  };
}
