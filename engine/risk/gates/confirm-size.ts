import { notionalOf } from '../../domain/instrument/instrument.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import type { Gate } from '../gate.ts';
import { referenceTicks } from '../reference-price.ts';

/**
 * A large entry needs a person who has confirmed it: by hand where the money is real, and always of a strategy,
 * which has nobody to ask.
 */
export const confirmSize: Gate = (intent, situation) => {
  const at = referenceTicks(intent, situation);
  if (intent.role !== 'entry' || at === undefined) return undefined;
  const { confirmsByHand, limits, medianEntryQuote = Infinity } = situation.standing;
  if (intent.runId === 'manual' && (!confirmsByHand || intent.isConfirmed === true)) return undefined;
  const notionalQuote = moneyToNumber(notionalOf(situation.instrument, intent.lots, at));
  const limitQuote = Math.min(
    limits.confirmShare * moneyToNumber(situation.equity),
    limits.confirmMultiple * medianEntryQuote,
  );
  return notionalQuote > limitQuote
    ? { code: 'order-needs-confirmation', measured: { notionalQuote, limitQuote } }
    : undefined;
};
