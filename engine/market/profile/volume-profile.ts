import { type Instrument, quantityOf } from '../../domain/instrument/instrument.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { Lots } from '../../domain/units/lots.ts';
import { PriceRows } from './price-rows.ts';
import { VALUE_SHARE, type ValuePrices, valuePrices } from './value-prices.ts';

/** What a volume profile says at one moment. */
export interface VolumeProfileReading extends ValuePrices {
  readonly volumeBase: number;
  /** Volume of taker buys less that of taker sells. */
  readonly deltaBase: number;
  /**
   * Part of the volume that traded below the row of the last price less the part above it: from -1 (the
   * last price is under all value) to +1 (it is over all of it). Above zero the market has moved up from
   * where it did its business.
   */
  readonly bias: number;
}

/** Volume by price since it began or was last cleared. */
export class VolumeProfile {
  readonly #instrument: Instrument;
  readonly #rows: PriceRows;
  #lastTicks = 0;

  /** @throws {RangeError} when `rowTicks` is not a whole number of at least 1. */
  constructor(instrument: Instrument, rowTicks: number) {
    this.#instrument = instrument;
    this.#rows = new PriceRows(rowTicks);
  }

  add(print: Pick<TradePrint, 'ticks' | 'lots' | 'aggressor'>): void {
    this.#rows.add(print);
    this.#lastTicks = print.ticks;
  }

  /** Begins again, for a new session. */
  clear(): void {
    this.#rows.clear();
  }

  /** How many rows lie between the lowest and the highest price, these included. */
  get height(): number {
    return this.#rows.height;
  }

  /** The same volume in rows of so many ticks; exact when that is a multiple of the height of these rows. */
  inRowsOf(rowTicks: number): VolumeProfile {
    const coarser = new VolumeProfile(this.#instrument, rowTicks);
    for (const { ticks, buyLots, sellLots } of this.#rows.traded()) {
      if (buyLots > 0) coarser.#rows.take(ticks, buyLots, 'buy');
      if (sellLots > 0) coarser.#rows.take(ticks, sellLots, 'sell');
    }
    coarser.#lastTicks = this.#lastTicks;
    return coarser;
  }

  /** Lots by row, lowest price first, for display. */
  rows(): ReturnType<PriceRows['rows']> {
    return this.#rows.rows();
  }

  /**
   * Undefined until something has traded. `share` is how much of the volume the value area holds.
   * @throws {RangeError} when `share` is not above 0 and at most 1.
   */
  reading(share: number = VALUE_SHARE): VolumeProfileReading | undefined {
    const rows = this.#rows.rows();
    const weights = rows.map(({ buyLots, sellLots }) => buyLots + sellLots);
    const { rowTicks } = this.#rows;
    const prices = valuePrices(
      this.#instrument,
      { fromTicks: rows[0]?.ticks ?? 0, rowTicks, weights },
      share,
    );
    if (prices === undefined) return undefined;

    const lastRow = Math.floor(this.#lastTicks / rowTicks) * rowTicks;
    let [lots, delta, leaning] = [0, 0, 0];
    for (const { ticks, buyLots, sellLots } of rows) {
      lots += buyLots + sellLots;
      delta += buyLots - sellLots;
      leaning += Math.sign(lastRow - ticks) * (buyLots + sellLots);
    }
    const quantity = (count: number) => quantityOf(this.#instrument, count as Lots);
    return { ...prices, volumeBase: quantity(lots), deltaBase: quantity(delta), bias: leaning / lots };
  }
}
