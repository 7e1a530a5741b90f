import type { InputOf } from '../../../engine/contract/commands.ts';
import type { InstrumentView, OrderView } from '../../../engine/contract/views.ts';
import type { Side } from '../../../engine/domain/order/side.ts';
import { hasTargets, NO_TARGET, type TargetDraft, targetSizes } from './ticket-targets.ts';

/** An order as it is typed; every number is still text. */
export interface TicketDraft {
  readonly side: Side;
  readonly type: OrderView['type'];
  readonly size: string;
  readonly limitPrice: string;
  readonly triggerPrice: string;
  /** How far a trailing stop stays behind the best trade, in quote units. */
  readonly trailDistance: string;
  /** Trigger of the stop that is the other leg of a limit order; empty where it stands alone. */
  readonly otherTrigger: string;
  /** Where parts of an entry leave with a gain. */
  readonly targets: readonly TargetDraft[];
  readonly protectiveStop: string;
  readonly timeInForce: 'gtc' | 'ioc' | 'fok';
  readonly postOnly: boolean;
  readonly reduceOnly: boolean;
}

/** A fresh ticket of the smallest size. Its price stays open: a remembered one would be out of date. */
export const freshDraft = (size: string): TicketDraft => ({
  side: 'buy',
  type: 'limit',
  size,
  limitPrice: '',
  triggerPrice: '',
  trailDistance: '',
  otherTrigger: '',
  targets: NO_TARGET,
  protectiveStop: '',
  timeInForce: 'gtc',
  postOnly: false,
  reduceOnly: false,
});

/** Which fields an order type has. */
export const hasLimit = (type: TicketDraft['type']): boolean =>
  type === 'limit' || type === 'stop-limit' || type === 'take-profit-limit';
export const needsTrigger = (type: TicketDraft['type']): boolean =>
  type === 'stop-market' ||
  type === 'stop-limit' ||
  type === 'take-profit-market' ||
  type === 'take-profit-limit';
/** A limit order that leaves a position may stand beside a stop for the same lots. */
export const mayHaveOtherLeg = ({ reduceOnly, type }: TicketDraft): boolean => reduceOnly && type === 'limit';

/** The order of a valid draft; fields its type does not have are left out. */
export function requestOf(
  { id: instrument, lotSize }: Pick<InstrumentView, 'id' | 'lotSize'>,
  draft: TicketDraft,
): InputOf<'placeOrder'> {
  const { limitPrice, otherTrigger, postOnly, protectiveStop, reduceOnly, side, size, targets } = draft;
  const sizes = targetSizes(targets, size, lotSize);
  const { timeInForce, trailDistance, triggerPrice, type } = draft;
  return {
    instrument,
    side,
    sizeBase: size,
    type,
    reduceOnly,
    ...(hasLimit(type) ? { limitPrice, timeInForce, postOnly } : {}),
    ...(needsTrigger(type) ? { triggerPrice } : {}),
    ...(type === 'trailing-stop' ? { trailDistance } : {}),
    ...(type === 'trailing-stop' && triggerPrice !== '' ? { triggerPrice } : {}),
    ...(mayHaveOtherLeg(draft) && otherTrigger !== ''
      ? { otherLeg: { type: 'stop-market', triggerPrice: otherTrigger } }
      : {}),
    ...(reduceOnly ? {} : { protectiveStopPrice: protectiveStop }),
    ...(reduceOnly || !hasTargets(targets)
      ? {}
      : { targets: targets.map(({ price }, index) => ({ price, sizeBase: sizes[index] ?? size })) }),
  };
}
