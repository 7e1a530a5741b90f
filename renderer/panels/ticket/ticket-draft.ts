import type { InputOf } from '../../../engine/contract/commands.ts';
import type { Side } from '../../../engine/domain/order/side.ts';

/** An order as it is typed; every number is still text. */
export interface TicketDraft {
  readonly side: Side;
  readonly type: 'market' | 'limit' | 'stop-market';
  readonly size: string;
  readonly limitPrice: string;
  readonly triggerPrice: string;
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
  protectiveStop: '',
  timeInForce: 'gtc',
  postOnly: false,
  reduceOnly: false,
});

/** The order of a valid draft; fields its type does not have are left out. */
export function requestOf(instrument: string, draft: TicketDraft): InputOf<'placeOrder'> {
  const { side, type, size, limitPrice, triggerPrice, protectiveStop, timeInForce, postOnly, reduceOnly } =
    draft;
  return {
    instrument,
    side,
    sizeBase: size,
    type,
    reduceOnly,
    ...(type === 'limit' ? { limitPrice, timeInForce, postOnly } : {}),
    ...(type === 'stop-market' ? { triggerPrice } : {}),
    ...(reduceOnly ? {} : { protectiveStopPrice: protectiveStop }),
  };
}
