import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { HeatmapView } from './heatmap-view.ts';
import { panPrice, panTime, zoomPrice, zoomTime } from './viewport.ts';
import type { useHeatmap } from './use-heatmap.ts';

interface HeatmapCanvasProps {
  readonly scene: RefObject<HTMLCanvasElement | null>;
  readonly crosshair: RefObject<HTMLCanvasElement | null>;
  readonly heatmap: ReturnType<typeof useHeatmap>;
  /** What the heatmap shows, in words. */
  readonly label: string;
  readonly keysId: string;
}

/** The canvases, and what wheel, drag and keys do with them. */
export function HeatmapCanvas({ scene, crosshair, heatmap, label, keysId }: HeatmapCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const drag = useDrag(heatmap.view);
  useWheel(box, heatmap.view);
  return (
    // A heatmap has no native element; it is panned and zoomed by pointer and keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={box}
      className="heatmap-canvas"
      role="application"
      aria-label={label}
      aria-describedby={keysId}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={drag.begin}
      onPointerMove={(event) => {
        drag.move(event);
        heatmap.pointAt(event.nativeEvent.offsetX, event.nativeEvent.offsetY);
      }}
      onPointerUp={drag.end}
      onPointerLeave={heatmap.leave}
      onKeyDown={(event) => onKey(event, heatmap.view.current)}
    >
      <canvas ref={scene} className="heatmap-scene" aria-hidden />
      <canvas ref={crosshair} className="heatmap-crosshair" aria-hidden />
    </div>
  );
}

type ViewBox = ReturnType<typeof useHeatmap>['view'];

/** Dragging moves time and price together, by whole columns. */
function useDrag(view: ViewBox) {
  const held = useRef<{ x: number; y: number } | undefined>(undefined);
  return {
    begin: (event: PointerEvent<HTMLDivElement>) => {
      held.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    move: (event: PointerEvent<HTMLDivElement>) => {
      const from = held.current;
      const frame = view.current?.frame;
      if (from === undefined || frame === undefined) return;
      const columns = Math.trunc((from.x - event.clientX) / frame.columnPx);
      const rows = Math.trunc((event.clientY - from.y) / frame.rowPx);
      if (columns === 0 && rows === 0) return;
      held.current = { x: from.x - columns * frame.columnPx, y: from.y + rows * frame.rowPx };
      view.current?.move((viewport, market) => {
        const moved = columns === 0 ? viewport : panTime(viewport, columns, market);
        return rows === 0 ? moved : panPrice(moved, rows * frame.rowTicks, market);
      });
    },
    end: () => (held.current = undefined),
  };
}

const WHEEL_STEP = 80;

/** The wheel zooms in time, with Shift in price; React's own wheel events cannot keep the page from scrolling. */
function useWheel(box: RefObject<HTMLDivElement | null>, view: ViewBox): void {
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    let turned = 0;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      turned += event.deltaY === 0 ? event.deltaX : event.deltaY;
      const steps = Math.trunc(turned / WHEEL_STEP);
      if (steps === 0) return;
      turned -= steps * WHEEL_STEP;
      view.current?.move((viewport, _market, frame) =>
        event.shiftKey
          ? zoomPrice(viewport, steps)
          : zoomTime(viewport, steps, { frame, x: Math.min(event.offsetX, frame.width) }),
      );
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [box, view]);
}

const PAN_SHARE = 0.1;

type Move = Parameters<HeatmapView['move']>[0];

const time =
  (share: number): Move =>
  (viewport, market, { columnPx, width }) =>
    panTime(viewport, share * Math.ceil((width / columnPx) * PAN_SHARE), market);
const price =
  (share: number): Move =>
  (viewport, market, { height, rowPx, rowTicks }) =>
    panPrice(viewport, share * Math.ceil((height / rowPx) * PAN_SHARE) * rowTicks, market);
const nearer =
  (steps: number): Move =>
  (viewport, _market, frame) =>
    zoomTime(viewport, steps, { frame, x: frame.width });

const KEY_MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: time(-1),
  ArrowRight: time(1),
  PageUp: time(-9),
  PageDown: time(9),
  ArrowUp: price(1),
  ArrowDown: price(-1),
  '+': nearer(-1),
  '=': nearer(-1),
  '-': nearer(1),
  ']': (viewport) => zoomPrice(viewport, -1),
  '[': (viewport) => zoomPrice(viewport, 1),
};

function onKey(event: KeyboardEvent, view: HeatmapView | undefined): void {
  if (view === undefined || event.ctrlKey || event.metaKey) return;
  const move = KEY_MOVES[event.key];
  if (move !== undefined) view.move(move);
  else if (event.key === 'End') view.resume();
  else return;
  event.preventDefault();
}
