import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { KnownBars } from '../../charts/flow/flow-bar.ts';
import { inSight, movedCell, viewByKey } from './cell-keys.ts';
import type { Cell } from './scene.ts';
import type { FootprintView } from './use-footprint-view.ts';
import { barAtX, panned, rowAtY } from './viewport.ts';

/** The cell that is pointed at with the pointer or chosen by keyboard, and what listens for both. */
export function useCell(view: FootprintView, rowTicks: number, known: KnownBars) {
  const [cell, setCell] = useState<Cell | undefined>();
  const drag = useRef<{ x: number; y: number } | undefined>(undefined);

  const onPointerMove = ({ clientX, clientY, nativeEvent }: PointerEvent) => {
    const from = drag.current;
    if (from === undefined) {
      const next = cellAt(view, rowTicks, nativeEvent.offsetX, nativeEvent.offsetY);
      const isSame = next?.bar === cell?.bar && next?.ticks === cell?.ticks;
      if (!isSame) setCell(next);
      return;
    }
    drag.current = { x: clientX, y: clientY };
    setCell(undefined);
    view.change(panned(view.current(), rowTicks, clientX - from.x, clientY - from.y));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = movedCell(cell, event.key, { known, rowTicks });
    const next = viewByKey(view.current(), view.plot(), event.key, rowTicks);
    if (moved === undefined && next === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    if (moved !== undefined || event.key === 'Escape') setCell(moved);
    view.change(inSight(next ?? view.current(), view.plot(), moved, rowTicks));
  };
  const handlers = {
    onPointerMove,
    onKeyDown,
    onPointerDown(event: PointerEvent<HTMLElement>) {
      drag.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerUp() {
      drag.current = undefined;
    },
    onPointerLeave: () => setCell(undefined),
    onDoubleClick: view.jumpToLatest,
  };
  return { cell, handlers };
}

function cellAt(view: FootprintView, rowTicks: number, x: number, y: number): Cell | undefined {
  const plot = view.plot();
  if (x < 0 || x >= plot.width || y < 0 || y >= plot.height) return undefined;
  return { bar: barAtX(view.current(), plot, x), ticks: rowAtY(view.current(), plot, rowTicks, y) };
}
