import type { BarSpec } from '../../contract/flow.ts';
import { BigTrades } from '../../market/bars/big-trades.ts';
import { ChartSeries } from '../../market/bars/chart-series.ts';
import type { PastBars } from '../../market/bars/past-bars.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { TradeLog } from '../../market/trade-log.ts';

/** Kinds of bars kept of one instrument; of those nobody watches the one asked for longest ago is let go. */
const MOST_SERIES = 6;
/** Bars of the past taken in at once: a few milliseconds, so that neither market nor window waits. */
const PAST_AT_ONCE = 8192;

/** A series and a number that no other series has. */
export interface NumberedSeries {
  readonly series: ChartSeries;
  readonly generation: number;
}

/** Answers with what was before the session, once it is settled when that began; undefined until then. */
export type OpenPast = () => PastBars | undefined;

let lastGeneration = 0;
const books = new WeakMap<TradeLog, BarBook>();

/** All bars of an instrument that were asked for in this session. */
export class BarBook {
  readonly #market: InstrumentMarket;
  readonly #trades: TradeLog;
  readonly #series = new Map<string, NumberedSeries>();
  readonly #big = new Map<number, BigTrades>();
  readonly #watchers = new Map<string, number>();
  readonly #openPast: OpenPast;
  #past: PastBars | undefined;

  constructor(market: InstrumentMarket, trades: TradeLog, openPast: OpenPast = () => undefined) {
    this.#market = market;
    this.#trades = trades;
    this.#openPast = openPast;
  }

  /** Keeps the series after a rule until the function it answers with is called. */
  watch(spec: BarSpec): () => void {
    const key = keyOf(spec);
    const add = (more: number) => this.#watchers.set(key, (this.#watchers.get(key) ?? 0) + more);
    add(1);
    return () => add(-1);
  }

  /** Whether a series that was asked for holds bars before a place, or has some to take in. */
  hasOlder(spec: BarSpec, oldest: number): boolean {
    const series = this.#series.get(keyOf(spec))?.series;
    return series !== undefined && (series.hasPastWaiting || series.bars.first < oldest);
  }

  /**
   * The series after a rule, up to date. Each call takes in a bit of the past, so that a million bars hold up
   * nobody.
   */
  seriesOf(spec: BarSpec): NumberedSeries {
    if (this.#past === undefined) this.#lookForPast();
    const key = keyOf(spec);
    const numbered = this.#series.get(key) ?? this.#begin(spec);
    // Put at the end again: the map keeps the order in which series were asked for.
    this.#series.delete(key);
    this.#series.set(key, numbered);
    numbered.series.catchUp(this.#market.lastEventTime);
    numbered.series.takePast(PAST_AT_ONCE);
    return numbered;
  }

  /** Trades at or above a quantile of sizes, up to date. */
  bigTradesOf(share: number): BigTrades {
    let big = this.#big.get(share);
    if (big === undefined) this.#big.set(share, (big = new BigTrades(this.#trades, share)));
    big.catchUp();
    return big;
  }

  // Bars that were begun without a past have no room for it.
  #lookForPast(): void {
    this.#past = this.#openPast();
    if (this.#past === undefined) return;
    for (const key of this.#series.keys()) if (key.startsWith('time')) this.#series.delete(key);
  }

  #begin(spec: BarSpec): NumberedSeries {
    const oldest = [...this.#series.keys()].find((key) => !this.#watchers.get(key));
    if (oldest !== undefined && this.#series.size >= MOST_SERIES) this.#series.delete(oldest);
    const { bars: minutes, instrument, otherBars: others } = this.#market;
    const sources = { trades: this.#trades, minutes, others, past: this.#past };
    lastGeneration += 1;
    return { series: new ChartSeries(instrument, spec, sources), generation: lastGeneration };
  }
}

const keyOf = (spec: BarSpec): string =>
  `${spec.kind} ${spec.kind === 'time' ? spec.intervalMs : spec.threshold}`;

/** The bars of a market whose trades are logged in `trades`. */
export function barBookOf(market: InstrumentMarket, trades: TradeLog, openPast?: OpenPast): BarBook {
  let book = books.get(trades);
  if (book === undefined) books.set(trades, (book = new BarBook(market, trades, openPast)));
  return book;
}

/** The bars that were asked for of the market with these trades; undefined before anybody did. */
export const openedBarBook = (trades: TradeLog): BarBook | undefined => books.get(trades);
