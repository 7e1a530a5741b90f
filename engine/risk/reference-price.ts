import type { OrderIntent } from '../domain/order/order-intent.ts';
import { namedPriceOf } from '../domain/order/order-kind.ts';
import { ticks, type Ticks } from '../domain/units/ticks.ts';
import type { Situation } from './gate.ts';

/** The price an order is judged by: its own limit or trigger, otherwise the touch it would hit. */
export function referenceTicks(intent: OrderIntent, situation: Situation): Ticks | undefined {
  const named = namedPriceOf(intent.kind);
  if (named !== undefined) return named;
  const touch = intent.side === 'buy' ? situation.bestAsk : situation.bestBid;
  return touch > 0 ? ticks(touch) : undefined;
}
