import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { OrderChange } from '../../domain/order/order-change.ts';
import { isClosed, type Order, type OrderId } from '../../domain/order/order.ts';
import type { VenueAnswer, VenueOrderReport } from '../../domain/venue/venue-report.ts';
import type { PlaceRequest } from '../../domain/venue/venue-request.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';
import { WANTED_OTHERWISE } from '../only-stop.ts';
import { TOOK_ITS_PLACE } from '../tend-cover.ts';
import type { Inquiries } from './inquiries.ts';
import type { LiveStreet } from './live-street.ts';
import { lastArrival } from './live-settings.ts';
import type { OrderRecord } from './order-record.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';

/** How stops on spot are moved without an instant in which none stands; undefined where the venue has no such way. */
export const gaplessMove = ({
  movesSpotStops,
}: VenueTraits): 'amend' | 'replace-in-one-request' | undefined =>
  movesSpotStops === 'cancel-then-place' ? undefined : movesSpotStops;

/** The order a new stop takes the place of in one request; undefined where it takes none, or none that stands. */
export function replacedBy(
  street: LiveStreet,
  instrument: InstrumentId,
  replaced: OrderId | undefined,
): PlaceRequest['replaces'] {
  if (replaced === undefined || !street.isOnlySell(instrument)) return undefined;
  if (street.options.traits.movesSpotStops !== 'replace-in-one-request') return undefined;
  const record = street.records.get(replaced);
  if (record?.order.status !== 'working') return undefined;
  const { venueOrderId } = record;
  return venueOrderId === undefined ? { orderId: replaced } : { orderId: replaced, venueOrderId };
}

/** A request to replace a stop leaves: that stop is being taken back by it, and by nothing else. */
export function beginReplacing(street: LiveStreet, { orderId, replaces }: PlaceRequest): void {
  const record = replaces && street.records.get(replaces.orderId);
  if (!record || isClosed(record.order.status)) return;
  const { id } = record.order;
  if (!street.apply(record, { kind: 'cancel-requested', orderId: id, because: TOOK_ITS_PLACE })) return;
  record.cancel = { because: TOOK_ITS_PLACE, refusals: 0, nextAt: street.now, by: orderId };
}

/** What the answer to a request to replace a stop says of that stop. */
export function readReplaced(
  { inquiries, street }: { readonly street: LiveStreet; readonly inquiries: Inquiries },
  { orderId, replaces }: PlaceRequest,
  answer: VenueAnswer,
): void {
  const record = replaces && street.records.get(replaces.orderId);
  if (record?.cancel?.by !== orderId || record.order.status !== 'canceling') return;
  const { id } = record.order;
  const isRefused = answer.kind === 'refused' && (answer.class === 'not-done' || answer.class === 'limited');
  const isGone = answer.kind === 'done' || (answer.kind === 'refused' && answer.hasTakenBack === true);
  if (isGone) {
    street.apply(record, { kind: 'order-canceled', orderId: id, because: TOOK_ITS_PLACE });
    // It may have sold a part before: the venue's record of it says so.
    inquiries.open(record, 0);
    return;
  }
  if (isRefused) letStand(street, record);
  // What could not be taken back may be gone by itself.
  inquiries.open(record, 0);
}

/** A stop that was to be replaced stands, or one of before a start: whether it goes is decided anew. */
export function letStand(street: LiveStreet, record: OrderRecord): void {
  const { id: orderId } = record.order;
  record.cancel = undefined;
  record.inquiry = undefined;
  street.apply(record, {
    kind: 'cancel-rejected',
    orderId,
    because: FIXED_REASONS['nothing-took-its-place'],
  });
}

/**
 * From when on a change that nobody has answered, and that is not seen, counts as never made. Of a trigger that is at
 * once: one that comes late is seen. What a late one would leave to be sold has to be known.
 */
export function changeSettlesAt(street: LiveStreet, { change, order }: OrderRecord): number {
  const { sentAt = street.now } = change ?? {};
  if (order.role !== 'stop' || change?.change.lots === undefined || change.isAnswered === true) return sentAt;
  return lastArrival(Math.max(sentAt, street.jumpedAt), street.options.traits.receiveWindowMs);
}

/** What is another one in a stop as the venue shows it than as it was last known; undefined where nothing is. */
export function differenceFrom(
  { kind, lots, role }: Order,
  report: VenueOrderReport,
): OrderChange | undefined {
  if (role !== 'stop' || !('trigger' in kind)) return undefined;
  const isMoved = report.trigger !== undefined && report.trigger !== kind.trigger;
  if (!isMoved && report.lots === lots) return undefined;
  return {
    ...(isMoved ? { trigger: report.trigger } : {}),
    ...(report.lots === lots ? {} : { lots: report.lots }),
  };
}

/** Lots of an order that are open, or may be by now: a change that makes it larger may have been made. */
export function mostOpenLots({ change, order }: Pick<OrderRecord, 'change' | 'order'>): number {
  const size = change?.sentAt === undefined ? order.lots : Math.max(order.lots, change.change.lots ?? 0);
  return Math.max(0, size - order.filledLots);
}

/** Whether an order is a stop on spot. */
export const isSpotStop = (street: LiveStreet, { instrument, role }: Order): boolean =>
  role === 'stop' && street.isOnlySell(instrument);

/** A stop on spot that stands behind something: whether it goes is looked at again and again. */
export const isTended = (street: LiveStreet, { order }: OrderRecord): boolean =>
  isSpotStop(street, order) && street.protection.isOurs(order.id);

/** A stop that was to go for what is no longer to leave, before the venue was asked. */
export const isWantedAgain = (street: LiveStreet, { cancel, order }: OrderRecord): boolean =>
  cancel?.because === WANTED_OTHERWISE &&
  order.status !== 'canceling' &&
  street.protection.needsAgain(order.id);
