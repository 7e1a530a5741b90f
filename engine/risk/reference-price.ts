import type { OrderIntent } from '../domain/order/order-intent.ts';
import { ticks, type Ticks } from '../domain/units/ticks.ts';
import type { Situation } from './gate.ts';

/** The price an order is judged by: its own limit or trigger, otherwise the touch it would hit. */
export function referenceTicks(intent: OrderIntent, situation: Situation): Ticks | undefined {
  if (intent.kind.type === 'limit') return intent.kind.limit;
  if (intent.kind.type === 'stop-market') return intent.kind.trigger;
  const touch = intent.side === 'buy' ? situation.bestAsk : situation.bestBid;
  return touch > 0 ? ticks(touch) : undefined;
}
