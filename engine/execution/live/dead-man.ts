import type { Order } from '../../domain/order/order.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';

/** After so long without word from us the venue cancels, and how often we send word, in ms. */
export const DEAD_MAN = { seconds: 60, refreshMs: 15_000 } as const;

/** What decides whether the venue's dead-man's switch may be on. */
export interface DeadManSituation {
  readonly deadMan: VenueTraits['deadMan'];
  /** The user has seen in a small test that it spares stops. */
  readonly isTested: boolean;
  readonly holdsPosition: boolean;
  readonly openOrders: readonly Order[];
  readonly attachesStops: boolean;
}

/**
 * Whether "cancel all when we fall silent" is of use: it must never take a stop away from a position. Until it
 * was tested a switch counts as one that cancels everything: then only while flat, with nothing resting but
 * post-only entries whose stops travel inside them.
 */
export function wantsDeadMan(situation: DeadManSituation): boolean {
  const { attachesStops, deadMan, holdsPosition, isTested, openOrders } = situation;
  const entries = openOrders.filter((order) => order.role === 'entry');
  if (deadMan === undefined || entries.length === 0) return false;
  if (deadMan === 'spares-stops' && isTested) return true;
  if (holdsPosition || !attachesStops || entries.length < openOrders.length) return false;
  return entries.every(({ kind }) => kind.type === 'limit' && kind.postOnly);
}
