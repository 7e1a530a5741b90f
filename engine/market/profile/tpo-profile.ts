import { type Instrument, priceOf } from '../../domain/instrument/instrument.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { VALUE_SHARE, type ValuePrices, valuePrices } from './value-prices.ts';

const HALF_HOUR_MS = 1_800_000;
/** Periods whose range is the initial balance: the first hour, by convention. */
const BALANCE_PERIODS = 2;

/** One row of a TPO profile. */
export interface TpoRow {
  /** Lowest tick of the row. */
  readonly ticks: number;
  /** Numbers of the periods that traded through it, 0 being the first of the profile. */
  readonly periods: readonly number[];
}

/** What a TPO profile says at one moment. */
export interface TpoReading extends ValuePrices {
  /** Lowest and highest price of the first two periods. */
  readonly initialBalanceLow: number;
  readonly initialBalanceHigh: number;
  /** Lowest tick of each row that a single period touched: prices passed by in a hurry. */
  readonly singlePrints: readonly number[];
}

/**
 * Time-price opportunities: how many periods of the session traded through each row of prices. A period
 * marks every row between its lowest and highest price, so that time is counted and not volume.
 *
 * Source: Steidlmayer & Koy (1986), Markets and Market Logic.
 */
export class TpoProfile {
  readonly #instrument: Instrument;
  readonly #rowTicks: number;
  readonly #periodMs: number;
  readonly #periods: { readonly place: number; low: number; high: number }[] = [];
  #firstPeriod = 0;

  /** @throws {RangeError} when `rowTicks` or `periodMs` is not a whole number of at least 1. */
  constructor(instrument: Instrument, rowTicks: number, periodMs: number = HALF_HOUR_MS) {
    this.#instrument = instrument;
    this.#rowTicks = wholeNumber('ticks per row', rowTicks);
    this.#periodMs = wholeNumber('a period in ms', periodMs);
  }

  /** Takes in a print. Periods begin at whole multiples of their length; one without a print marks nothing. */
  add({ time, ticks }: Pick<TradePrint, 'time' | 'ticks'>): void {
    const period = Math.floor(time / this.#periodMs);
    const row = Math.floor(ticks / this.#rowTicks);
    if (this.#periods.length === 0) this.#firstPeriod = period;
    const place = period - this.#firstPeriod;
    const current = this.#periods.at(-1);
    if (current === undefined || current.place !== place) {
      this.#periods.push({ place, low: row, high: row });
      return;
    }
    current.low = Math.min(current.low, row);
    current.high = Math.max(current.high, row);
  }

  /** Begins again, for a new session. */
  clear(): void {
    this.#periods.length = 0;
  }

  /** The rows from the lowest to the highest price, each with its periods. */
  rows(): TpoRow[] {
    if (this.#periods.length === 0) return [];
    const low = Math.min(...this.#periods.map((period) => period.low));
    const high = Math.max(...this.#periods.map((period) => period.high));
    return Array.from({ length: high - low + 1 }, (_, i) => ({
      ticks: (low + i) * this.#rowTicks,
      periods: this.#periods
        .filter((period) => period.low <= low + i && period.high >= low + i)
        .map(({ place }) => place),
    }));
  }

  /**
   * Undefined until something has traded. `share` is how much of all marks the value area holds.
   * @throws {RangeError} when `share` is not above 0 and at most 1.
   */
  reading(share: number = VALUE_SHARE): TpoReading | undefined {
    const rows = this.rows();
    const rowTicks = this.#rowTicks;
    const weights = rows.map(({ periods }) => periods.length);
    const prices = valuePrices(
      this.#instrument,
      { fromTicks: rows[0]?.ticks ?? 0, rowTicks, weights },
      share,
    );
    if (prices === undefined) return undefined;
    const opening = this.#periods.filter(({ place }) => place < BALANCE_PERIODS);
    const balanceLow = Math.min(...opening.map(({ low }) => low)) * rowTicks;
    const balanceHigh = (Math.max(...opening.map(({ high }) => high)) + 1) * rowTicks - 1;
    const price = (ticks: number) => priceOf(this.#instrument, ticks as Ticks);
    return {
      ...prices,
      initialBalanceLow: price(balanceLow),
      initialBalanceHigh: price(balanceHigh),
      singlePrints: rows.filter(({ periods }) => periods.length === 1).map(({ ticks }) => ticks),
    };
  }
}
