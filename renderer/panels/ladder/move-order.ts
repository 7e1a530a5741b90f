import type { InputOf } from '../../../engine/contract/commands.ts';
import { isClosed } from '../../../engine/domain/order/order.ts';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { currentView, subscribeView } from '../../engine-client/engine-view.ts';
import { tellOrder } from '../../engine-client/place-order.ts';

/** After so long without an end of the canceled order nothing new is placed. */
const LONGEST_WAIT_MS = 5000;

export type MoveResult = 'moved' | 'refused' | 'not-canceled';

/**
 * Cancels an order and places another one in its stead, but only once the first is known to be canceled
 * with nothing more filled: two orders in place of one is worse than none.
 */
export async function moveOrder(orderId: string, request: InputOf<'placeOrder'>): Promise<MoveResult> {
  const filledBefore = orderOf(orderId)?.filledBase;
  if (!(await tellEngine('cancelOrder', { orderId }))) return 'refused';
  await untilClosed(orderId);
  const order = orderOf(orderId);
  if (order?.status !== 'canceled' || order.filledBase !== filledBefore) return 'not-canceled';
  return (await tellOrder(request)) ? 'moved' : 'refused';
}

const orderOf = (orderId: string) => currentView()?.orders.find((order) => order.orderId === orderId);

function untilClosed(orderId: string): Promise<void> {
  return new Promise((done) => {
    const isOver = () => {
      const order = orderOf(orderId);
      return order === undefined || isClosed(order.status);
    };
    if (isOver()) {
      done();
      return;
    }
    const finish = () => {
      clearTimeout(timer);
      end();
      done();
    };
    const timer = setTimeout(finish, LONGEST_WAIT_MS);
    const end = subscribeView(() => {
      if (isOver()) finish();
    });
  });
}
