import type { TradePrint } from '../../domain/market/market-event.ts';
import type { Side } from '../../domain/order/side.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';

/** One row of prices and what was traded there, in lots, by who crossed the spread. */
export interface PriceRow {
  /** Lowest tick of the row. */
  readonly ticks: number;
  readonly buyLots: number;
  readonly sellLots: number;
}

/** Lots traded by row of `rowTicks` ticks and by side; rows begin at whole multiples of their height. */
export class PriceRows {
  readonly rowTicks: number;
  readonly #buys = new Map<number, number>();
  readonly #sells = new Map<number, number>();

  /** @throws {RangeError} when `rowTicks` is not a whole number of at least 1. */
  constructor(rowTicks: number) {
    this.rowTicks = wholeNumber('ticks per row', rowTicks);
  }

  add({ ticks, lots, aggressor }: Pick<TradePrint, 'ticks' | 'lots' | 'aggressor'>): void {
    this.take(ticks, lots, aggressor);
  }

  /** The same for a part of a trade. */
  take(ticks: number, lots: number, aggressor: Side): void {
    const row = Math.floor(ticks / this.rowTicks);
    const side = aggressor === 'buy' ? this.#buys : this.#sells;
    side.set(row, (side.get(row) ?? 0) + lots);
  }

  clear(): void {
    this.#buys.clear();
    this.#sells.clear();
  }

  /** Rows that traded, lowest first: a range may hold thousands that did not. */
  traded(): PriceRow[] {
    const rows = [...new Set([...this.#buys.keys(), ...this.#sells.keys()])].toSorted((a, b) => a - b);
    return rows.map((row) => this.#row(row));
  }

  /** How many rows lie between the lowest and the highest that traded, these included. */
  get height(): number {
    const [low, high] = this.#range();
    return low > high ? 0 : high - low + 1;
  }

  /** Every row from the lowest to the highest that traded, also those between that did not. */
  rows(): PriceRow[] {
    const [low, high] = this.#range();
    const rows: PriceRow[] = [];
    for (let row = low; row <= high; row += 1) rows.push(this.#row(row));
    return rows;
  }

  #row(row: number): PriceRow {
    return {
      ticks: row * this.rowTicks,
      buyLots: this.#buys.get(row) ?? 0,
      sellLots: this.#sells.get(row) ?? 0,
    };
  }

  #range(): [low: number, high: number] {
    let low = Infinity;
    let high = -Infinity;
    for (const side of [this.#buys, this.#sells]) {
      for (const row of side.keys()) {
        low = Math.min(low, row);
        high = Math.max(high, row);
      }
    }
    return [low, high];
  }
}
