import type { EngineView } from '../../../engine/contract/views.ts';
import { isClosed } from '../../../engine/domain/order/order.ts';

/** What stands at the venue, as far as is known. */
export interface AtVenue {
  readonly positions: number;
  /** Positions of which no stop is known to stand. */
  readonly bare: number;
  readonly exits: number;
  readonly entries: number;
}

/** Counts what works on at the venue without us. */
export function standingAtVenue({ orders, positions }: Pick<EngineView, 'orders' | 'positions'>): AtVenue {
  const open = orders.filter(({ status }) => !isClosed(status) && status !== 'intent');
  const count = (role: 'entry' | 'exit') => open.filter((order) => order.role === role).length;
  return {
    positions: positions.length,
    bare: positions.filter(({ stopPrice }) => stopPrice === null).length,
    exits: count('exit'),
    entries: count('entry'),
  };
}
