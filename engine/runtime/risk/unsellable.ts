import { type Instrument, notionalOf } from '../../domain/instrument/instrument.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { KernelRooms } from '../kernel-rooms.ts';

/**
 * Whether so few lots are what a real venue of spot lets nobody sell: less than its smallest order, or worth less. Where
 * an order can be reduce-only, the last of a position may always be closed.
 */
export function isUnsellable(
  { description, market }: Pick<KernelRooms, 'description' | 'market'>,
  instrument: Instrument,
  size: number,
): boolean {
  if (instrument.kind !== 'spot' || description.mode !== 'live' || size <= 0) return false;
  if (size < instrument.minLots) return true;
  const at = market.of(instrument.id)?.markTicks ?? 0;
  return at > 0 && notionalOf(instrument, lots(size), ticks(Math.round(at))) < instrument.minNotional;
}
