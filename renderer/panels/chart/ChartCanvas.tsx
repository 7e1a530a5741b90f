import { type ReactNode, useEffect, useRef } from 'react';
import { useLatest } from '../../design/use-latest.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { isClosed } from '../../../engine/domain/order/order.ts';
import { formingBarOf, type BarSeries } from '../../charts/bar-series.ts';
import { type Chart, startChart } from '../../charts/echarts.ts';
import { currentView, subscribeView } from '../../engine-client/engine-view.ts';
import { createFrameQueue } from '../../engine-client/frame-queue.ts';
import { chartOption, type ChartContent } from './chart-option.ts';
import { paintLive } from './live-layer.ts';
import type { VisibleRange } from './chart-window.ts';

interface ChartCanvasProps {
  readonly label: string;
  readonly content: Omit<ChartContent, 'live'>;
  readonly series: BarSeries;
  readonly instrument: InstrumentView;
  readonly isFollowing: boolean;
  readonly orderText: (order: Parameters<Parameters<typeof paintLive>[2]['orderText']>[0]) => string;
  /** Moves the visible range by bars, or makes it longer around a point. */
  readonly onPan: (bars: number) => void;
  readonly onZoom: (factor: number, around: number) => void;
  /** The bar under the crosshair, as a position among the fed bars; undefined outside. */
  readonly onPoint: (slot: number | undefined) => void;
  readonly range: VisibleRange;
}

/** Redraws of the whole chart that live prices may cause: at most this often. */
const REDRAW_EVERY_MS = 500;

/** The chart on its canvas and the thin layer above it that moves with every frame. */
export function ChartCanvas(props: ChartCanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart | undefined>(undefined);
  const latest = useLatest(props);

  useEffect(() => {
    const element = host.current;
    const canvas = layer.current;
    if (element === null || canvas === null) return undefined;
    const started = startChart(element);
    chart.current = started;
    const painter = livePainter(started, canvas, () => latest.current);
    started.on('updateAxisPointer', (event) => latest.current.onPoint(slotOf(event)));
    started.on('globalout', () => latest.current.onPoint(undefined));
    const resizes = new ResizeObserver(() => {
      started.resize();
      painter.redraw();
    });
    resizes.observe(element);
    const endFrames = subscribeView(painter.paintSoon);
    return () => {
      endFrames();
      resizes.disconnect();
      painter.stop();
      started.dispose();
      chart.current = undefined;
    };
  }, [latest]);

  const { content, series } = props;
  useEffect(() => {
    if (chart.current === undefined || layer.current === null) return;
    drawAll(chart.current, latest.current);
    paint(chart.current, layer.current, latest.current);
  }, [content, series, latest]);

  return (
    <ChartInput {...props}>
      <div ref={host} className="chart-host" aria-hidden />
      <canvas ref={layer} className="chart-layer" aria-hidden />
    </ChartInput>
  );
}

/** Takes wheel, drag and keys and turns them into pans and zooms. */
function ChartInput({
  label,
  range,
  onPan,
  onZoom,
  children,
}: ChartCanvasProps & { readonly children: ReactNode }) {
  const drag = useRef<{ readonly x: number; rest: number } | undefined>(undefined);
  const box = useRef<HTMLDivElement>(null);
  const barsPerPixel = () => (range.to - range.from) / Math.max(1, box.current?.clientWidth ?? 1);
  return (
    // A chart has no native element; it is panned and zoomed by pointer and keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={box}
      className="chart-canvas"
      role="application"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onWheel={(event) => {
        const { left, width } = event.currentTarget.getBoundingClientRect();
        if (event.deltaX !== 0) onPan(Math.round(event.deltaX * barsPerPixel()));
        else onZoom(event.deltaY > 0 ? 1.15 : 0.87, (event.clientX - left) / width);
      }}
      onPointerDown={(event) => {
        drag.current = { x: event.clientX, rest: 0 };
      }}
      onPointerMove={(event) => {
        const held = drag.current;
        if (held === undefined) return;
        const moved = (held.x - event.clientX) * barsPerPixel() + held.rest;
        drag.current = { x: event.clientX, rest: moved - Math.trunc(moved) };
        if (Math.trunc(moved) !== 0) onPan(Math.trunc(moved));
      }}
      onPointerUp={() => (drag.current = undefined)}
      onPointerLeave={() => (drag.current = undefined)}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -5, ArrowRight: 5, PageUp: -60, PageDown: 60, End: 1e9 }[event.key];
        const factor = { '+': 0.87, '=': 0.87, '-': 1.15 }[event.key];
        if (step !== undefined) onPan(step);
        if (factor !== undefined) onZoom(factor, 1);
        if (step !== undefined || factor !== undefined) event.preventDefault();
      }}
    >
      {children}
    </div>
  );
}

const slotOf = (event: unknown): number | undefined => {
  const { axesInfo } = event as { axesInfo?: readonly { axisDim: string; value: number }[] };
  return axesInfo?.find(({ axisDim }) => axisDim === 'x')?.value;
};

const formingOf = ({ series, instrument }: ChartCanvasProps) =>
  formingBarOf(series, currentView()?.formingBars[instrument.id]);

function drawAll(chart: Chart, props: ChartCanvasProps): void {
  const live = () => (props.isFollowing ? formingOf(props) : undefined);
  chart.setOption(chartOption({ ...props.content, live }), { notMerge: true });
}

function paint(chart: Chart, canvas: HTMLCanvasElement, props: ChartCanvasProps): boolean {
  const view = currentView();
  if (view === undefined) return true;
  const { instrument, content } = props;
  return paintLive(canvas, chart, {
    forming: formingOf(props),
    slot: content.bars.length,
    lastPrice: props.isFollowing ? (view.markets[instrument.id]?.lastPrice ?? null) : null,
    orders: view.orders.filter((order) => order.instrument === instrument.id && !isClosed(order.status)),
    fills: content.fills,
    colors: content.colors,
    formatPrice: content.formatPrice,
    orderText: props.orderText,
  });
}

/** Paints the layer once a frame; redraws everything when the price has left the axis. */
function livePainter(chart: Chart, canvas: HTMLCanvasElement, props: () => ChartCanvasProps) {
  let redrawTimer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  const redraw = () => {
    redrawTimer = undefined;
    if (isStopped) return;
    drawAll(chart, props());
    paint(chart, canvas, props());
  };
  const paintSoon = createFrameQueue<undefined>(() => {
    if (isStopped || paint(chart, canvas, props())) return;
    redrawTimer ??= setTimeout(redraw, REDRAW_EVERY_MS);
  });
  return {
    redraw,
    paintSoon: () => paintSoon(undefined),
    stop: () => {
      isStopped = true;
      clearTimeout(redrawTimer);
    },
  };
}
