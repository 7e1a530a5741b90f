import type { TradePrint } from '../../domain/market/market-event.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { TradeLog } from '../trade-log.ts';
import type { BarCutter } from './bar-cutter.ts';
import type { DeltaStart } from './cumulative-delta.ts';
import { type Footprint, FootprintBuilder } from './footprint-builder.ts';
import type { FootprintMarkSettings } from './footprint-marks.ts';
import { type MarkedFootprint, markedFootprint } from './marked-footprint.ts';
import { type NakedPoint, NakedPoints } from './naked-points.ts';

/** Closed bars kept; older ones are let go. */
const MOST_BARS = 3000;

export interface FootprintSeriesSettings {
  readonly cutter: BarCutter;
  /** Left out, bars have no rows and no marks. */
  readonly rows?: { readonly rowTicks: number; readonly marks: FootprintMarkSettings };
  readonly since?: DeltaStart;
}

type MutableTrade = { -readonly [Name in keyof TradePrint]: TradePrint[Name] };
const NO_MARKS: FootprintMarkSettings = { ratio: 1, minLots: 1, stack: 2 };

/** The footprints of a trade log, numbered from its first bar on, kept up with the log piece by piece. */
export class FootprintSeries {
  readonly #builder: FootprintBuilder;
  readonly #rowTicks: number;
  readonly #marks: FootprintMarkSettings;
  readonly #naked: NakedPoints;
  readonly #closed: MarkedFootprint[] = [];
  #dropped = 0;
  #place = 0;
  #nakedVersion = 0;
  // One object for every trade of the log, which keeps columns and no prints.
  readonly #trade = { kind: 'trade', aggressor: 'buy' } as MutableTrade;

  /** @throws {RangeError} when `rowTicks` is not a whole number above zero. */
  constructor({ cutter, rows, since = 'session' }: FootprintSeriesSettings) {
    this.#builder = new FootprintBuilder(cutter, {
      since,
      ...(rows === undefined ? {} : { rowTicks: rows.rowTicks }),
    });
    this.#rowTicks = rows?.rowTicks ?? 1;
    this.#marks = rows?.marks ?? NO_MARKS;
    this.#naked = new NakedPoints(this.#rowTicks);
  }

  /** Number of the oldest bar still kept. */
  get firstBar(): number {
    return this.#dropped;
  }

  /** How many bars have ended: the number of the one that is forming. */
  get closedBars(): number {
    return this.#dropped + this.#closed.length;
  }

  /** Place in the log of the next trade to take in. */
  get place(): number {
    return this.#place;
  }

  /** Time of the first trade in the cumulative delta, in ms. */
  get cvdBeganAt(): number | undefined {
    return this.#builder.cvdBeganAt;
  }

  /** Points of control of closed bars that no later trade has come to, oldest first. */
  get nakedPoints(): readonly NakedPoint[] {
    return this.#naked.points;
  }

  /** Grows whenever the naked points change. */
  get nakedVersion(): number {
    return this.#nakedVersion;
  }

  /** The bar as it stands now; undefined while none is open. */
  get forming(): MarkedFootprint | undefined {
    const { forming } = this.#builder;
    return forming && markedFootprint(forming, this.#rowTicks, this.#marks);
  }

  /** Closed bars from number `from` up to but without `until`. */
  closed(from: number, until: number = this.closedBars): readonly MarkedFootprint[] {
    return this.#closed.slice(Math.max(0, from - this.#dropped), Math.max(0, until - this.#dropped));
  }

  /** Takes in at most `most` trades it has not seen; answers whether that was all. */
  catchUp(log: TradeLog, most: number): boolean {
    const until = Math.min(log.total, Math.max(this.#place, log.first) + most);
    log.each(this.#place, (time, ticks, signedLots) => this.#take(time, ticks, signedLots), until);
    this.#place = until;
    return until === log.total;
  }

  /** Closes the bars of time that ended by `time`. */
  advance(time: number): void {
    this.#builder.advance(time as UnixMs, (footprint) => this.#keep(footprint));
  }

  #take(time: number, ticks: number, signedLots: number): void {
    const trade = this.#trade;
    trade.time = time as UnixMs;
    trade.ticks = ticks as Ticks;
    trade.lots = Math.abs(signedLots) as Lots;
    trade.aggressor = signedLots > 0 ? 'buy' : 'sell';
    this.#builder.add(trade, (footprint) => this.#keep(footprint));
    // A trade that only filled a bar does not touch that bar's own point of control.
    if (this.#builder.isOpen) this.#touch(ticks);
  }

  #keep(footprint: Footprint): void {
    const marked = markedFootprint(footprint, this.#rowTicks, this.#marks);
    // The first bars by a derived threshold come all at once: their trades were not looked at one by one.
    this.#touch(footprint.low);
    this.#touch(footprint.high);
    if (marked.pointOfControl !== undefined) {
      this.#naked.add({ bar: this.closedBars, ticks: marked.pointOfControl }, footprint.close);
      this.#nakedVersion += 1;
    }
    this.#closed.push(marked);
    // Let go in pieces: moving the list for every bar would cost more than keeping a few.
    if (this.#closed.length < MOST_BARS + 500) return;
    this.#closed.splice(0, 500);
    this.#dropped += 500;
  }

  #touch(ticks: number): void {
    if (this.#naked.touch(ticks)) this.#nakedVersion += 1;
  }
}
