import type { FlowWatch } from '../../contract/flow.ts';
import type { MarketOrders } from '../../contract/footprint-commands.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { MarketOrderSeries } from '../../market/market-order-series.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { FlowSource } from './flow-source.ts';
import { marketOrders, marketOrderSeriesOf } from './market-order-books.ts';
import type { SessionFlow } from './session-flow.ts';

const MOST_TRADES_A_FRAME = 40_000;
/** When more orders than this came within a frame, the window asks for what it can see instead. */
const MOST_TOLD = 1000;
/** Without a trade the speed still falls; it is told this often, in ms of event time. */
const SPEED_EVERY_MS = 500;

/** Tells market orders as they come and how fast they come. */
export class MarketOrderSource implements FlowSource {
  readonly #watch: Extract<FlowWatch, { kind: 'market-orders' }>;
  readonly #flow: SessionFlow;
  #market: InstrumentMarket | undefined;
  #series: MarketOrderSeries | undefined;
  #told = -1;
  #toldTrades = -1;
  #toldTime = 0;

  constructor(watch: Extract<FlowWatch, { kind: 'market-orders' }>, flow: SessionFlow) {
    this.#watch = watch;
    this.#flow = flow;
  }

  onEvent(_event: MarketEvent, market: InstrumentMarket): void {
    this.#market = market;
  }

  takeUpdate(): MarketOrders | undefined {
    if (this.#market === undefined) return undefined;
    const { instrument, lastEventTime: now } = this.#market;
    const trades = this.#flow.tradesOf(this.#watch.instrument);
    const series = (this.#series ??= marketOrderSeriesOf(trades, this.#watch.asPrints === true));
    if (!series.catchUp(trades, MOST_TRADES_A_FRAME)) return undefined;
    if (trades.total === this.#toldTrades && now < this.#toldTime + SPEED_EVERY_MS) return undefined;
    // The newest one of the update before may have grown.
    const grown = Math.max(0, this.#told - 1);
    const from = series.total - grown > MOST_TOLD ? series.total - 1 : grown;
    this.#told = series.total;
    this.#toldTrades = trades.total;
    this.#toldTime = now;
    return marketOrders(series, instrument, { from, now, trades });
  }
}
