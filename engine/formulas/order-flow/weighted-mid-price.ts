import { defineFormula } from '../formula.ts';

/**
 * How far the size-weighted mid leans from the mid, in half-spreads: from -1 (all size on the ask) to
 * +1 (all size on the bid). Equals the imbalance of the best sizes. No value when both sizes are zero
 * or the quote is locked or crossed. Warm at once.
 */
export const weightedMidPrice = defineFormula({
  id: 'F239',
  key: 'weighted-mid-price',
  title: 'Imbalance-weighted mid-price',
  family: 'order-flow',
  input: 'quote',
  output: { unit: 'half-spreads', min: -1, max: 1 },
  role: 'direction',
  source:
    'Gatheral & Oomen (2010), Zero-intelligence realized variance estimation, Finance and Stochastics 14',
  defaults: {},
  warmUp: () => 1,

  start: () => (quote) => {
    const size = quote.bidSize + quote.askSize;
    return size > 0 && quote.ask > quote.bid ? (quote.bidSize - quote.askSize) / size : undefined;
  },
});
