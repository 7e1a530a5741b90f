import type { Side } from '../../domain/order/side.ts';
import { ticks, type Ticks } from '../../domain/units/ticks.ts';

/**
 * The protective stop `distanceBps` on the losing side of `entryTicks`, rounded towards the entry so
 * that rounding never enlarges the planned loss; at least one tick away and never below one tick.
 */
export function protectiveStopTicks(side: Side, entryTicks: number, distanceBps: number): Ticks {
  const distance = (entryTicks * distanceBps) / 10_000;
  const stop =
    side === 'buy'
      ? Math.min(Math.ceil(entryTicks - distance), entryTicks - 1)
      : Math.max(Math.floor(entryTicks + distance), entryTicks + 1);
  return ticks(Math.max(1, stop));
}
