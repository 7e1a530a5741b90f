import type { RunId } from '../../domain/order/order-intent.ts';
import type { Order } from '../../domain/order/order.ts';
import { HAND_SIGNAL_MS } from './hand-orders.ts';

/** How often a run looks, and the bar it is said to follow, in ms; order flow without one. */
interface Pace {
  readonly everyMs: number;
  readonly barMs?: number;
}

const PACES: Readonly<Record<RunId, Pace>> = {
  'run-0': { everyMs: 200, barMs: 400 },
  'run-1': { everyMs: 300 },
};

/** The pace of a run, as its parameters. */
export const paceOf = (runId: RunId): Pace | undefined => PACES[runId];

/**
 * How old the signal of an entry may be as it leaves, in ms, by the rule itself and whatever the order says: 5 s for order
 * flow, twice the bar and a minute at most for bars, what the hand set for orders by hand.
 */
export function oldestSignalMs({ runId }: Pick<Order, 'runId'>): number {
  const pace = paceOf(runId);
  if (pace === undefined) return HAND_SIGNAL_MS;
  return pace.barMs === undefined ? 5000 : Math.min(2 * pace.barMs, 60_000);
}
