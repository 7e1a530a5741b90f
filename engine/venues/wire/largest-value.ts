import type { InstrumentRules } from '../../domain/instrument/instrument.ts';
import { isZero } from './frame-fields.ts';

/** Decimal text the ledger keeps exactly. */
const AMOUNT = /^\d{1,15}(\.\d{1,8})?$/;

/**
 * The rule of a venue that says what one order may be worth at most, in quote units; no rule where the venue tells
 * none: nothing, nothing but zeros, or a number beyond what the ledger can hold.
 */
export const largestValue = (told: unknown): Pick<InstrumentRules, 'maxNotionalQuote'> =>
  typeof told === 'string' && AMOUNT.test(told) && !isZero(told) ? { maxNotionalQuote: told } : {};
