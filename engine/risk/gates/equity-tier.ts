import { moneyToNumber } from '../../domain/units/money.ts';
import { allocationRoom, tierOf } from '../sizing/equity-tiers.ts';
import type { Gate } from '../gate.ts';

/** An account of the smallest tier trades only symbols for which its share is worth an order. */
export const equityTier: Gate = (intent, { equity, instrument, standing }) => {
  const { equityTiers, tradedSymbols } = standing;
  if (intent.role !== 'entry' || equityTiers === 'off' || intent.runId === 'manual') return undefined;
  const equityQuote = moneyToNumber(equity);
  if (equityTiers === 'as-described' && tierOf(equityQuote) !== 'micro') return undefined;
  const minNotionalQuote = moneyToNumber(instrument.minNotional);
  const { isEnough, neededQuote, perSymbolQuote } = allocationRoom(equityTiers, {
    equityQuote,
    tradedSymbols,
    minNotionalQuote,
  });
  return isEnough
    ? undefined
    : { code: 'equity-tier', measured: { perSymbolQuote, neededQuote, tradedSymbols } };
};
