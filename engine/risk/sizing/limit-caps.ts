import type { SizingRule } from './size-request.ts';

/**
 * What the limits leave of notional: of the symbol, of the account, of leverage, and below the size that would
 * need a person. An entry of a strategy is made to fit, so that no gate has to refuse it.
 */
export const limitCaps: SizingRule = ({
  equityQuote,
  exposureQuote,
  limits,
  medianEntryQuote = Infinity,
  symbolExposureQuote,
}) => {
  const symbol = limits.symbolNotional * limits.leverage * equityQuote - symbolExposureQuote;
  const account = Math.min(1, limits.accountNotional) * limits.leverage * equityQuote - exposureQuote;
  const confirm = Math.min(limits.confirmShare * equityQuote, limits.confirmMultiple * medianEntryQuote);
  return Math.max(0, Math.min(symbol, account, confirm));
};
