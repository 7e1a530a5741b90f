import type { CoreAnswer, CoreAsk, CoreOrder, CoreRefusal } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';
import type { WireAnswer } from './trading-words.ts';

/** What spot's request to replace an order asks for, and how the venue tells of orders and refusals. */
export interface Replacement {
  /** The order that is asked for; why its texts are none where they are off the market's grid. */
  readonly ask: CoreAsk | CoreRefusal;
  readonly replaced: { readonly venueId?: string };
  readonly view: (order: CoreOrder) => object;
  readonly refused: (refusal: CoreRefusal) => WireAnswer;
}

/**
 * Takes an order back and places another, as `STOP_ON_FAILURE` does: filters are looked at first, what cannot be taken
 * back is not replaced, and what was is not put back when the new order is refused.
 */
export function replaceOrder(core: MatchingCore, { ask, refused, replaced, view }: Replacement): WireAnswer {
  const filter = typeof ask === 'string' ? ask : core.filtered(ask);
  if (typeof ask === 'string' || filter !== undefined) return refused(filter ?? 'not-supported');
  const canceled = core.cancel(replaced);
  if (!canceled.ok) return failed(400, -2022, 'Order cancel-replace failed.', notTakenBack());
  const placed = core.place(ask);
  const cancelResponse = view(canceled.order);
  if (placed.ok) return done(cancelResponse, view(placed.order));
  return failed(409, -2021, 'Order cancel-replace partially failed.', {
    cancelResult: 'SUCCESS',
    newOrderResult: 'FAILURE',
    cancelResponse,
    newOrderResponse: bodyOf(refused, placed),
  });
}

const done = (cancelResponse: object, newOrderResponse: object): WireAnswer => ({
  status: 200,
  body: { cancelResult: 'SUCCESS', newOrderResult: 'SUCCESS', cancelResponse, newOrderResponse },
});

const failed = (status: number, code: number, msg: string, data: object): WireAnswer => ({
  status,
  body: { code, msg, data },
});

const notTakenBack = (): object => ({
  cancelResult: 'FAILURE',
  newOrderResult: 'NOT_ATTEMPTED',
  cancelResponse: { code: -2011, msg: 'Unknown order sent.' },
  newOrderResponse: null,
});

const bodyOf = (refused: Replacement['refused'], answer: CoreAnswer & { readonly ok: false }): unknown =>
  refused(answer.refusal).body;
