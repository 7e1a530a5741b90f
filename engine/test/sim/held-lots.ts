import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Kernel } from '../../runtime/kernel.ts';

/** Lots runs hold of each instrument, whichever way. */
export type Held = ReadonlyMap<InstrumentId, number>;

/** Runs that hold against each other for a moment are not netted: each is protected in whole. */
export function heldBy({ rooms }: Kernel): Held {
  const held = new Map<InstrumentId, number>();
  const positions = rooms.ledger.positions();
  for (const id of rooms.instruments.keys()) {
    const sums = { long: 0, short: 0 };
    for (const { instrument, signedLots } of positions)
      if (instrument === id) sums[signedLots > 0 ? 'long' : 'short'] += Math.abs(signedLots);
    held.set(id, Math.max(sums.long, sums.short));
  }
  return held;
}
