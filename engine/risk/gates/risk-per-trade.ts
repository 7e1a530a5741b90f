import { moneyToNumber } from '../../domain/units/money.ts';
import type { Gate } from '../gate.ts';
import { referenceTicks } from '../reference-price.ts';
import { lossAtStopQuote } from '../sizing/loss-at-stop.ts';

/** An entry may not lose more at its stop, fees both ways included, than the limit allows. */
export const riskPerTrade: Gate = (intent, situation) => {
  const at = referenceTicks(intent, situation);
  if (intent.role !== 'entry' || at === undefined || intent.protectiveStop === undefined) return undefined;
  const { equity, instrument, standing } = situation;
  const lossQuote = lossAtStopQuote(instrument, intent.lots, { entry: at, stop: intent.protectiveStop });
  const equityQuote = moneyToNumber(equity);
  const limit = standing.limits.riskPerTrade;
  return lossQuote > limit * equityQuote
    ? { code: 'risk-per-trade', measured: { lossQuote, equityQuote, limit } }
    : undefined;
};
