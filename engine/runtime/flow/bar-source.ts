import type { BarsUpdate } from '../../contract/chart-commands.ts';
import type { BarSpec, FlowWatch } from '../../contract/flow.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
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
  #generation = 0;
  #told = 0;
  #oldest = 0;
  #hasNews = false;
  #hasTraded = false;

  constructor({ bars, instrument }: BarWatch, flow: SessionFlow) {
    this.#instrument = instrument;
    this.#spec = bars;
    this.#flow = flow;
  }

  onEvent(event: MarketEvent, market: InstrumentMarket): void {
    this.#book ??= this.#flow.barsOf(market);
    if (event.kind === 'trade' || event.kind === 'venue-bar') this.#hasTraded = true;
    // Any event may show that the time of a bar is over.
    this.#hasNews ||= this.#hasTraded || this.#spec.kind === 'time';
  }

  takeUpdate(): BarsUpdate | undefined {
    this.#book ??= openedBarBook(this.#flow.tradesOf(this.#instrument));
    if (this.#book === undefined || !(this.#hasNews || this.#book.isGrowingBack(this.#spec)))
      return undefined;
    this.#hasNews = false;
    const { generation, series } = this.#book.seriesOf(this.#spec);
    const { bars } = series;
    const isSame =
      generation === this.#generation &&
      bars.total === this.#told &&
      bars.first === this.#oldest &&
      !this.#hasTraded;
    this.#hasTraded = false;
    if (isSame) return undefined;
    // Bars from before anybody looked are asked for, not told.
    const from = generation === this.#generation ? this.#told : bars.total;
    this.#generation = generation;
    this.#told = bars.total;
    this.#oldest = bars.first;
    const isTold = bars.total - from <= MOST_TOLD;
    return {
      generation,
      from,
      total: bars.total,
      oldest: bars.first,
      closed: isTold ? chartColumns(bars.points(from, bars.total, MOST_TOLD)) : null,
      forming: chartBarView(series.forming),
    };
  }
}
