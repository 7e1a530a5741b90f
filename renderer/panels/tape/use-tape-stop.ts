import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from 'react';
import { useWheel } from '../../charts/flow/use-wheel.ts';
import { filteredOrders, type ShownOrder, type TapeFilter } from './market-order-list.ts';
import type { UsedOrders } from './use-market-orders.ts';

/** Where a person has stopped the tape: before which order, and how many rows below it. */
interface Stop {
  readonly until: number;
  readonly skip: number;
}

interface TapeStopQuestion {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly used: UsedOrders;
  readonly filter: TapeFilter;
  readonly rowPx: number;
}

/** Stops the tape while it is pointed at or scrolled back, so that what is read does not run away. */
export function useTapeStop({ canvas, filter, rowPx, used }: TapeStopQuestion) {
  const [stop, setStop] = useState<Stop | undefined>();
  const [pointed, setPointed] = useState<{ readonly row: number; readonly order: ShownOrder } | undefined>();

  const shown = (height: number, at: Stop | undefined = stop): readonly ShownOrder[] => {
    const { skip, until } = at ?? { skip: 0, until: Infinity };
    return filteredOrders(used.now()?.orders ?? [], filter, {
      count: Math.ceil(height / rowPx),
      skip,
      until,
    });
  };
  const goOn = () => {
    setStop(undefined);
    setPointed(undefined);
  };
  const stopped = (): Stop => stop ?? { until: used.now()?.total ?? 0, skip: 0 };
  const scroll = (rows: number) => {
    const before = stopped();
    setPointed(undefined);
    setStop({ ...before, skip: Math.max(0, before.skip + rows) });
  };
  useWheel(canvas, ({ deltaY }) =>
    scroll(Math.sign(deltaY) * Math.max(1, Math.round(Math.abs(deltaY) / rowPx))),
  );
  const handlers = {
    onPointerMove({ currentTarget, nativeEvent }: PointerEvent<HTMLElement>) {
      const at = stopped();
      const row = Math.floor(nativeEvent.offsetY / rowPx);
      const order = shown(currentTarget.clientHeight, at)[row];
      if (stop === undefined) setStop(at);
      if (order?.number !== pointed?.order.number) setPointed(order && { row, order });
    },
    onPointerLeave() {
      setPointed(undefined);
      // Scrolled back it stays where it is; only pointing at the top lets go again.
      if (stop?.skip === 0) goOn();
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const page = Math.floor(event.currentTarget.clientHeight / rowPx) - 1;
      const rows = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key];
      if (rows !== undefined) scroll(rows);
      else if (event.key === 'Home' || event.key === 'Escape') goOn();
      else return;
      event.preventDefault();
    },
  };
  return { stop, pointed, shown, goOn, handlers };
}
