import type { BarSpec } from '../../contract/flow.ts';
import type { Bar } from '../../domain/market/bar.ts';
import { BigTrades } from '../../market/bars/big-trades.ts';
import { ChartSeries } from '../../market/bars/chart-series.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { TradeLog } from '../../market/trade-log.ts';

/** Kinds of bars kept of one instrument; the one asked for longest ago is let go. */
const MOST_SERIES = 6;
const MINUTES: BarSpec = { kind: 'time', intervalMs: 60_000 };

/** A series and a number that no other series has. */
export interface NumberedSeries {
  readonly series: ChartSeries;
  readonly generation: number;
}

let lastGeneration = 0;
const books = new WeakMap<TradeLog, BarBook>();

/** All bars of an instrument that were asked for in this session. */
export class BarBook {
  readonly #market: InstrumentMarket;
  readonly #trades: TradeLog;
  readonly #series = new Map<string, NumberedSeries>();
  readonly #big = new Map<number, BigTrades>();
  #past: Iterable<Bar> | undefined;

  constructor(market: InstrumentMarket, trades: TradeLog) {
    this.#market = market;
    this.#trades = trades;
  }

  /**
   * Puts minutes from before the session, oldest first, in front of time bars of whole minutes. Those of
   * one minute are built at once, so that nobody waits for them when a chart opens.
   */
  givePast(past: Iterable<Bar>): void {
    this.#past = past;
    for (const key of this.#series.keys()) if (key.startsWith('time')) this.#series.delete(key);
    this.seriesOf(MINUTES);
  }

  /** The series after a rule, up to date. */
  seriesOf(spec: BarSpec): NumberedSeries {
    const key = keyOf(spec);
    const numbered = this.#series.get(key) ?? this.#begin(spec);
    // Put at the end again: the map keeps the order in which series were asked for.
    this.#series.delete(key);
    this.#series.set(key, numbered);
    numbered.series.catchUp(this.#market.lastEventTime);
    return numbered;
  }

  /** Trades at or above a quantile of sizes, up to date. */
  bigTradesOf(share: number): BigTrades {
    let big = this.#big.get(share);
    if (big === undefined) this.#big.set(share, (big = new BigTrades(this.#trades, share)));
    big.catchUp();
    return big;
  }

  #begin(spec: BarSpec): NumberedSeries {
    const [oldest] = this.#series.keys();
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
export function barBookOf(market: InstrumentMarket, trades: TradeLog): BarBook {
  let book = books.get(trades);
  if (book === undefined) books.set(trades, (book = new BarBook(market, trades)));
  return book;
}
