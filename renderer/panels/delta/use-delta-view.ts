import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { FlowBar } from '../../charts/flow/flow-bar.ts';
import { boxOf } from '../../charts/element-box.ts';
import { useWheel } from '../../charts/flow/use-wheel.ts';
import { AXIS_PX } from './delta-lanes.ts';
import {
  barAt,
  barByKey,
  type DeltaView,
  FIRST_VIEW,
  followedView,
  movedView,
  viewByKey,
  zoomedView,
} from './delta-view.ts';

/** Bars before the left edge at which older ones are asked for. */
const OLDER_MARGIN = 5;

interface DeltaViewQuestion {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly bars: readonly FlowBar[];
  readonly onChange: () => void;
  readonly onNeedOlder: () => void;
  readonly onAnchor: (timeMs: number) => void;
}

/** Moves and zooms delta by pointer, wheel and keyboard, and knows which bar is pointed at. */
export function useDeltaView({ bars, canvas, onAnchor, onChange, onNeedOlder }: DeltaViewQuestion) {
  const view = useRef<DeltaView>(FIRST_VIEW);
  const drag = useRef<number | undefined>(undefined);
  const [pointed, setPointed] = useState<number | undefined>();
  const first = bars[0]?.number ?? 0;
  const bar = bars[(pointed ?? -1) - first];
  const width = () => Math.max(0, (canvas.current === null ? 0 : boxOf(canvas.current).width) - AXIS_PX);

  const change = (next: DeltaView) => {
    view.current = next;
    if (barAt(next, width(), 0) < first + OLDER_MARGIN) onNeedOlder();
    onChange();
  };
  useWheel(canvas, (event) => change(wheeled(view.current, width(), event)));
  const handlers = {
    onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey) return;
      const next = viewByKey(view.current, width(), event.key);
      const chosen = barByKey(pointed, event.key, bars);
      if (next !== undefined) change(next);
      else if (chosen !== undefined || event.key === 'Escape') setPointed(chosen);
      else if (event.key === 'a' && bar !== undefined) onAnchor(bar.openTimeMs);
      else return;
      event.preventDefault();
    },
    onPointerMove({ clientX, nativeEvent: { offsetX } }: PointerEvent) {
      const from = drag.current;
      if (from === undefined) {
        setPointed(offsetX < width() ? barAt(view.current, width(), offsetX) : undefined);
        return;
      }
      drag.current = clientX;
      change(movedView(view.current, clientX - from));
    },
    onPointerDown(event: PointerEvent<HTMLElement>) {
      drag.current = event.clientX;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerUp: () => (drag.current = undefined),
    onPointerLeave: () => setPointed(undefined),
    onDoubleClick: () => bar !== undefined && onAnchor(bar.openTimeMs),
  };
  const follow = (now: readonly FlowBar[]) => (view.current = followedView(view.current, width(), now));
  return { follow, bar, handlers };
}

/** The wheel zooms; with Shift it moves through time. */
const wheeled = (
  view: DeltaView,
  width: number,
  { deltaX, deltaY, offsetX, shiftKey }: WheelEvent,
): DeltaView =>
  shiftKey ? movedView(view, -(deltaX + deltaY)) : zoomedView(view, width, Math.exp(-deltaY / 400), offsetX);
