import { useState } from 'react';
import type { InstrumentView, OrderView } from '../../../engine/contract/views.ts';
import { isClosed } from '../../../engine/domain/order/order.ts';
import type { Side } from '../../../engine/domain/order/side.ts';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { currentView } from '../../engine-client/engine-view.ts';
import { tellOrder } from '../../engine-client/place-order.ts';
import { notify } from '../../host-client/notices.ts';
import { useTexts } from '../../language/texts.ts';
import type { ClickOrder } from './LadderTrading.tsx';
import { ladderOrder } from './ladder-order.ts';
import { changePrice, changesInPlace, replaceOrder } from './move-order.ts';
import { isMovable, type LadderPlace, ordersAt, replacementOf } from './own-orders.ts';

/** An order that is to get another price. */
export interface MoveQuestionOf {
  readonly order: OrderView;
  readonly ticks: number;
}

/** What clicks and drags do while click trading is on; without it they do nothing. */
export interface ClickTrading {
  readonly isTrading: boolean;
  readonly setIsTrading: (isTrading: boolean) => void;
  readonly typed: ClickOrder;
  readonly setTyped: (typed: ClickOrder) => void;
  readonly question: MoveQuestionOf | undefined;
  readonly place: (side: Side, ticks: number) => void;
  /** Cancels the own orders shown at a place. */
  readonly cancel: (at: LadderPlace) => void;
  /** Moves the own orders shown at a place to another price; asks first unless told not to. */
  readonly move: (at: LadderPlace, ticks: number) => void;
  readonly answerMove: () => void;
  readonly dropMove: () => void;
}

const freshClick = (size: string): ClickOrder => ({
  kind: 'limit',
  size,
  stopDistance: '',
  asksBeforeMoving: true,
});

const openOrder = (orderId: string): OrderView | undefined =>
  currentView()?.orders.find((order) => order.orderId === orderId && !isClosed(order.status));

export function useClickTrading(instrument: InstrumentView, groupTicks: number): ClickTrading {
  const { ladder, ticket } = useTexts();
  const [isTrading, setIsTrading] = useState(false);
  const [typed, setTyped] = useState<ClickOrder>(() => freshClick(instrument.minSizeBase));
  const [question, setQuestion] = useState<MoveQuestionOf | undefined>();

  const warn = (text: string) => notify({ level: 'warning', text });
  const complain = (reason: 'size' | 'stop') =>
    warn(reason === 'stop' ? ladder.needsStop : ticket.rules.number(ladder.size, typed.size));
  const own = (at: LadderPlace) => ordersAt(currentView()?.orders ?? [], instrument, at, groupTicks);
  const moveTo = async ({ order: { orderId }, ticks }: MoveQuestionOf) => {
    setQuestion(undefined);
    // While the question stood, some of the order may have been filled.
    const order = openOrder(orderId);
    if (order === undefined) warn(ladder.gone);
    else if (changesInPlace(currentView())) await changePrice(order, instrument, ticks);
    else {
      const made = replacementOf(order, instrument, ticks, typed.stopDistance);
      if (!made.ok) complain(made.reason);
      else if ((await replaceOrder(orderId, made.request)) === 'not-canceled') warn(ladder.notMoved);
    }
  };
  return {
    isTrading,
    setIsTrading,
    typed,
    setTyped,
    question,
    place: (side, ticks) => {
      if (!isTrading) return;
      const order = ladderOrder({ instrument, side, ticks, ...typed });
      if (order.ok) void tellOrder(order.request);
      else complain(order.reason);
    },
    cancel: (at) => {
      if (!isTrading) return;
      for (const { orderId } of own(at)) void tellEngine('cancelOrder', { orderId });
    },
    move: (at, ticks) => {
      const [order] = own(at);
      if (!isTrading || order === undefined || at.ticks === ticks) return;
      if (!isMovable(order)) warn(ladder.notMovable);
      else if (typed.asksBeforeMoving) setQuestion({ order, ticks });
      else void moveTo({ order, ticks });
    },
    answerMove: () => {
      if (question !== undefined) void moveTo(question);
    },
    dropMove: () => setQuestion(undefined),
  };
}
