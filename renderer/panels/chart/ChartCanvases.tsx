import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useId, useRef } from 'react';
import { watchBox } from '../../charts/element-box.ts';
import { useLatest } from '../../design/use-latest.ts';
import { subscribeView } from '../../engine-client/engine-view.ts';
import {
  crosshairOf,
  publishCrosshair,
  subscribeCrosshair,
  withdrawCrosshair,
} from '../../linking/crosshair.ts';
import type { LinkGroup } from '../../linking/linked-instrument.ts';
import { publishVisibleRange, withdrawVisibleRange } from '../../linking/visible-range.ts';
import type { BarFeed } from './bar-feed.ts';
import { ChartGestures, type GestureParts } from './chart-gestures.ts';
import { type KeyParts, pressKey } from './chart-keys.ts';
import { ChartSurface, type SurfaceInputs } from './chart-surface.ts';
import type { PointedBar } from './pointed-bar.ts';

type Drawn = Omit<SurfaceInputs, 'linkedPoint'>;
type Acted = Omit<KeyParts, 'surface' | 'onPoint' | 'gestures'>;

interface ChartCanvasesProps {
  readonly label: string;
  readonly instrument: string;
  readonly group: LinkGroup;
  readonly feed: BarFeed;
  readonly holdSurface: (surface: ChartSurface | undefined) => void;
  readonly pointed: PointedBar;
  readonly drawn: Drawn;
  readonly acted: Acted;
}

/** The canvases of a chart, and what pointer and keys do on them. */
export function ChartCanvases(props: ChartCanvasesProps) {
  const base = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLCanvasElement>(null);
  const latest = useLatest(props);
  const source = useId();
  const working = useWorking(props, { base, layer, latest, source });

  const onKeyDown = (event: KeyboardEvent) => {
    if (working.current === undefined) return;
    const { gestures } = working.current;
    const parts = {
      ...partsOf(latest.current, working.current.surface, source),
      ...latest.current.acted,
      gestures,
    };
    const pressed = { key: event.key, shiftKey: event.shiftKey, hasMod: event.ctrlKey || event.metaKey };
    if (pressKey(parts, pressed)) event.preventDefault();
  };
  return (
    // A chart has no native element; it is panned and zoomed by pointer and keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="chart-canvas"
      role="application"
      aria-label={props.label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onWheel={(event) => working.current?.gestures.wheel(event.deltaX, event.deltaY, spotOf(event))}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture?.(event.pointerId);
        working.current?.gestures.down(spotOf(event));
      }}
      onPointerMove={(event) => working.current?.gestures.move(spotOf(event))}
      onPointerUp={(event) => working.current?.gestures.up(spotOf(event))}
      onPointerLeave={() => working.current?.gestures.leave()}
      onKeyDown={onKeyDown}
    >
      <canvas ref={base} className="chart-layer" aria-hidden />
      <canvas ref={layer} className="chart-layer" aria-hidden />
    </div>
  );
}

function spotOf({
  clientX,
  clientY,
  currentTarget,
}: Pick<PointerEvent, 'clientX' | 'clientY' | 'currentTarget'>) {
  const { left, top } = currentTarget.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

function partsOf(
  { acted, group, instrument, pointed }: ChartCanvasesProps,
  surface: ChartSurface,
  source: string,
): GestureParts {
  return {
    ...acted,
    surface,
    onPoint: (place, at) => {
      pointed.set(place);
      if (at === undefined) withdrawCrosshair(group, source);
      else publishCrosshair(group, { instrument, source, timeMs: at.timeMs, price: at.price });
    },
  };
}

/** What works on the canvases while they are there. */
interface Working {
  readonly surface: ChartSurface;
  readonly gestures: ChartGestures;
}

interface SurfaceRefs {
  readonly base: RefObject<HTMLCanvasElement | null>;
  readonly layer: RefObject<HTMLCanvasElement | null>;
  readonly latest: Readonly<RefObject<ChartCanvasesProps>>;
  readonly source: string;
}

/** Starts painting when the canvases are there, and again what the panel knows newly. */
function useWorking(
  { drawn, feed, group, holdSurface }: ChartCanvasesProps,
  { base, latest, layer, source }: SurfaceRefs,
): Readonly<RefObject<Working | undefined>> {
  const working = useRef<Working | undefined>(undefined);
  useEffect(() => {
    if (base.current === null || layer.current === null) return undefined;
    const inputs = (): SurfaceInputs => ({
      ...latest.current.drawn,
      linkedPoint: () => linkedPointOf(latest.current, source),
    });
    const onShown: ConstructorParameters<typeof ChartSurface>[0]['onShown'] = (shown, isMoved) =>
      publishVisibleRange(group, { instrument: latest.current.instrument, ...shown }, { source, isMoved });
    const surface = new ChartSurface({ feed, base: base.current, layer: layer.current, inputs, onShown });
    working.current = {
      surface,
      gestures: new ChartGestures(() => partsOf(latest.current, surface, source)),
    };
    holdSurface(surface);
    surface.barsChanged();
    const ends = [
      watchBox(base.current, () => surface.redraw()),
      subscribeView(() => surface.redrawLive()),
      subscribeCrosshair(group, () => surface.redrawLive()),
    ];
    return () => {
      for (const end of ends) end();
      withdrawCrosshair(group, source);
      withdrawVisibleRange(group, source);
      surface.stop();
      working.current = undefined;
      holdSurface(undefined);
    };
  }, [feed, group, holdSurface, base, layer, latest, source]);

  const { bigTrades, colors, indicators, style, vwaps } = drawn;
  useEffect(() => working.current?.surface.redraw(), [bigTrades, colors, indicators, style, vwaps]);
  const { draft, drawings, fills, resolved, selected } = drawn;
  useEffect(() => working.current?.surface.redrawLive(), [draft, drawings, fills, resolved, selected]);
  return working;
}

function linkedPointOf({ group, instrument }: ChartCanvasesProps, source: string) {
  const point = crosshairOf(group);
  return point === undefined || point.source === source || point.instrument !== instrument
    ? undefined
    : point;
}
