import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import { leaderOf } from './leader-of.ts';

/** How the followed instruments stand as one of them sees them: own first, the others as they are followed. */
export interface PeerOrder {
  /** Places in the order in which instruments are followed. */
  readonly places: readonly number[];
  readonly instruments: readonly Instrument[];
  /** Place among {@link instruments} of the leader; -1 when it is not followed. */
  readonly leader: number;
}

export function peerOrderOf(followed: readonly Instrument[], own: InstrumentId): PeerOrder {
  const first = followed.findIndex(({ id }) => id === own);
  const places = [first, ...[...followed.keys()].filter((place) => place !== first)];
  const instruments = places.flatMap((place) => followed[place] ?? []);
  return { places, instruments, leader: leaderOf(instruments) };
}
