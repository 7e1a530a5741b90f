import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { Holdings } from '../formulas/step-contents.ts';
import { peerOrderOf } from './peer-order.ts';

/** What formulas may ask of our account; it is asked only when one of them wants to know. */
export interface OwnAccount {
  /** What all runs together hold of an instrument at its mark, in quote units; below zero is short. */
  notionalQuote(instrument: InstrumentId): number;
  equityQuote(): number;
}

/** What we hold of every followed instrument as `own` sees them: its own place first. */
export function ownHoldings(
  account: OwnAccount,
  followed: readonly Instrument[],
  own: InstrumentId,
): Holdings {
  const { instruments } = peerOrderOf(followed, own);
  return {
    notionals: instruments.map(({ id }) => account.notionalQuote(id)),
    equityQuote: account.equityQuote(),
  };
}
