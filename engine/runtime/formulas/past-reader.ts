import type { Bar } from '../../domain/market/bar.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { BarSeries } from '../../market/bar-series.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { TradeLog } from '../../market/trade-log.ts';
import { BarReader, knownAt } from './bar-reader.ts';
import type { NumberReader } from './formula-market.ts';

/** A number of a named series, and when it was known. */
export type KnownNumber = NonNullable<ReturnType<NumberReader['take']>>;

/** Who is told what was before. */
export interface PastListener {
  onBar(market: InstrumentMarket, bar: Bar): void;
  /** The same object is used for every trade. */
  onTrade(trade: TradePrint): void;
  onNumber(told: KnownNumber): void;
}

/** What is read: bars from a time on, and trades of one instrument from a place of its log on. */
export interface PastRange {
  readonly markets: readonly InstrumentMarket[];
  readonly fromTime: number;
  /** From when on bars longer than a minute are read; from the same time when left out. */
  readonly longerFromTime?: number;
  /** Left out where no trades are read. */
  readonly trades?:
    | { readonly instrument: string; readonly log: TradeLog; readonly from: number }
    | undefined;
  /** Left out where no numbers of a person's own are read. */
  readonly numbers?:
    | {
        readonly reader: NumberReader;
        /** Up to when numbers are read once nothing else waits, in ms: what lies ahead of the market is not known. */
        readonly until: () => number;
      }
    | undefined;
}

/**
 * Reads what a session has kept in the order in which it was known, a bit at a time, until nothing waits; of bars
 * that ended together the longest first. A minute that ended with a trade comes before it, as it did then. A number
 * comes before the bar or trade of the same time: whoever reads a bar that closes at t may use what was known at t, and
 * nothing that was known later.
 */
export class PastReader {
  readonly bars: BarReader[];
  readonly #range: Pick<PastRange, 'fromTime' | 'longerFromTime' | 'markets'>;
  /** Bars longer than a minute that are read. */
  readonly #longer = new Set<BarSeries>();
  #trades: PastRange['trades'];
  #numbers: PastRange['numbers'];
  readonly #print: { -readonly [Field in keyof TradePrint]: TradePrint[Field] };
  #nextTrade: number;

  constructor({ numbers, trades, ...range }: PastRange) {
    const { fromTime, markets } = range;
    this.#range = range;
    this.bars = markets.map((market) => new BarReader(market, fromTime));
    this.#findLonger();
    this.#trades = trades;
    this.#numbers = numbers;
    this.#nextTrade = trades?.from ?? 0;
    this.#print = blankPrint(trades?.instrument ?? '');
  }

  /** Reads bars alone from now on: trades are told by whoever sees them happen. */
  leaveTrades(): void {
    this.#trades = undefined;
  }

  /** Reads no numbers from now on: they are told by whoever learns of them. */
  leaveNumbers(): void {
    this.#numbers = undefined;
  }

  /** Tells the next inputs, `most` of them; answers whether nothing waits any more. */
  read(most: number, listener: PastListener): boolean {
    this.#findLonger();
    const { log } = this.#trades ?? {};
    const nextTime = log === undefined ? Infinity : timeAt(log, this.#nextTrade);
    let left = most - this.#readKept(most, nextTime, listener);
    if (left <= 0) return false;
    if (log === undefined || nextTime === Infinity) {
      left -= this.#readNumbers(left, this.#numbers?.until() ?? 0, listener);
      return left > 0;
    }
    const until = Math.min(log.total, this.#nextTrade + left);
    log.each(
      this.#nextTrade,
      (time, ticks, signedLots, venueTime) => {
        this.#readKept(Infinity, time, listener);
        listener.onTrade(this.#printOf(time, ticks, signedLots, venueTime));
      },
      until,
    );
    this.#nextTrade = until;
    return false;
  }

  /** The first bar of a length may come long after somebody began to look. */
  #findLonger(): void {
    const { fromTime, longerFromTime = fromTime, markets } = this.#range;
    let lengths = 0;
    for (const { otherBars } of markets) lengths += otherBars.size;
    if (lengths === this.#longer.size) return;
    for (const market of markets)
      for (const bars of market.otherBars.values()) {
        if (this.#longer.has(bars)) continue;
        this.#longer.add(bars);
        this.bars.push(new BarReader(market, longerFromTime, bars));
      }
  }

  /** Tells up to `most` bars known by `time` and numbers before them, the oldest first; answers how many there were. */
  #readKept(most: number, time: number, listener: PastListener): number {
    for (let read = 0; read < most; read += 1) {
      const reader = this.#oldest();
      const bar = reader?.peek();
      const barTime = bar === undefined ? Infinity : knownAt(bar);
      const nextTime = Math.min(barTime, time);
      if (nextTime < Infinity && this.#nextNumber <= nextTime) this.#readNumbers(1, nextTime, listener);
      else if (bar === undefined || reader === undefined || barTime > time) return read;
      else {
        reader.take(bar);
        listener.onBar(reader.market, bar);
      }
    }
    return most;
  }

  /** Who has the bar that was known first; undefined when none waits. */
  #oldest(): BarReader | undefined {
    let oldest: Bar | undefined;
    let reader: BarReader | undefined;
    for (const each of this.bars) {
      const bar = each.peek();
      if (bar === undefined || (oldest !== undefined && !isBefore(bar, oldest))) continue;
      oldest = bar;
      reader = each;
    }
    return reader;
  }

  get #nextNumber(): number {
    return this.#numbers?.reader.nextTime ?? Infinity;
  }

  /** Tells up to `most` numbers known by `time`; answers how many there were. */
  #readNumbers(most: number, time: number, listener: PastListener): number {
    for (let read = 0; read < most; read += 1) {
      const told = this.#nextNumber <= time ? this.#numbers?.reader.take() : undefined;
      if (told === undefined) return read;
      listener.onNumber(told);
    }
    return most;
  }

  #printOf(time: number, ticks: number, signedLots: number, venueTime: number): TradePrint {
    this.#print.time = time as UnixMs;
    this.#print.venueTime = venueTime as UnixMs;
    this.#print.ticks = ticks as Ticks;
    this.#print.lots = Math.abs(signedLots) as Lots;
    this.#print.aggressor = signedLots > 0 ? 'buy' : 'sell';
    return this.#print;
  }
}

function isBefore(one: Bar, other: Bar): boolean {
  const [first, second] = [knownAt(one), knownAt(other)];
  return first < second || (first === second && one.intervalMs > other.intervalMs);
}

/** When the trade at a place came, in ms; Infinity while there is none. */
function timeAt(log: TradeLog, place: number): number {
  let found = Infinity;
  log.each(place, (time) => (found = time), place + 1);
  return found;
}

const blankPrint = (instrument: string): TradePrint => ({
  kind: 'trade',
  instrument,
  time: 0 as UnixMs,
  venueTime: 0 as UnixMs,
  ticks: 1 as Ticks,
  lots: 1 as Lots,
  aggressor: 'buy',
  tradeId: '',
});
