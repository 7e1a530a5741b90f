import type { Instrument } from '../domain/instrument/instrument.ts';
import { moneyToNumber } from '../domain/units/money.ts';
import type { HeldPosition } from '../formulas/step-contents.ts';
import type { Ledger } from '../portfolio/ledger.ts';

/**
 * What all runs together hold of an instrument, as formulas read it. Where one is long and another short,
 * the mean price is that of the larger side.
 */
export function heldOf(ledger: Ledger, { id, lotValue }: Instrument): HeldPosition {
  const sign = Math.sign(ledger.netLots(id));
  if (sign === 0) return { direction: 'flat', entryPrice: 0 };
  let lots = 0;
  let cost = 0;
  for (const position of ledger.positions()) {
    if (position.instrument !== id || Math.sign(position.signedLots) !== sign) continue;
    lots += position.signedLots;
    cost += moneyToNumber(position.cost);
  }
  return { direction: sign > 0 ? 'long' : 'short', entryPrice: cost / (lots * lotValue) };
}
