import { defineFormula } from '../formula.ts';

/**
 * Microprice: the mid weighted by the size on the other side, so it leans to the ask when the bid is
 * heavy. Unit: quote per base; always between bid and ask. No value while both sizes are zero or the
 * quote is crossed. Warm at once.
 */
export const microprice = defineFormula({
  id: 'I3',
  key: 'microprice',
  title: 'Microprice',
  family: 'microstructure',
  input: 'quote',
  output: { unit: 'quote/base', min: 0 },
  role: 'context',
  source:
    'Gatheral & Oomen (2010), Zero-intelligence realized variance estimation, Finance and Stochastics 14',
  defaults: {},
  warmUp: () => 1,

  start: () => (quote) => {
    const size = quote.bidSize + quote.askSize;
    if (size <= 0 || quote.bid >= quote.ask) return undefined;
    const leansToAsk = quote.bidSize / size;
    return quote.bid + (quote.ask - quote.bid) * leansToAsk;
  },
});
