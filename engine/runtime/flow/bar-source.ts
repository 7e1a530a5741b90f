import type { BarsUpdate } from '../../contract/chart-commands.ts';
import type { BarSpec, FlowWatch } from '../../contract/flow.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { ChartSeries } from '../../market/bars/chart-series.ts';
import { type BarBook, openedBarBook } from './bar-book.ts';
import { chartBarView, chartColumns } from './bar-views.ts';
import type { FlowSource } from './flow-source.ts';
import type { SessionFlow } from './session-flow.ts';

/** When more bars than this closed within a frame, the window asks for what it can see instead. */
const MOST_TOLD = 500;

type BarWatch = Pick<Extract<FlowWatch, { kind: 'bars' }>, 'bars' | 'instrument'>;

/** Tells which bars closed, how far back they go and how the open one stands. Windows ask for the past with `chartBars`. */
export class BarSource implements FlowSource {
  readonly #instrument: string;
  readonly #spec: BarSpec;
  readonly #flow: SessionFlow;
  #book: BarBook | undefined;
  #endWatch: (() => void) | undefined;
  #told: Pick<BarsUpdate, 'generation' | 'total' | 'oldest'> = { generation: 0, total: 0, oldest: 0 };
  #hasNews = false;
  #hasTraded = false;

  constructor({ bars, instrument }: BarWatch, flow: SessionFlow) {
    this.#instrument = instrument;
    this.#spec = bars;
    this.#flow = flow;
  }

  onEvent(event: MarketEvent, market: InstrumentMarket): void {
    if (this.#book === undefined) this.#follow(this.#flow.barsOf(market));
    if (event.kind === 'trade' || event.kind === 'venue-bar') this.#hasTraded = true;
    // Any event may show that the time of a bar is over.
    this.#hasNews ||= this.#hasTraded || this.#spec.kind === 'time';
  }

  takeUpdate(): BarsUpdate | undefined {
    this.#follow(openedBarBook(this.#flow.tradesOf(this.#instrument)));
    const hasNews = this.#hasNews || this.#book?.hasOlder(this.#spec, this.#told.oldest);
    if (this.#book === undefined || !hasNews) return undefined;
    this.#hasNews = false;
    const { generation, series } = this.#book.seriesOf(this.#spec);
    const { first, total } = series.bars;
    const told = this.#told;
    const isSame = told.generation === generation && told.total === total && told.oldest === first;
    if (isSame && !this.#hasTraded) return undefined;
    this.#hasTraded = false;
    this.#told = { generation, total, oldest: first };
    // Bars from before anybody looked are asked for, not told.
    const from = generation === told.generation ? told.total : total;
    const forming = chartBarView(series.forming);
    return { ...this.#told, from, closed: closedSince(series, from), forming };
  }

  close(): void {
    this.#endWatch?.();
  }

  #follow(book: BarBook | undefined): void {
    if (this.#book !== undefined) return;
    this.#book = book;
    this.#endWatch = book?.watch(this.#spec);
  }
}

function closedSince({ bars }: ChartSeries, from: number): BarsUpdate['closed'] {
  return bars.total - from <= MOST_TOLD ? chartColumns(bars.points(from, bars.total, MOST_TOLD)) : null;
}
