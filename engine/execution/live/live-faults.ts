import { isInFlight, type OrderId } from '../../domain/order/order.ts';
import type { LiveParts } from './live-parts.ts';
import { isAbout } from './requests.ts';

/** What in the bookkeeping of a live venue must never be, each beginning with the rule it breaks. */
export function faultsOf({ requests, start, street }: LiveParts): readonly string[] {
  if (start.phase === 'idle') return [];
  const overdue = start.mayProtect ? street.protection.overdue(street.now) : [];
  const isAsked = (id: OrderId) => requests.has((each) => isAbout(each, id));
  return [
    ...overdue.map((id) => `I6: ${id} is uncovered beyond its deadline`),
    ...[...street.records.open()]
      .filter(({ inquiry, order }) => isInFlight(order.status) && !inquiry && !isAsked(order.id))
      .map(({ order }) => `I12: ${order.id} is ${order.status} and nobody asks for it`),
  ];
}
