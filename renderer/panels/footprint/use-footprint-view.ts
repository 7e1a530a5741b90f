import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { KnownBars } from '../../charts/flow/flow-bar.ts';
import { useWheel } from '../../charts/flow/use-wheel.ts';
import { useLatest } from '../../design/use-latest.ts';
import { type Cell, plotOf } from './scene.ts';
import {
  barAtX,
  FIRST_VIEW,
  followed,
  panned,
  type Plot,
  rowAtY,
  type Viewport,
  zoomedBars,
  zoomedRows,
} from './viewport.ts';

const KEY_ZOOM = 1.25;
/** Bars before the left edge at which older ones are asked for. */
const OLDER_MARGIN = 5;

interface UsedView {
  readonly view: Readonly<RefObject<Viewport>>;
  /** What is pointed at with the pointer or chosen by keyboard. */
  readonly cell: Cell | undefined;
  /** Goes along with what the market did; called before every picture. */
  readonly follow: (known: KnownBars, plot: Plot) => Viewport;
  readonly jumpToLatest: () => void;
  readonly handlers: {
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerLeave: () => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
    readonly onDoubleClick: () => void;
  };
}

interface ViewQuestion {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly rowTicks: number;
  readonly known: () => KnownBars | undefined;
  readonly onChange: () => void;
  readonly onNeedOlder: () => void;
}

/** Moves and zooms the footprint by pointer, wheel and keyboard. */
export function useFootprintView(question: ViewQuestion): UsedView {
  const view = useRef<Viewport>(FIRST_VIEW);
  const latest = useLatest(question);
  const drag = useRef<{ x: number; y: number } | undefined>(undefined);
  const [cell, setCell] = useState<Cell | undefined>();

  const plotNow = () => plotOf(sizeOf(latest.current.canvas.current));
  const change = (next: Viewport) => {
    view.current = next;
    const first = latest.current.known()?.bars[0]?.number ?? 0;
    if (barAtX(next, plotNow(), 0) < first + OLDER_MARGIN) latest.current.onNeedOlder();
    latest.current.onChange();
  };
  const changeNow = useLatest(change);
  useWheel(question.canvas, (event) => {
    const plot = plotNow();
    const { rowTicks } = latest.current;
    const factor = Math.exp(-event.deltaY / 400);
    if (event.shiftKey) changeNow.current(panned(view.current, rowTicks, -(event.deltaX + event.deltaY), 0));
    else if (event.ctrlKey || event.metaKey || event.offsetX > plot.width)
      changeNow.current(zoomedRows(view.current, plot, factor, { y: event.offsetY, rowTicks }));
    else changeNow.current(zoomedBars(view.current, plot, factor, event.offsetX));
  });

  const cellAt = (x: number, y: number): Cell | undefined => {
    const plot = plotNow();
    if (x < 0 || x >= plot.width || y < 0 || y >= plot.height) return undefined;
    return {
      bar: barAtX(view.current, plot, x),
      ticks: rowAtY(view.current, plot, latest.current.rowTicks, y),
    };
  };
  return {
    view,
    cell,
    follow(known, plot) {
      const { rowTicks } = latest.current;
      const last = known.bars.at(-1);
      const start =
        view.current.middleTicks === 0 && last
          ? { ...view.current, middleTicks: last.closeTicks }
          : view.current;
      view.current = followed(start, plot, rowTicks, last);
      return view.current;
    },
    jumpToLatest: () => change({ ...view.current, followsBars: true, followsPrice: true }),
    handlers: {
      onPointerDown(event) {
        drag.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event) {
        const { clientX, clientY, nativeEvent } = event;
        const from = drag.current;
        if (from === undefined) {
          setCell(sameOr(cell, cellAt(nativeEvent.offsetX, nativeEvent.offsetY)));
          return;
        }
        drag.current = { x: clientX, y: clientY };
        setCell(undefined);
        change(panned(view.current, latest.current.rowTicks, clientX - from.x, clientY - from.y));
      },
      onPointerUp: () => (drag.current = undefined),
      onPointerLeave: () => setCell(undefined),
      onDoubleClick: () => change({ ...view.current, followsBars: true, followsPrice: true }),
      onKeyDown(event) {
        const plot = plotNow();
        const moved = movedCell(cell, event.key, {
          known: latest.current.known(),
          rowTicks: latest.current.rowTicks,
        });
        const next = zoomedByKey(view.current, plot, event.key, latest.current.rowTicks);
        if (moved === undefined && next === undefined && event.key !== 'Escape') return;
        event.preventDefault();
        if (event.key === 'Escape') setCell(undefined);
        if (moved !== undefined) setCell(moved);
        change(inSight(next ?? view.current, plot, moved, latest.current.rowTicks));
      },
    },
  };
}

const sizeOf = (canvas: HTMLCanvasElement | null): Plot => ({
  width: canvas?.clientWidth ?? 0,
  height: canvas?.clientHeight ?? 0,
});

const sameOr = (before: Cell | undefined, now: Cell | undefined): Cell | undefined =>
  before?.bar === now?.bar && before?.ticks === now?.ticks ? before : now;

/** The cell an arrow key leads to; from nowhere to the last price. */
export function movedCell(
  cell: Cell | undefined,
  key: string,
  { known, rowTicks }: { readonly known: KnownBars | undefined; readonly rowTicks: number },
): Cell | undefined {
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
  const [first, last] = [known?.bars[0], known?.bars.at(-1)];
  if (step === undefined || first === undefined || last === undefined) return undefined;
  if (cell === undefined)
    return { bar: last.number, ticks: Math.floor(last.closeTicks / rowTicks) * rowTicks };
  const [bars = 0, rows = 0] = step;
  return {
    bar: Math.min(Math.max(cell.bar + bars, first.number), last.number),
    ticks: cell.ticks + rows * rowTicks,
  };
}

function zoomedByKey(view: Viewport, plot: Plot, key: string, rowTicks: number): Viewport | undefined {
  const middle = { y: plot.height / 2, rowTicks };
  switch (key) {
    case '+':
    case '=':
      return zoomedRows(zoomedBars(view, plot, KEY_ZOOM, plot.width), plot, KEY_ZOOM, middle);
    case '-':
      return zoomedRows(zoomedBars(view, plot, 1 / KEY_ZOOM, plot.width), plot, 1 / KEY_ZOOM, middle);
    case 'End':
      return { ...view, followsBars: true, followsPrice: true };
    case 'PageUp':
      return panned(view, rowTicks, plot.width * 0.8, 0);
    case 'PageDown':
      return panned(view, rowTicks, -plot.width * 0.8, 0);
    default:
      return undefined;
  }
}

/** The view moved just so far that a cell can be seen. */
export function inSight(view: Viewport, plot: Plot, cell: Cell | undefined, rowTicks: number): Viewport {
  if (cell === undefined) return view;
  const bars = plot.width / view.barPx;
  const half = (plot.height / 2 / view.rowPx) * rowTicks;
  const right = Math.min(Math.max(view.right, cell.bar + 1), cell.bar + bars);
  const middleTicks = Math.min(Math.max(view.middleTicks, cell.ticks + rowTicks - half), cell.ticks + half);
  return {
    ...view,
    right,
    middleTicks,
    followsBars: view.followsBars && right === view.right,
    followsPrice: view.followsPrice && middleTicks === view.middleTicks,
  };
}
