import { type MouseEvent, type PointerEvent, useRef, useState } from 'react';
import type { Side } from '../../../engine/domain/order/side.ts';
import type { LadderPlace } from './own-orders.ts';
import type { ClickTrading } from './use-click-trading.ts';

/** A cell of the ladder that does something when it is pressed. */
interface Pressed {
  readonly kind: 'book' | 'own';
  readonly side: Side;
  readonly row: number;
}

/** The cell under the pointer where a click would place an order. */
export type PointedCell = Pick<Pressed, 'side' | 'row'>;

/** Pressing bid or ask places an order, pressing an own order cancels it, dragging it moves it. */
export function useLadderPointer(trading: ClickTrading, ticksOf: (row: number) => number) {
  const dragged = useRef<(LadderPlace & Pick<Pressed, 'row'>) | undefined>(undefined);
  // Rows move under the pointer: what counts is the price that stood there when it was pressed.
  const down = useRef<{ readonly row: number; readonly ticks: number } | undefined>(undefined);
  const [pointed, setPointed] = useState<PointedCell | undefined>();
  const point = (cell: Pressed | undefined) => {
    const next = trading.isTrading && cell?.kind === 'book' ? cell : undefined;
    if (next?.row !== pointed?.row || next?.side !== pointed?.side) setPointed(next);
  };
  return {
    pointed: trading.isTrading ? pointed : undefined,
    onPointerMove: (event: PointerEvent) => point(pressedCell(event)),
    onPointerLeave: () => point(undefined),
    onPointerDown: (event: PointerEvent) => {
      const pressed = pressedCell(event);
      down.current = pressed && { row: pressed.row, ticks: ticksOf(pressed.row) };
      dragged.current =
        trading.isTrading && pressed?.kind === 'own' && isHolding(event)
          ? { side: pressed.side, ticks: ticksOf(pressed.row), row: pressed.row }
          : undefined;
    },
    onPointerUp: (event: PointerEvent) => {
      const from = dragged.current;
      const row = rowUnder(event);
      if (from === undefined || row === undefined) return;
      // A press that ends in its own row is a click, also where that row shows another price by now.
      if (row === from.row || ticksOf(row) === from.ticks) return;
      trading.move({ side: from.side, ticks: from.ticks }, ticksOf(row));
    },
    onClick: (event: MouseEvent) => {
      const pressed = pressedCell(event);
      // A press that ended in another row was a drag; the browser then tells of a click on what holds both.
      const from = down.current;
      down.current = undefined;
      if (pressed === undefined) return;
      const ticks = ticksOf(pressed.row);
      if (pressed.kind === 'book')
        trading.place(pressed.side, from?.row === pressed.row ? from.ticks : ticks);
      else if (dragged.current?.ticks === ticks) trading.cancel({ side: pressed.side, ticks });
    },
  };
}

const isHolding = ({ target }: PointerEvent): boolean =>
  (target as HTMLElement).closest('[data-own]')?.textContent?.trim() !== '';

function rowUnder({ target }: PointerEvent): number | undefined {
  const row = Number((target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset['row']);
  return Number.isInteger(row) ? row : undefined;
}

/** Which side of which row was pressed; undefined elsewhere. */
function pressedCell(event: MouseEvent): Pressed | undefined {
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-side], [data-own]');
  const row = Number(cell?.parentElement?.dataset['row']);
  if (cell === null || !Number.isInteger(row)) return undefined;
  const { own, side = own } = cell.dataset;
  if (side !== 'buy' && side !== 'sell') return undefined;
  return { kind: own === undefined ? 'book' : 'own', side, row };
}
