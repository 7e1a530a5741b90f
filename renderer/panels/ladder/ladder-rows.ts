import type { MarketView, OrderView } from '../../../engine/contract/views.ts';
import { isClosed } from '../../../engine/domain/order/order.ts';
import type { Side } from '../../../engine/domain/order/side.ts';
import type { TradedRows } from './traded-rows.ts';

/** One price of the ladder, in whole ticks. Sizes in base units; zero where nothing rests. */
export interface LadderRow {
  readonly ticks: number;
  readonly bidSize: number;
  readonly askSize: number;
  readonly ownBuy: number;
  readonly ownSell: number;
  readonly isLast: boolean;
  /** Who crossed the spread in the last trade; undefined in every other row. */
  readonly lastSide: Side | undefined;
  /** Traded in this row since the session began, and how much more of it was bought than sold. */
  readonly volume: number;
  readonly delta: number;
}

/** What the ladder is drawn from. */
export interface LadderSource {
  readonly market: MarketView;
  readonly orders: readonly OrderView[];
  readonly traded: Pick<TradedRows, 'at'>;
  readonly tickSize: number;
  /** How many ticks one row gathers. */
  readonly groupTicks: number;
  /** The topmost row's price in ticks, a multiple of the group. */
  readonly topTicks: number;
  readonly rowCount: number;
}

const toTicks = (price: number, tickSize: number): number => Math.round(price / tickSize);

/** The row a price belongs to: bids round down, asks up, so that a row never looks better than it is. */
export const groupedTicks = (ticks: number, groupTicks: number, side: 'bid' | 'ask'): number =>
  (side === 'bid' ? Math.floor(ticks / groupTicks) : Math.ceil(ticks / groupTicks)) * groupTicks;

const NOTHING_TRADED = { boughtBase: 0, soldBase: 0 };

/** The rows from the highest price down. */
export function ladderRows(source: LadderSource): readonly LadderRow[] {
  const { market, orders, tickSize, groupTicks, topTicks, rowCount, traded } = source;
  const bids = sumByRow(market.bids, source, 'bid');
  const asks = sumByRow(market.asks, source, 'ask');
  const own = ownByRow(orders, source);
  const last = market.lastPrice === null ? undefined : toTicks(market.lastPrice, tickSize);
  return Array.from({ length: rowCount }, (_, at) => {
    const ticks = topTicks - at * groupTicks;
    const isLast = last !== undefined && last >= ticks && last < ticks + groupTicks;
    const { boughtBase, soldBase } = traded.at(ticks) ?? NOTHING_TRADED;
    return {
      ticks,
      bidSize: bids.get(ticks) ?? 0,
      askSize: asks.get(ticks) ?? 0,
      ownBuy: own.buy.get(ticks) ?? 0,
      ownSell: own.sell.get(ticks) ?? 0,
      isLast,
      lastSide: isLast ? (market.lastSide ?? undefined) : undefined,
      volume: boughtBase + soldBase,
      delta: boughtBase - soldBase,
    };
  });
}

function sumByRow(levels: readonly number[], source: LadderSource, side: 'bid' | 'ask'): Map<number, number> {
  const sums = new Map<number, number>();
  for (let at = 0; at + 1 < levels.length; at += 2) {
    const row = groupedTicks(toTicks(levels[at] ?? 0, source.tickSize), source.groupTicks, side);
    sums.set(row, (sums.get(row) ?? 0) + (levels[at + 1] ?? 0));
  }
  return sums;
}

function ownByRow(orders: readonly OrderView[], source: LadderSource) {
  const own = { buy: new Map<number, number>(), sell: new Map<number, number>() };
  for (const order of orders) {
    const price = order.limitPrice ?? order.triggerPrice;
    if (price === null || isClosed(order.status) || order.instrument !== source.market.instrument) continue;
    const side = order.side === 'buy' ? 'bid' : 'ask';
    const row = groupedTicks(toTicks(price, source.tickSize), source.groupTicks, side);
    const sums = own[order.side];
    sums.set(row, (sums.get(row) ?? 0) + order.sizeBase - order.filledBase);
  }
  return own;
}

/** The top row that puts the middle of the market in the middle of the rows; undefined without a book. */
export function centeredTop(
  market: MarketView,
  tickSize: number,
  groupTicks: number,
  rowCount: number,
): number | undefined {
  const [bid] = market.bids;
  const [ask] = market.asks;
  const middle = bid !== undefined && ask !== undefined ? (bid + ask) / 2 : (bid ?? ask ?? market.lastPrice);
  if (middle === null || middle === undefined) return undefined;
  return (Math.round(middle / tickSize / groupTicks) + Math.floor(rowCount / 2)) * groupTicks;
}

/** How many ticks a row may gather. */
export const LADDER_GROUPS: readonly number[] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];
const JUDGED_LEVELS = 10;

/** The grouping at which the best levels of both sides lie about a row apart; 1 without a book. */
export function fittingGroup({ bids, asks }: MarketView, tickSize: number): number {
  const spans = [bids, asks].map((levels) => {
    const count = Math.min(JUDGED_LEVELS, levels.length / 2);
    const far = levels[2 * (count - 1)];
    return count < 2 || far === undefined ? 0 : Math.abs(far - (levels[0] ?? far)) / tickSize / (count - 1);
  });
  const apart = Math.max(...spans);
  return LADDER_GROUPS.findLast((group) => group <= apart * 1.5) ?? 1;
}

/** Whether the market has left the middle half of the rows, so that they should move after it. */
export function needsCentering(
  market: MarketView,
  shown: Omit<LadderSource, 'market' | 'orders' | 'traded'>,
): boolean {
  const top = centeredTop(market, shown.tickSize, shown.groupTicks, shown.rowCount);
  if (top === undefined) return false;
  return Math.abs(top - shown.topTicks) > (shown.rowCount / 4) * shown.groupTicks;
}
