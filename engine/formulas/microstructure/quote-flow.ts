import { defineFormula } from '../formula.ts';
import { bestQuoteFlow } from './best-quote-flow.ts';

/**
 * Order-flow imbalance of one event: net base size the last quote update added to the buy side of the
 * best quotes. Above zero presses up. Unit: base, signed. Warm with the second quote.
 */
export const quoteFlow = defineFormula({
  id: 'I15',
  key: 'event-order-flow-imbalance',
  title: 'Order flow imbalance of one event',
  family: 'microstructure',
  input: 'quote',
  output: { unit: 'base' },
  role: 'context',
  source:
    'Cont, Kukanov & Stoikov (2014), The Price Impact of Order Book Events, J. Financial Econometrics 12(1)',
  defaults: {},
  warmUp: () => 2,

  start() {
    const before = { bid: 0, bidSize: 0, ask: 0, askSize: 0 };
    let isFirst = true;

    return (quote) => {
      const flow = isFirst ? undefined : bestQuoteFlow(before, quote);
      isFirst = false;
      before.bid = quote.bid;
      before.bidSize = quote.bidSize;
      before.ask = quote.ask;
      before.askSize = quote.askSize;
      return flow;
    };
  },
});
