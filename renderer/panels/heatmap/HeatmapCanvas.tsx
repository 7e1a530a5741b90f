import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import type { HeatmapView } from './heatmap-view.ts';
import { panPrice, panTime, zoomPrice, zoomTime } from './viewport.ts';
import type { useHeatmap } from './use-heatmap.ts';

interface HeatmapCanvasProps {
  readonly canvases: Parameters<typeof useHeatmap>[0];
  readonly heatmap: ReturnType<typeof useHeatmap>;
  /** What the heatmap shows, in words. */
  readonly label: string;
  readonly keysId: string;
}

/** The canvases, and what wheel, drag and keys do with them. */
export function HeatmapCanvas({ canvases, heatmap, label, keysId }: HeatmapCanvasProps) {
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
      <canvas ref={canvases.scene} className="chart-host" aria-hidden />
      <canvas ref={canvases.crosshair} className="chart-layer" aria-hidden />
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
function useWheel(box: React.RefObject<HTMLDivElement | null>, view: ViewBox): void {
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

function onKey(event: KeyboardEvent, view: HeatmapView | undefined): void {
  const frame = view?.frame;
  if (view === undefined || frame === undefined || event.ctrlKey || event.metaKey) return;
  const columns = Math.ceil((frame.width / frame.columnPx) * PAN_SHARE);
  const ticks = Math.ceil((frame.height / frame.rowPx) * PAN_SHARE) * frame.rowTicks;
  const time = { ArrowLeft: -1, ArrowRight: 1, PageUp: -9, PageDown: 9 }[event.key];
  const price = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  const zoom = { '+': -1, '=': -1, '-': 1 }[event.key];
  const priceZoom = { '*': -1, ']': -1, _: 1, '[': 1 }[event.key];
  if (time !== undefined) view.move((viewport, market) => panTime(viewport, time * columns, market));
  else if (price !== undefined) view.move((viewport, market) => panPrice(viewport, price * ticks, market));
  else if (zoom !== undefined)
    view.move((viewport, _market, held) => zoomTime(viewport, zoom, { frame: held, x: held.width }));
  else if (priceZoom !== undefined) view.move((viewport) => zoomPrice(viewport, priceZoom));
  else if (event.key === 'End' || event.key === 'Home') view.resume();
  else return;
  event.preventDefault();
}
