import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { BarSeries } from '../bar-series.ts';
import type { TradeLog } from '../trade-log.ts';
import type { ActivityBar } from './activity-bar.ts';
import { BarPyramid, PAST_ROOM } from './bar-pyramid.ts';
import type { BarRule } from './bar-rule.ts';
import type { ChartBar, ChartBarSink } from './chart-bar.ts';
import type { PastBars } from './past-bars.ts';
import { PastReader } from './past-reader.ts';
import { endOf, inOrderOfTheirEnds, SummedBars } from './summed-bars.ts';
import { RuledBarBuilder } from './ruled-bar-builder.ts';
import { TimeBarBuilder } from './time-bar-builder.ts';

const MINUTE_MS = 60_000;

/** Where bars come from: every trade of the session, and the minutes of before that nobody saw the trades of. */
export interface BarSources {
  readonly trades: TradeLog;
  readonly minutes: BarSeries;
  /** Bars of other lengths that a venue or a table has summed up, by length in ms. */
  readonly others?: ReadonlyMap<number, BarSeries>;
  /** Bars of before the session, for instance from an archive; they come while the series is looked at. */
  readonly past?: PastBars | undefined;
}

/** What both kinds of builders can do. */
interface Builder {
  add(print: TradePrint, onClosed: ChartBarSink): void;
  advance(time: number, onClosed: ChartBarSink): void;
  forming(): ChartBar | undefined;
}

/**
 * All bars of one instrument after one rule, built while they are looked at: `catchUp` takes in what came
 * since the last time. Time bars go on into the past with what a venue has summed up and fits into them
 * (minutes; bars of another length where nothing finer is known of their time), of which no side is known;
 * all others begin with the first trade of the session.
 */
export class ChartSeries {
  readonly bars: BarPyramid;
  readonly #sources: BarSources;
  readonly #time: TimeBarBuilder | undefined;
  readonly #builder: Builder;
  readonly #append: ChartBarSink = (bar) => this.bars.append(bar);
  readonly #print: Writable<TradePrint>;
  #nextTrade = 0;
  /** Bars that were taken in end by this, and prints lie before it. */
  #summedUntil = 0;
  #printedUntil = 0;
  /** When the newest minute that was looked at began. */
  #lookedAt = -1;
  #othersSince = 0;
  readonly #summed: SummedBars | undefined;
  readonly #past: PastReader | undefined;

  constructor(instrument: Instrument, rule: BarRule, sources: BarSources) {
    this.#sources = sources;
    this.#print = blankPrint(instrument);
    this.#time = rule.kind === 'time' ? new TimeBarBuilder(instrument, rule.intervalMs) : undefined;
    this.#builder =
      rule.kind === 'time' ? timeBuilder(this.#time as TimeBarBuilder) : ruled(instrument, rule);
    const { others, past } = sources;
    if (rule.kind === 'time' && others) this.#summed = new SummedBars(others, rule.intervalMs);
    const takesMinutes = rule.kind === 'time' && rule.intervalMs % MINUTE_MS === 0;
    if (!takesMinutes) this.#lookedAt = Infinity;
    this.bars = new BarPyramid(undefined, takesMinutes && past ? PAST_ROOM : 0);
    if (takesMinutes && past) this.#past = this.#readerOf(past, rule.intervalMs);
  }

  /** The bar that is still open, as of the last `catchUp`. */
  get forming(): ChartBar | undefined {
    return this.#builder.forming();
  }

  /** Whether there is something from before the session to take in. */
  get hasPastWaiting(): boolean {
    return this.#past?.isWaiting ?? false;
  }

  /** Takes in some of what was before the session: what `most` bars of it hold, the newest first. */
  takePast(most: number): void {
    this.#past?.take(most);
  }

  /** Takes in what came since the last time; `now` is the time the market has reached, in ms. */
  catchUp(now: number): void {
    const { trades } = this.#sources;
    const bars = inOrderOfTheirEnds(this.#waitingMinutes(), this.#summed?.waiting() ?? []);
    let next = 0;
    const print = this.#print;
    trades.each(this.#nextTrade, (time, ticks, signedLots) => {
      for (; next < bars.length && endOf(bars[next] as Bar) <= time; next += 1)
        this.#takeSummed(bars[next] as Bar);
      print.time = time as UnixMs;
      print.ticks = ticks as Ticks;
      print.lots = Math.abs(signedLots) as Lots;
      print.aggressor = signedLots > 0 ? 'buy' : 'sell';
      this.#builder.add(print, this.#append);
      this.#printedUntil = time + 1;
    });
    for (; next < bars.length; next += 1) this.#takeSummed(bars[next] as Bar);
    this.#nextTrade = trades.total;
    this.#builder.advance(now, this.#append);
  }

  // What a session tells of the time before it is in its past too, and in more detail.
  #readerOf(past: PastBars, intervalMs: number): PastReader {
    this.#othersSince = past.until;
    return new PastReader(past, intervalMs, { bars: this.bars, builder: this.#time as TimeBarBuilder });
  }

  #takeSummed(bar: Bar): void {
    const isMinute = bar.intervalMs === MINUTE_MS;
    // What is finer is here already.
    if (bar.openTime < this.#summedUntil) return;
    // What closed never changes, and what was printed is not counted twice: a bar that is told late is left out.
    if (bar.openTime < this.#printedUntil) return;
    if (!isMinute && bar.openTime < this.#othersSince) return;
    this.#summedUntil = endOf(bar);
    // A period without a trade is no bar.
    if (bar.volumeBase > 0) this.#time?.addSummed(bar, this.#append);
  }

  /** Minutes not looked at yet whose trades nobody kept. */
  #waitingMinutes(): Bar[] {
    const { minutes, trades } = this.#sources;
    const waiting: Bar[] = [];
    const lostUntil = this.#nextTrade < trades.first ? timeOfFirst(trades) : 0;
    for (let index = minutes.length - 1; index >= 0; index -= 1) {
      const minute = minutes.at(index) as Bar;
      if (minute.openTime <= this.#lookedAt) break;
      const isVenues = minute.tradeCount === 0 && minute.volumeBase > 0;
      if (isVenues || minute.openTime + MINUTE_MS <= lostUntil) waiting.push(minute);
    }
    this.#lookedAt = Math.max(this.#lookedAt, minutes.at(-1)?.openTime ?? -1);
    return waiting.reverse();
  }
}

type Writable<Value> = { -readonly [Field in keyof Value]: Value[Field] };

const blankPrint = ({ id }: Instrument): Writable<TradePrint> => ({
  kind: 'trade',
  instrument: id,
  time: 0 as UnixMs,
  venueTime: 0 as UnixMs,
  ticks: 1 as Ticks,
  lots: 1 as Lots,
  aggressor: 'buy',
  tradeId: '',
});

function timeOfFirst(trades: TradeLog): number {
  let first = 0;
  trades.each(trades.first, (time) => (first = time), trades.first + 1);
  return first;
}

const timeBuilder = (builder: TimeBarBuilder): Builder => ({
  add: (print, onClosed) => builder.add(print, onClosed),
  advance: (time, onClosed) => builder.advance(time, onClosed),
  forming: () => builder.formingBar,
});

function ruled(instrument: Instrument, rule: Exclude<BarRule, { kind: 'time' }>): Builder {
  const builder = new RuledBarBuilder(instrument, rule.kind, rule.threshold);
  return {
    add: (print, onClosed) => builder.add(print, (bar) => onClosed(chartBarOf(bar))),
    // What is filled by trading does not end with time.
    advance: () => undefined,
    forming: () => builder.formingBar && chartBarOf(builder.formingBar),
  };
}

/** A bar by activity as a chart has it: every aggressor in it is known. */
export function chartBarOf(bar: ActivityBar): ChartBar {
  const { buyVolumeBase, notionalQuote, threshold: _threshold, ...same } = bar;
  return { ...same, knownBase: bar.volumeBase, buyBase: buyVolumeBase, paidQuote: notionalQuote };
}
