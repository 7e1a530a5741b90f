import type { Instrument } from '../domain/instrument/instrument.ts';
import type { BarOfFill, FillCause, QueueOfFill } from '../domain/order/fill-cause.ts';
import type { Fill, Liquidity } from '../domain/order/fill.ts';
import { waitsForTrigger } from '../domain/order/order-kind.ts';
import type { Order } from '../domain/order/order.ts';
import { TRIGGER_PRICE } from '../domain/order/trigger-price.ts';
import { lots } from '../domain/units/lots.ts';
import { type Ticks, ticks } from '../domain/units/ticks.ts';
import type { UnixMs } from '../domain/units/time.ts';
import { feeOf, feePpmOf } from './fee.ts';
import { venueTimeOf } from './latency.ts';
import { triggerOf } from './triggers.ts';
import { limitOf, type VenueOrder } from './venue-order.ts';

/** One execution as the matching decided it, before it becomes a fill with fee, times and cause. */
export interface Execution {
  readonly lots: number;
  readonly ticks: number;
  readonly liquidity: Liquidity;
  readonly model: FillCause['model'];
  readonly tradeId?: string;
  readonly seenTicks?: Ticks;
  readonly takenLots?: number;
  readonly impactTicks?: number;
  readonly bar?: BarOfFill;
  /** How its queue was counted, of an order that rested in one. */
  readonly queueModel?: QueueOfFill;
}

/** When an execution happened, as the market we hold then, and when we learn of it. */
export interface FillTimes {
  readonly time: UnixMs;
  readonly knownAt: UnixMs;
}

/** Makes the fill of an execution and counts it on the order. */
export function makeFill(
  order: VenueOrder,
  execution: Execution,
  { knownAt, time }: FillTimes,
  instrument: Instrument,
): Fill {
  const { intent, latency } = order;
  const { liquidity } = execution;
  const size = lots(execution.lots);
  const at = ticks(execution.ticks);
  const feePpm = feePpmOf(instrument, liquidity) + (order.liquidation?.liquidationFeePpm ?? 0);
  order.filledLots += size;
  order.fillCount += 1;
  return {
    fillId: `${order.id}-f${order.fillCount}`,
    orderId: order.id,
    runId: intent.runId,
    instrument: intent.instrument,
    role: intent.role,
    side: intent.side,
    lots: size,
    ticks: at,
    liquidity,
    fee: feeOf(instrument, feePpm, size, at),
    venueTime: venueTimeOf(time, latency),
    time: knownAt,
    cause: causeOf(order, execution, feePpm),
  };
}

function causeOf(order: VenueOrder, execution: Execution, feePpm: number): FillCause {
  const { decisionMidHalfTicks } = order;
  const { bar, impactTicks, model, queueModel, seenTicks, takenLots, tradeId } = execution;
  const limit = limitOf(order);
  const stop = setOffOf(order);
  return {
    model,
    submittedAt: order.submittedAt,
    arrivedAt: order.arrivedAt,
    latency: order.latency,
    bookAtArrival: order.bookAtArrival,
    queue: execution.liquidity === 'maker' ? [...order.queue] : [],
    feePpm,
    ...linkOf(order),
    ...triggeredBy(order.intent.kind),
    ...(queueModel === undefined ? {} : { queueModel }),
    ...(tradeId === undefined ? {} : { tradeId }),
    ...(seenTicks === undefined ? {} : { seenTicks }),
    ...(limit === undefined ? {} : { limit }),
    ...(takenLots === undefined ? {} : { takenLots }),
    ...(decisionMidHalfTicks === undefined ? {} : { decisionMidHalfTicks }),
    ...(stop === undefined ? {} : { stop }),
    ...(impactTicks === undefined ? {} : { impactTicks }),
    ...(bar === undefined ? {} : { bar }),
    ...(order.amendedAt === undefined ? {} : { amendedAt: order.amendedAt }),
    ...(order.liquidation === undefined ? {} : { liquidation: order.liquidation }),
  };
}

/** What an order belongs to, as its fill tells it; nothing for one that stands by itself. */
export function linkOf({ oco, protects, targetOf }: Pick<Order, 'oco' | 'protects' | 'targetOf'>) {
  if (protects !== undefined) return { link: { kind: 'protective-stop', entryId: protects } } as const;
  if (targetOf !== undefined) return { link: { kind: 'bracket-target', entryId: targetOf } } as const;
  return oco === undefined ? {} : ({ link: { kind: 'pair-leg', otherId: oco } } as const);
}

/** What the trigger of an order looked at; nothing for one without a trigger. */
export const triggeredBy = (kind: Order['kind']): Pick<FillCause, 'triggeredBy'> =>
  waitsForTrigger(kind) ? { triggeredBy: TRIGGER_PRICE } : {};

function setOffOf(order: VenueOrder): FillCause['stop'] {
  const { intent, seenTicks, trailBest } = order;
  const trigger = triggerOf(order)?.ticks;
  if (trigger === undefined || seenTicks === undefined) return undefined;
  return {
    trigger,
    seen: seenTicks,
    ...(intent.kind.type === 'stop-market' ? {} : { type: intent.kind.type }),
    ...(trailBest === undefined ? {} : { trailedFrom: ticks(trailBest) }),
  };
}
