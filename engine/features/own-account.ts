import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { Holdings } from '../formulas/step-contents.ts';

/** What formulas may ask of our account; it is asked only when one of them wants to know. */
export interface OwnAccount {
  /** What all runs together hold of an instrument at its mark, in quote units; below zero is short. */
  notionalQuote(instrument: InstrumentId): number;
  equityQuote(): number;
}

/** What we hold of instruments, in their order. */
export const holdingsOf = (account: OwnAccount, instruments: readonly Instrument[]): Holdings => ({
  notionals: instruments.map(({ id }) => account.notionalQuote(id)),
  equityQuote: account.equityQuote(),
});
