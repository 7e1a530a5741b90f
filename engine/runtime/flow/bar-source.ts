import type { BarsUpdate } from '../../contract/chart-commands.ts';
import type { BarSpec } from '../../contract/flow.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import { type BarBook, barBookOf } from './bar-book.ts';
import { chartBarView, chartColumns } from './bar-views.ts';
import type { FlowSource } from './flow-source.ts';
import type { SessionFlow } from './session-flow.ts';

/** When more bars than this closed within a frame, the window asks for what it can see instead. */
const MOST_TOLD = 500;

/** Tells which bars closed and how the open one stands. Windows ask for the past with `chartBars`. */
export class BarSource implements FlowSource {
  readonly #spec: BarSpec;
  readonly #flow: SessionFlow;
  #book: BarBook | undefined;
  #generation = 0;
  #told = 0;
  #hasNews = false;
  #hasTraded = false;

  constructor(spec: BarSpec, flow: SessionFlow) {
    this.#spec = spec;
    this.#flow = flow;
  }

  onEvent(event: MarketEvent, market: InstrumentMarket): void {
    this.#book ??= barBookOf(market, this.#flow.tradesOf(event.instrument));
    if (event.kind === 'trade' || event.kind === 'venue-bar') this.#hasTraded = true;
    // Any event may show that the time of a bar is over.
    this.#hasNews ||= this.#hasTraded || this.#spec.kind === 'time';
  }

  takeUpdate(): BarsUpdate | undefined {
    if (!this.#hasNews || this.#book === undefined) return undefined;
    this.#hasNews = false;
    const { generation, series } = this.#book.seriesOf(this.#spec);
    const { bars } = series;
    const isSame = generation === this.#generation && bars.total === this.#told && !this.#hasTraded;
    this.#hasTraded = false;
    if (isSame) return undefined;
    // Bars from before anybody looked are asked for, not told.
    const from = generation === this.#generation ? this.#told : bars.total;
    this.#generation = generation;
    this.#told = bars.total;
    const isTold = bars.total - from <= MOST_TOLD;
    return {
      generation,
      from,
      total: bars.total,
      closed: isTold ? chartColumns(bars.points(from, bars.total, MOST_TOLD)) : null,
      forming: chartBarView(series.forming),
    };
  }
}
