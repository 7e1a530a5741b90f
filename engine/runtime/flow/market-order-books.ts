import { SPEED_WINDOW_MS, type MarketOrders } from '../../contract/footprint-commands.ts';
import { type Instrument, quantityOf } from '../../domain/instrument/instrument.ts';
import type { Lots } from '../../domain/units/lots.ts';
import { flowSpeed } from '../../market/flow-speed.ts';
import { MarketOrderSeries, type RankedOrder } from '../../market/market-order-series.ts';
import type { TradeLog } from '../../market/trade-log.ts';

/** How far back orders are put together when somebody begins to look. */
const PAST_TRADES = 100_000;

const books = new WeakMap<TradeLog, Map<boolean, MarketOrderSeries>>();

/** The market orders, or the prints, of a session; the same for the panel that asks and the source that tells. */
export function marketOrderSeriesOf(trades: TradeLog, asPrints: boolean): MarketOrderSeries {
  let known = books.get(trades);
  if (known === undefined) books.set(trades, (known = new Map()));
  let series = known.get(asPrints);
  if (series === undefined) {
    series = new MarketOrderSeries({ joins: !asPrints, from: Math.max(0, trades.total - PAST_TRADES) });
    known.set(asPrints, series);
  }
  return series;
}

/** A packed part of a series, with the speed of trades at `now` in ms. */
export function marketOrders(
  series: MarketOrderSeries,
  instrument: Instrument,
  { from, now, trades, until }: { from: number; until?: number; now: number; trades: TradeLog },
): MarketOrders {
  const firstOrder = Math.max(from, series.firstOrder);
  const base = (lots: number) => quantityOf(instrument, lots as Lots);
  const speed = flowSpeed(trades, now, SPEED_WINDOW_MS);
  return {
    firstOrder,
    total: series.total,
    oldestOrder: series.firstOrder,
    orders: Float64Array.from(series.orders(firstOrder, until).flatMap(numbersOf)),
    bigBase: series.bigLots?.map((lots) => lots * instrument.lotValue) ?? null,
    tradesPerSecond: speed.tradesPerSecond,
    buyBasePerSecond: base(speed.buyLotsPerSecond),
    sellBasePerSecond: base(speed.sellLotsPerSecond),
  };
}

/** In the order of `ORDER_FIELDS`. */
const numbersOf = (order: RankedOrder): number[] => [
  order.time,
  order.venueTime,
  order.side === 'buy' ? order.lots : -order.lots,
  order.fills,
  order.levels,
  order.tickLots / order.lots,
  order.startTicks,
  order.endTicks,
  order.rank,
];
