import type { HostAnswer, HostQuestion, LargeOrderReview } from '../../contract/host-control.ts';
import { priceOf, quantityOf } from '../../domain/instrument/instrument.ts';
import { limitOfKind, triggerOfKind } from '../../domain/order/order-kind.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { LargeOrder } from '../risk/large-orders.ts';
import type { Workstation } from '../workstation.ts';

type OrderQuestion = Extract<HostQuestion, { kind: 'review-order' | 'confirm-order' }>;

/** Where large orders are kept and confirmed. */
type OrderStation = Pick<Workstation, 'session' | 'command'>;

/** Whether a question of the host is about an order that was refused for its size. */
export const isAboutLargeOrder = (question: HostQuestion): question is OrderQuestion =>
  question.kind === 'review-order' || question.kind === 'confirm-order';

/** Shows the host a large order, and lets it leave once the person has confirmed it there. */
export function answerAboutLargeOrder(station: OrderStation, { key, kind }: OrderQuestion): HostAnswer {
  const large = station.session.kernel.largeOrder(key);
  if (!large) return { ok: false, detail: 'no order waits to be confirmed any more' };
  if (kind === 'review-order') {
    const order = reviewOf(station, large);
    return order
      ? { ok: true, files: [], order }
      : { ok: false, detail: `${large.intent.instrument} is not traded here` };
  }
  const before = station.session.kernel.time;
  station.command({ kind: 'confirm-order', key });
  const { venue } = station.session.kernel.rooms;
  const hasLeft = venue.openOrders().some((order) => order.key === key && order.submittedAt >= before);
  return hasLeft
    ? { ok: true, files: [] }
    : { ok: false, detail: 'it was confirmed and refused all the same: see the journal' };
}

function reviewOf({ session }: OrderStation, { intent, measured }: LargeOrder): LargeOrderReview | undefined {
  const { description, kernel } = session;
  const instrument = kernel.rooms.instruments.get(intent.instrument);
  if (!instrument) return undefined;
  const priceOrNull = (at: Ticks | undefined) => (at === undefined ? null : priceOf(instrument, at));
  return {
    accountName: description.live?.account?.name ?? description.accountId,
    instrument: instrument.id,
    side: intent.side,
    type: intent.kind.type,
    sizeBase: quantityOf(instrument, intent.lots),
    limitPrice: priceOrNull(limitOfKind(intent.kind)),
    triggerPrice: priceOrNull(triggerOfKind(intent.kind)),
    protectiveStopPrice: priceOrNull(intent.protectiveStop),
    notionalQuote: measured['notionalQuote'] ?? 0,
    limitQuote: measured['limitQuote'] ?? 0,
    currency: description.currency,
  };
}
