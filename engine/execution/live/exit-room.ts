import { notionalOf } from '../../domain/instrument/instrument.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import { lots } from '../../domain/units/lots.ts';
import type { Cover } from '../cover.ts';
import type { ExitsUnderWay } from '../protection-door.ts';
import { PACE } from './live-settings.ts';
import type { LiveStreet } from './live-street.ts';
import type { OrderRecord } from './order-record.ts';
import { mostOpenLots } from './stop-moves.ts';

/** Whose exits share what is held: those of one run, in one instrument, on one side. */
export type ExitOwner = Pick<OrderIntent, 'runId' | 'instrument' | 'side'>;

/** An exit that waits for its price: it may never come, and makes room for one that leaves at the market. */
export const isRestingExit = ({ kind, role }: Pick<Order, 'kind' | 'role'>): boolean =>
  role === 'exit' && kind.type !== 'market';

export const openLotsOf = ({ filledLots, lots }: Pick<Order, 'lots' | 'filledLots'>): number =>
  Math.max(0, lots - filledLots);

/** Open exits of an owner. */
export function exitsOf(street: LiveStreet, { instrument, runId, side }: ExitOwner): Order[] {
  const found: Order[] = [];
  for (const { order } of street.records.open()) {
    const isOwn = order.role === 'exit' && order.runId === runId && order.instrument === instrument;
    if (isOwn && order.side === side) found.push(order);
  }
  return found;
}

/**
 * Most lots an exit or a stop may take off what its run holds. A stop may take all. An exit at the market may take
 * what no other exit at the market takes already; one that rests only what no other exit stands for.
 */
export function roomFor(street: LiveStreet, intent: OrderIntent, except?: OrderId): number {
  const { instrument, role, runId, side } = intent;
  let most = street.reducibleLots(runId, instrument, side);
  if (role === 'stop') return most;
  const waits = isRestingExit(intent);
  for (const order of exitsOf(street, intent))
    if (order.id !== except && (waits || !isRestingExit(order))) most -= openLotsOf(order);
  return Math.max(0, most);
}

/** Exits of an owner at the market, where only one order at a time can sell what is held; undefined elsewhere. */
export function exitsUnderWay(street: LiveStreet, owner: ExitOwner): ExitsUnderWay | undefined {
  if (!street.isOnlySell(owner.instrument)) return undefined;
  const exits = exitsOf(street, owner).filter((order) => !isRestingExit(order));
  return {
    certain: exits.filter(({ status }) => status !== 'unknown'),
    unknown: exits.filter(({ status }) => status === 'unknown'),
  };
}

/**
 * Whether what an exit would sell is still another order's: a stop's that stands or is on its way, or an exit's that has
 * left. A stop nobody knows of is not waited for: if it stands the venue refuses the exit, and it protects. Nor is one that
 * was to be taken back and has been asked for in vain as long as a stop has to be confirmed.
 */
export function waitsForCoins(street: LiveStreet, intent: OrderIntent, except?: OrderId): boolean {
  const { instrument, runId, side } = intent;
  if (!street.isOnlySell(instrument) || intent.role !== 'exit' || !intent.reduceOnly) return false;
  let left = street.positions.reducibleLots(runId, instrument, side);
  let isPromised = false;
  for (const record of street.records.open()) {
    const { order } = record;
    const isOfOwner = order.runId === runId && order.instrument === instrument && order.side === side;
    if (!isOfOwner || order.id === except || order.role === 'entry' || isUnknown(street, record)) continue;
    if (order.role === 'exit' && order.status === 'intent') continue;
    left -= mostOpenLots(record);
    isPromised = true;
  }
  for (const record of street.records.closed()) {
    if (!mayHaveSold(street, record, intent)) continue;
    left -= openLotsOf(record.order);
    isPromised = true;
  }
  return isPromised && intent.lots > left;
}

/** Where somebody else's coins are held, a stop that may have sold has to be known first: an exit would sell theirs. */
function isUnknown(street: LiveStreet, { inquiry, order }: OrderRecord): boolean {
  if (order.status === 'unknown') return true;
  if (order.status !== 'canceling' || inquiry === undefined) return false;
  const isAmongOthers = (street.external.get(order.instrument) ?? 0) !== 0;
  return !isAmongOthers && street.now >= inquiry.since + street.options.stopConfirmMs;
}

/**
 * A stop that was taken back may have sold before, and the venue has not said that it did not. Where nothing else of the
 * coin is held the venue itself refuses to sell twice; where somebody else's is, it would sell theirs.
 */
function mayHaveSold(
  street: LiveStreet,
  { closedAt = 0, isFinal, order }: OrderRecord,
  { instrument, runId, side }: ExitOwner,
): boolean {
  if (order.role !== 'stop' || order.runId !== runId || order.instrument !== instrument) return false;
  if (order.side !== side || order.status !== 'canceled' || isFinal === true) return false;
  return (street.external.get(instrument) ?? 0) !== 0 && street.now < closedAt + PACE.lateFill;
}

/** Whether a spot venue would refuse an order for so few lots at that price: it is nothing that can be sold. */
export function isTooSmall(
  street: LiveStreet,
  { instrument: id, lots: size, trigger }: Pick<Cover, 'instrument' | 'lots' | 'trigger'>,
): boolean {
  const instrument = street.instruments.get(id);
  if (instrument === undefined) return false;
  return size < instrument.minLots || notionalOf(instrument, lots(size), trigger) < instrument.minNotional;
}

/** Lots that stops of an owner stand for. */
export function setAsideLots(street: LiveStreet, { instrument, runId, side }: ExitOwner): number {
  let sum = 0;
  for (const { order } of street.records.open()) {
    const isOwn = order.runId === runId && order.instrument === instrument && order.side === side;
    if (isOwn && order.role === 'stop') sum += openLotsOf(order);
  }
  return sum;
}

/** An order as it was wished for. */
export function intentOf(order: Order): OrderIntent {
  const {
    acceptedAt: _at,
    filledLots: _filled,
    id: _id,
    status: _status,
    submittedAt: _by,
    ...intent
  } = order;
  return intent;
}
