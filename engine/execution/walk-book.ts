import type { Levels } from '../domain/market/levels.ts';
import { type Side, signOf } from '../domain/order/side.ts';
import { impactTicksBeyond } from './impact.ts';
import { reaches } from './venue-order.ts';

/** How far an order may walk into the side it hits. */
export interface Walk {
  readonly side: Side;
  readonly lots: number;
  /** The worst price a limit order accepts. */
  readonly limit?: number | undefined;
  /** Price of an own resting order, which must not be reached. */
  readonly stopBefore?: number | undefined;
  /** Whether what the levels do not hold is taken beyond them. */
  readonly beyondBook: boolean;
}

/** Lots taken at one price. */
export interface Slice {
  readonly ticks: number;
  readonly lots: number;
  /** Lots taken from the same book before this slice. */
  readonly takenLots: number;
  /** Set on what the recorded depth did not hold: ticks beyond its last level. */
  readonly impactTicks?: number;
}

/** Takes from the levels, the best first, until the order is served or may go no further. */
export function walkBook(levels: Levels, walk: Walk): Slice[] {
  const slices: Slice[] = [];
  let taken = 0;
  for (let index = 0; index + 1 < levels.length && taken < walk.lots; index += 2) {
    const ticks = levels[index] as number;
    if (walk.limit !== undefined && !reaches(walk.side, walk.limit, ticks)) break;
    if (walk.stopBefore !== undefined && reaches(walk.side, ticks, walk.stopBefore)) break;
    const size = Math.min(levels[index + 1] as number, walk.lots - taken);
    slices.push({ ticks, lots: size, takenLots: taken });
    taken += size;
  }
  const beyondLots = walk.lots - taken;
  if (walk.beyondBook && beyondLots > 0 && levels.length > 0)
    slices.push(beyond(levels, walk.side, taken, beyondLots));
  return slices;
}

function beyond(levels: Levels, side: Side, takenLots: number, beyondLots: number): Slice {
  const last = levels.at(-2) as number;
  const ticks = Math.max(1, last + signOf(side) * impactTicksBeyond(levels, beyondLots));
  return { ticks, lots: beyondLots, takenLots, impactTicks: Math.abs(ticks - last) };
}
