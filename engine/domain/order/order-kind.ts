import type { Ticks } from '../units/ticks.ts';
import type { OrderKind } from './order-intent.ts';

/** Every way an order may ask for its price, as a person chooses between them. */
export const ORDER_TYPES = [
  'market',
  'limit',
  'stop-market',
  'stop-limit',
  'take-profit-market',
  'take-profit-limit',
  'trailing-stop',
] as const satisfies readonly OrderKind['type'][];

/** The limit of an order that has one. */
export const limitOfKind = (kind: OrderKind): Ticks | undefined => ('limit' in kind ? kind.limit : undefined);

/** The fixed trigger of an order that waits for one; a trailing stop has none of its own. */
export const triggerOfKind = (kind: OrderKind): Ticks | undefined =>
  'trigger' in kind ? kind.trigger : undefined;

/** Whether the order stays out of the book until a trade sets it off. */
export const waitsForTrigger = (kind: OrderKind): boolean =>
  'trigger' in kind || kind.type === 'trailing-stop';

/** The price an order is judged by before it meets a market: its limit, else its trigger; undefined at market. */
export const namedPriceOf = (kind: OrderKind): Ticks | undefined => limitOfKind(kind) ?? triggerOfKind(kind);

/** What an order becomes once it was set off: itself, where nothing sets it off. */
export function setOffKind(kind: OrderKind): OrderKind {
  switch (kind.type) {
    case 'market':
    case 'limit':
      return kind;
    case 'stop-market':
    case 'take-profit-market':
    case 'trailing-stop':
      return { type: 'market' };
    case 'stop-limit':
    case 'take-profit-limit': {
      const { limit, postOnly, timeInForce } = kind;
      return { type: 'limit', limit, postOnly, timeInForce };
    }
  }
}
