import type { TradePrint } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { BarCuts, BarCutter, CutTrade } from './bar-cutter.ts';
import { CumulativeDelta, type DeltaStart } from './cumulative-delta.ts';
import { type PriceRow, PriceRows } from './price-rows.ts';

/** A bar, who crossed the spread in it, and what was traded at each price. Prices in ticks, sizes in lots. */
export interface Footprint {
  readonly openTime: number;
  /** End of its period; for a bar of activity the time of its last trade. */
  readonly endTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly buyLots: number;
  readonly sellLots: number;
  /** Lowest and highest of buys less sells while it formed, from 0 at its begin. */
  readonly minDeltaLots: number;
  readonly maxDeltaLots: number;
  /** Cumulative delta at its end. */
  readonly cvdLots: number;
  /** Trades that began in it. */
  readonly tradeCount: number;
  /** Rows that traded, lowest first; none for a builder without rows. */
  readonly rows: readonly PriceRow[];
}

/** Receives each footprint once, when its bar is complete. */
export type FootprintSink = (footprint: Footprint) => void;

interface FootprintSettings {
  /** Ticks in a row; left out, bars have no rows. */
  readonly rowTicks?: number;
  /** Where cumulative delta begins. */
  readonly since?: DeltaStart;
}

/** Fills the bars of a cutter with volume by price and side. A bar that was closed never changes. */
export class FootprintBuilder {
  readonly #cutter: BarCutter;
  readonly #rows: PriceRows | undefined;
  readonly #cvd: CumulativeDelta;
  // Made once: a closure for every trade would be most of the work.
  readonly #cuts: BarCuts = {
    onPart: (trade, lots, begins) => this.#take(trade, lots, begins),
    onClosed: (openTime, endTime) => this.#finish(openTime, endTime),
  };
  #onClosed: FootprintSink = () => undefined;
  #close = 0;
  #open = 0;
  #high = 0;
  #low = 0;
  #buyLots = 0;
  #sellLots = 0;
  #minDelta = 0;
  #maxDelta = 0;
  #tradeCount = 0;
  #isEmpty = true;

  /** @throws {RangeError} when `rowTicks` is not a whole number above zero. */
  constructor(cutter: BarCutter, { rowTicks, since = 'session' }: FootprintSettings = {}) {
    this.#cutter = cutter;
    this.#rows = rowTicks === undefined ? undefined : new PriceRows(rowTicks);
    this.#cvd = new CumulativeDelta(since);
  }

  /** Time of the first trade in the cumulative delta, in ms. */
  get cvdBeganAt(): number | undefined {
    return this.#cvd.beganAt;
  }

  /** The footprint as it stands now; undefined while no bar is open. */
  get forming(): Footprint | undefined {
    const times = this.#cutter.forming;
    return times && this.#footprint(times.openTime, times.endTime);
  }

  /** Whether a bar is open that the next trade may go into. */
  get isOpen(): boolean {
    return this.#cutter.isOpen;
  }

  /** Takes in a trade and gives out the footprints that are complete with it or before it. */
  add(trade: TradePrint, onClosed: FootprintSink): void {
    this.#onClosed = onClosed;
    this.#cutter.add(trade, this.#cuts);
  }

  /** Gives out every footprint whose period has ended by `time`. */
  advance(time: UnixMs, onClosed: FootprintSink): void {
    this.#onClosed = onClosed;
    this.#cutter.advance(time, this.#cuts);
  }

  #take({ aggressor, ticks, time }: CutTrade, lots: number, begins: boolean): void {
    if (this.#isEmpty) this.#open = this.#high = this.#low = ticks;
    this.#isEmpty = false;
    if (ticks > this.#high) this.#high = ticks;
    if (ticks < this.#low) this.#low = ticks;
    this.#close = ticks;
    if (begins) this.#tradeCount += 1;
    if (aggressor === 'buy') this.#buyLots += lots;
    else this.#sellLots += lots;
    const delta = this.#buyLots - this.#sellLots;
    if (delta < this.#minDelta) this.#minDelta = delta;
    if (delta > this.#maxDelta) this.#maxDelta = delta;
    this.#cvd.add(time, aggressor === 'buy' ? lots : -lots);
    this.#rows?.take(ticks, lots, aggressor);
  }

  #finish(openTime: number, endTime: number): void {
    this.#onClosed(this.#footprint(openTime, endTime));
    this.#buyLots = this.#sellLots = this.#minDelta = this.#maxDelta = this.#tradeCount = 0;
    this.#isEmpty = true;
    this.#rows?.clear();
  }

  #footprint(openTime: number, endTime: number): Footprint {
    return {
      openTime,
      endTime,
      open: this.#open,
      high: this.#high,
      low: this.#low,
      close: this.#close,
      buyLots: this.#buyLots,
      sellLots: this.#sellLots,
      minDeltaLots: this.#minDelta,
      maxDeltaLots: this.#maxDelta,
      cvdLots: this.#cvd.lots,
      tradeCount: this.#tradeCount,
      rows: this.#rows?.traded() ?? [],
    };
  }
}
