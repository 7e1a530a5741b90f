import { type RefObject, useRef } from 'react';
import type { KnownBars } from '../../charts/flow/flow-bar.ts';
import { boxOf } from '../../charts/element-box.ts';
import { useWheel } from '../../charts/flow/use-wheel.ts';
import { useLatest } from '../../design/use-latest.ts';
import { plotOf } from './scene.ts';
import {
  barAtX,
  FIRST_VIEW,
  followed,
  panned,
  type Plot,
  type Viewport,
  zoomedBars,
  zoomedRows,
} from './viewport.ts';

/** Bars before the left edge at which older ones are asked for. */
const OLDER_MARGIN = 5;

/** What a view is of, and whom to tell when it moved. */
export interface ViewQuestion {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly rowTicks: number;
  readonly known: () => KnownBars | undefined;
  readonly onChange: () => void;
  readonly onNeedOlder: () => void;
}

/** Where the footprint stands, outside of React, because it moves with the pointer. */
export interface FootprintView {
  readonly current: () => Viewport;
  readonly plot: () => Plot;
  /** Puts another view in place and paints it. */
  readonly change: (next: Viewport) => void;
  /** Goes along with what the market did; called before every picture. */
  readonly follow: (known: KnownBars, plot: Plot) => Viewport;
  readonly jumpToLatest: () => void;
}

/** Keeps the view of a footprint and lets the wheel move it. */
export function useFootprintView(question: ViewQuestion): FootprintView {
  const view = useRef<Viewport>(FIRST_VIEW);
  const latest = useLatest(question);
  const plot = () => {
    const { current: canvas } = latest.current.canvas;
    const { height, width } = canvas === null ? { height: 0, width: 0 } : boxOf(canvas);
    return plotOf({ width, height });
  };
  const change = (next: Viewport) => {
    view.current = next;
    const first = latest.current.known()?.bars[0]?.number ?? 0;
    if (barAtX(next, plot(), 0) < first + OLDER_MARGIN) latest.current.onNeedOlder();
    latest.current.onChange();
  };
  useWheel(question.canvas, (event) => change(wheeled(view.current, plot(), event, latest.current.rowTicks)));
  return {
    current: () => view.current,
    plot,
    change,
    follow(known, now) {
      const last = known.bars.at(-1);
      const isNew = view.current.middleTicks === 0 && last !== undefined;
      const start = isNew ? { ...view.current, middleTicks: last.closeTicks } : view.current;
      view.current = followed(start, now, latest.current.rowTicks, last);
      return view.current;
    },
    jumpToLatest: () => change({ ...view.current, followsBars: true, followsPrice: true }),
  };
}

/** The wheel zooms bars; over the price axis or with Ctrl rows; with Shift it moves through time. */
function wheeled(view: Viewport, plot: Plot, event: WheelEvent, rowTicks: number): Viewport {
  const factor = Math.exp(-event.deltaY / 400);
  if (event.shiftKey) return panned(view, rowTicks, -(event.deltaX + event.deltaY), 0);
  const isOverPrices = event.offsetX > plot.width;
  return event.ctrlKey || event.metaKey || isOverPrices
    ? zoomedRows(view, plot, factor, { y: event.offsetY, rowTicks })
    : zoomedBars(view, plot, factor, event.offsetX);
}
