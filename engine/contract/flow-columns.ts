/** What stands in a row of `FlowBars.totals`, in this order. Prices in ticks, sizes in lots. */
export const FLOW_BAR_FIELDS = [
  'openTimeMs',
  'endTimeMs',
  'openTicks',
  'highTicks',
  'lowTicks',
  'closeTicks',
  'buyLots',
  'sellLots',
  'minDeltaLots',
  'maxDeltaLots',
  'cvdLots',
  'tradeCount',
  /** Lowest tick of the row with the most volume; -1 for a bar without rows. */
  'pocTicks',
] as const;

/** What stands in a row of `MarketOrders.orders`, in this order. */
export const ORDER_FIELDS = [
  'timeMs',
  'venueTimeMs',
  /** Above zero: a buyer crossed the spread. */
  'signedLots',
  'fills',
  'levels',
  /** Mean price by size. */
  'meanTicks',
  'startTicks',
  'endTicks',
  /** 0 ordinary, 1 big, 2 very big, 3 huge. */
  'rank',
] as const;
