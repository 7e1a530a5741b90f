import type { Bar } from '../domain/market/bar.ts';
import type { UnixMs } from '../domain/units/time.ts';
import { BarMerger } from './bar-merger.ts';

const DAY_MS = 86_400_000;
const FIRST_CAPACITY = 256;

const COLUMNS = [
  'openTime',
  'open',
  'high',
  'low',
  'close',
  'volumeBase',
  'buyVolumeBase',
  'tradeCount',
] as const;

/** A column of a bar series, named like the field of `Bar`. */
export type BarColumn = (typeof COLUMNS)[number];

/**
 * Closed bars of one interval in time order, as typed columns. Holds at least the last `keep` bars
 * and forgets older ones in blocks, so that appending stays cheap and columns stay contiguous.
 */
export class BarSeries {
  readonly intervalMs: number;
  readonly #keep: number;
  readonly #columns: Record<BarColumn, Float64Array>;
  #length = 0;

  /** @throws {RangeError} when `intervalMs` or `keep` is not a whole number above zero. */
  constructor(intervalMs: number, keep: number = 20_160) {
    for (const [name, value] of [
      ['bar interval', intervalMs],
      ['bars kept', keep],
    ] as const) {
      if (!Number.isSafeInteger(value) || value <= 0) {
        throw new RangeError(`${name} must be a whole number above zero, was ${value}`);
      }
    }
    this.intervalMs = intervalMs;
    this.#keep = keep;
    this.#columns = columnsOf(Math.min(FIRST_CAPACITY, keep * 2));
  }

  get length(): number {
    return this.#length;
  }

  /** @throws {RangeError} when the bar has another interval or does not come after the last one. */
  append(bar: Bar): void {
    if (bar.intervalMs !== this.intervalMs) {
      throw new RangeError(
        `a bar of ${bar.intervalMs} ms does not belong to a series of ${this.intervalMs} ms`,
      );
    }
    const last = this.#length === 0 ? -1 : (this.#columns.openTime[this.#length - 1] as number);
    if (bar.openTime <= last) {
      throw new RangeError(`a bar must open after the last one at ${last}, was ${bar.openTime}`);
    }
    if (this.#length === this.#columns.openTime.length) this.#makeRoom();
    for (const name of COLUMNS) this.#columns[name][this.#length] = bar[name];
    this.#length += 1;
  }

  /** The bar at a place, 0 being the oldest kept and -1 the newest; undefined where there is none. */
  at(index: number): Bar | undefined {
    const place = index < 0 ? this.#length + index : index;
    if (place < 0 || place >= this.#length) return undefined;
    const value = (name: BarColumn) => this.#columns[name][place] as number;
    return {
      openTime: value('openTime') as UnixMs,
      intervalMs: this.intervalMs,
      open: value('open'),
      high: value('high'),
      low: value('low'),
      close: value('close'),
      volumeBase: value('volumeBase'),
      buyVolumeBase: value('buyVolumeBase'),
      tradeCount: value('tradeCount'),
    };
  }

  /** One column, oldest first. A view of the store: read it before the next append, never write it. */
  column(name: BarColumn): Float64Array {
    return this.#columns[name].subarray(0, this.#length);
  }

  /** The newest `count` bars, oldest first. */
  latest(count: number): Bar[] {
    const bars: Bar[] = [];
    for (let index = Math.max(0, this.#length - count); index < this.#length; index += 1) {
      bars.push(this.at(index) as Bar);
    }
    return bars;
  }

  /**
   * The same bars put together into longer periods, counted from UTC midnight. The last period is
   * left out until its last minute has closed, unless `withUnfinished` asks for it.
   * @throws {RangeError} when `intervalMs` is not a multiple of this series' that divides the day.
   */
  resample(intervalMs: number, withUnfinished = false): BarSeries {
    if (intervalMs % this.intervalMs !== 0 || DAY_MS % intervalMs !== 0 || intervalMs <= 0) {
      throw new RangeError(
        `bars of ${this.intervalMs} ms can be put together into multiples that divide a day, not into ${intervalMs} ms`,
      );
    }
    const coarse = new BarSeries(intervalMs, Math.max(1, this.#length));
    const merger = new BarMerger(intervalMs);
    for (let index = 0; index < this.#length; index += 1) {
      const finished = merger.add(this.at(index) as Bar);
      if (finished) coarse.append(finished);
    }
    const last = merger.finish(withUnfinished);
    if (last) coarse.append(last);
    return coarse;
  }

  #makeRoom(): void {
    if (this.#length >= this.#keep * 2) {
      for (const name of COLUMNS) this.#columns[name].copyWithin(0, this.#length - this.#keep, this.#length);
      this.#length = this.#keep;
      return;
    }
    const grown = columnsOf(Math.min(this.#length * 2, this.#keep * 2));
    for (const name of COLUMNS) {
      grown[name].set(this.#columns[name]);
      this.#columns[name] = grown[name];
    }
  }
}

function columnsOf(capacity: number): Record<BarColumn, Float64Array> {
  const column = () => new Float64Array(capacity);
  return {
    openTime: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volumeBase: column(),
    buyVolumeBase: column(),
    tradeCount: column(),
  };
}
