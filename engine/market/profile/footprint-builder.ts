import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { BarBuilder } from '../bar-builder.ts';
import { type PriceRow, PriceRows } from './price-rows.ts';

/** A bar and what was traded inside it at each price. */
export interface Footprint {
  readonly bar: Bar;
  /** Lowest price first; none where nothing traded. */
  readonly rows: readonly PriceRow[];
}

/** Receives each footprint once, when the period of its bar has ended. */
export type FootprintSink = (footprint: Footprint) => void;

/** Turns prints into the bars of a `BarBuilder`, each with its volume by price and side. */
export class FootprintBuilder {
  readonly #bars: BarBuilder;
  readonly #rows: PriceRows;

  /** @throws {RangeError} when `intervalMs` or `rowTicks` is not a whole number above zero. */
  constructor(instrument: Instrument, intervalMs: number, rowTicks: number) {
    this.#bars = new BarBuilder(instrument, intervalMs);
    this.#rows = new PriceRows(rowTicks);
  }

  /** The footprint as it stands now; undefined before the first print. */
  get forming(): Footprint | undefined {
    const bar = this.#bars.formingBar;
    return bar && { bar, rows: this.#rows.rows() };
  }

  /** Takes in a print after closing the footprints that ended before it. */
  add(print: TradePrint, onClosed: FootprintSink): void {
    this.#bars.add(print, (bar) => this.#close(bar, onClosed));
    this.#rows.add(print);
  }

  /** Closes every footprint whose period has ended by `time`. */
  advance(time: UnixMs, onClosed: FootprintSink): void {
    this.#bars.advance(time, (bar) => this.#close(bar, onClosed));
  }

  #close(bar: Bar, onClosed: FootprintSink): void {
    onClosed({ bar, rows: this.#rows.rows() });
    this.#rows.clear();
  }
}
