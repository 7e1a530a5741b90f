import { type MouseEvent, type PointerEvent, useRef } from 'react';
import type { Side } from '../../../engine/domain/order/side.ts';
import type { LadderPlace } from './own-orders.ts';
import type { ClickTrading } from './use-click-trading.ts';

/** A cell of the ladder that does something when it is pressed. */
interface Pressed {
  readonly kind: 'book' | 'own';
  readonly side: Side;
  readonly row: number;
}

/** Pressing bid or ask places an order, pressing an own order cancels it, dragging it moves it. */
export function useLadderPointer(trading: ClickTrading, ticksOf: (row: number) => number) {
  const dragged = useRef<LadderPlace | undefined>(undefined);
  return {
    onPointerDown: (event: PointerEvent) => {
      const pressed = pressedCell(event);
      dragged.current =
        trading.isTrading && pressed?.kind === 'own' && isHolding(event)
          ? { side: pressed.side, ticks: ticksOf(pressed.row) }
          : undefined;
    },
    onPointerUp: (event: PointerEvent) => {
      const from = dragged.current;
      const row = rowUnder(event);
      if (from === undefined || row === undefined || ticksOf(row) === from.ticks) return;
      trading.move(from, ticksOf(row));
    },
    onClick: (event: MouseEvent) => {
      const pressed = pressedCell(event);
      // A press that ended in another row was a drag; the browser then tells of a click on what holds both.
      if (pressed === undefined) return;
      const ticks = ticksOf(pressed.row);
      if (pressed.kind === 'book') trading.place(pressed.side, ticks);
      // Rows move under the pointer: only what was pressed is canceled.
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
