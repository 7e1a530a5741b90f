import type { Instrument, InstrumentId } from '../../domain/instrument/instrument.ts';
import { type Money, subtractMoney } from '../../domain/units/money.ts';
import type { Ledger } from '../../portfolio/ledger.ts';

/**
 * What a venue's balance of the account's currency should be: everything booked, less what was paid for coins that
 * are held on spot. Undefined while two runs hold the same perpetual: the venue knows one position at one cost, so
 * what it has booked of a gain is not what they have.
 */
export function bookedCash(
  ledger: Pick<Ledger, 'cash' | 'positions'>,
  instruments: ReadonlyMap<InstrumentId, Pick<Instrument, 'kind'>>,
): Money | undefined {
  let { cash } = ledger;
  const held = new Set<InstrumentId>();
  for (const { cost, instrument, signedLots } of ledger.positions()) {
    if (signedLots === 0) continue;
    const isSpot = instruments.get(instrument)?.kind === 'spot';
    if (isSpot) cash = subtractMoney(cash, cost);
    else if (held.has(instrument)) return undefined;
    held.add(instrument);
  }
  return cash;
}
