import type { RunId } from '../../domain/order/order-intent.ts';
import { signOf } from '../../domain/order/side.ts';
import type { VenueTrade } from '../../domain/venue/venue-report.ts';

/** Lots of a trade that belong to a run. */
export type Share = readonly [runId: RunId, lots: number];

/**
 * Whom a trade takes lots off, `own` before all others, and how many lots nobody holds that it could take.
 * `holders` are the runs with their signed lots.
 */
export function sharesOf(
  { lots, side }: Pick<VenueTrade, 'lots' | 'side'>,
  holders: readonly (readonly [RunId, number])[],
  own?: RunId,
): { readonly shares: readonly Share[]; readonly left: number } {
  const isOwn = ([runId]: readonly [RunId, number]): boolean => runId === own;
  const inOrder = [...holders.filter(isOwn), ...holders.filter((holder) => !isOwn(holder))];
  const shares: Share[] = [];
  let left: number = lots;
  for (const [runId, held] of inOrder) {
    const taken = Math.min(left, Math.max(0, -signOf(side) * held));
    if (taken === 0) continue;
    shares.push([runId, taken]);
    left -= taken;
  }
  return { shares, left };
}
