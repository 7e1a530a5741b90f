import { FLOW_BAR_FIELDS, ORDER_FIELDS } from '../../../engine/contract/flow-columns.ts';
import type { FlowBars, MarketOrders } from '../../../engine/contract/footprint-commands.ts';

type BarFields = Partial<Record<(typeof FLOW_BAR_FIELDS)[number], number>>;

/** An answer of the engine with minute bars from number `firstBar` on; fields left out are 0. */
export function sampleBars(
  firstBar: number,
  bars: readonly BarFields[],
  more: Partial<FlowBars> = {},
): FlowBars {
  const rows = bars.flatMap(({ buyLots = 0, closeTicks = 0, sellLots = 0 }) => [
    closeTicks,
    buyLots,
    sellLots,
    16,
  ]);
  return {
    generation: 1,
    firstBar,
    closedBars: firstBar + bars.length - 1,
    oldestBar: 0,
    totals: Float64Array.from(
      bars.flatMap((bar, at) => {
        const openTimeMs = (firstBar + at) * 60_000;
        const full: BarFields = { openTimeMs, endTimeMs: openTimeMs + 60_000, ...bar };
        return FLOW_BAR_FIELDS.map((name) => full[name] ?? 0);
      }),
    ),
    rowEnds: Uint32Array.from(bars, (_, at) => at + 1),
    rows: Float64Array.from(rows),
    cvdBeganAtMs: 0,
    isComplete: true,
    ...more,
  };
}

type OrderFields = Partial<Record<(typeof ORDER_FIELDS)[number], number>>;

/** An answer of the engine with market orders from number `firstOrder` on; fields left out are 0. */
export const sampleOrders = (
  firstOrder: number,
  orders: readonly OrderFields[],
  more: Partial<MarketOrders> = {},
): MarketOrders => ({
  firstOrder,
  total: firstOrder + orders.length,
  oldestOrder: 0,
  orders: Float64Array.from(orders.flatMap((order) => ORDER_FIELDS.map((name) => order[name] ?? 0))),
  bigBase: null,
  tradesPerSecond: 2.5,
  buyBasePerSecond: 0.3,
  sellBasePerSecond: 0.1,
  ...more,
});

/** The volume of two prices: two lots bought at one, one sold at the other. */
export const sampleVolume = {
  fromMs: 0,
  toMs: 1,
  fromTicks: 1000,
  rowTicks: 1,
  pointOfControl: 100,
  valueAreaLow: 99,
  valueAreaHigh: 101,
  valueShare: 0.7,
  highNodes: [],
  lowNodes: [],
  buyLots: Float64Array.of(2),
  sellLots: Float64Array.of(1),
  volumeBase: 3,
  deltaBase: 1,
  bias: -0.25,
};
