import { parseFixed } from '../../domain/units/fixed.ts';
import type { VenueBalance, VenuePosition } from '../../domain/venue/venue-report.ts';
import type { TradedInstruments } from './traded-instruments.ts';

const SCALE = 18;

/**
 * On spot a position is what is held of the base, in whole lots: what is below a lot, such as the rest of a fee
 * taken in the base, cannot be sold.
 */
export const heldOf = (
  balances: readonly VenueBalance[],
  { all }: TradedInstruments,
): readonly VenuePosition[] =>
  all.flatMap(({ id, instrument, isSpot }) => {
    const held = balances.find(({ asset }) => asset === instrument.base)?.totalDecimal ?? '0';
    const signedLots = Number(parseFixed(held, SCALE) / parseFixed(instrument.lotSize, SCALE));
    return isSpot && signedLots !== 0 ? [{ instrument: id, signedLots }] : [];
  });
