import type { InputOf } from '../../../engine/contract/commands.ts';
import type { EngineView, InstrumentView, OrderView } from '../../../engine/contract/views.ts';
import { isClosed } from '../../../engine/domain/order/order.ts';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { currentView, subscribeView } from '../../engine-client/engine-view.ts';
import { tellOrder } from '../../engine-client/place-order.ts';
import { placesOf } from '../../formatting/numbers.ts';
import { notify } from '../../host-client/notices.ts';
import { askChange } from '../../order-changes/ask-change.ts';

/** Whether orders are changed where they stand; on paper they always are. */
export const changesInPlace = (view: Pick<EngineView, 'session'> | undefined): boolean =>
  view?.session.live?.amendsInPlace ?? true;

/** Gives an order another price where it stands, behind everyone there; its size and its stop stay. */
export async function changePrice(
  { orderId }: OrderView,
  { tickSize }: InstrumentView,
  ticks: number,
): Promise<void> {
  const limitPrice = (ticks * Number(tickSize)).toFixed(placesOf(tickSize));
  const trouble = await askChange('amendOrder', { orderId, limitPrice });
  if (trouble !== undefined) notify({ level: 'warning', text: trouble });
}

/** After so long without an end of the canceled order nothing new is placed. */
const LONGEST_WAIT_MS = 5000;

export type MoveResult = 'moved' | 'refused' | 'not-canceled';

/**
 * Where the venue does not change orders: cancels one and places another in its stead, but only once the first is known
 * to be canceled with nothing more filled: two orders in place of one is worse than none.
 */
export async function replaceOrder(orderId: string, request: InputOf<'placeOrder'>): Promise<MoveResult> {
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
