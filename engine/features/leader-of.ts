import type { Instrument } from '../domain/instrument/instrument.ts';

/**
 * Place of the instrument that leads the first one: bitcoin leads every other coin, ether leads bitcoin.
 * -1 when it is not followed.
 */
export function leaderOf(followed: readonly Pick<Instrument, 'base'>[]): number {
  const base = followed[0]?.base === 'BTC' ? 'ETH' : 'BTC';
  return followed.findIndex((instrument) => instrument.base === base);
}
