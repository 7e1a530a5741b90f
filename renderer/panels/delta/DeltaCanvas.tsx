import { type KeyboardEvent, type PointerEvent, useContext, useEffect, useRef, useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { type KnownBars, placeOfTime } from '../../charts/flow/flow-bar.ts';
import type { UsedFlowBars } from '../../charts/flow/use-flow-bars.ts';
import { usePainting } from '../../charts/flow/use-painting.ts';
import { useLivePainting } from '../../charts/flow/use-live-painting.ts';
import { useWheel } from '../../charts/flow/use-wheel.ts';
import { formatFixed, formatSigned, placesOf } from '../../formatting/numbers.ts';
import { formatTime } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import {
  crosshairOf,
  publishCrosshair,
  subscribeCrosshair,
  withdrawCrosshair,
} from '../../linking/crosshair.ts';
import { LinkContext } from '../../linking/linked-instrument.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { barAt, FIRST_VIEW, followedView, movedView, zoomedView } from './delta-view.ts';
import { AXIS_PX, paintDelta } from './paint-delta.ts';

const SOURCE = 'delta';
const KEY_ZOOM = 1.25;
const OLDER_MARGIN = 5;

interface DeltaCanvasProps {
  readonly instrument: InstrumentView;
  readonly bars: UsedFlowBars;
  readonly known: KnownBars;
  readonly anchorMs: number;
  /** A bar was chosen as the begin of cumulative delta. */
  readonly onAnchor: (timeMs: number) => void;
}

/** Cumulative delta, delta and volumes by side on a canvas that can be moved and zoomed. */
export function DeltaCanvas({ anchorMs, bars, instrument, known, onAnchor }: DeltaCanvasProps) {
  const texts = useTexts().delta;
  const colors = useCanvasColors();
  const group = useContext(LinkContext);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef(FIRST_VIEW);
  const drag = useRef<number | undefined>(undefined);
  const [pointed, setPointed] = useState<number | undefined>();
  const writing = {
    tick: Number(instrument.tickSize),
    tickPlaces: placesOf(instrument.tickSize),
    lot: Number(instrument.lotSize),
    lotPlaces: placesOf(instrument.lotSize),
  };

  const request = usePainting(canvas, (surface) => {
    const now = bars.now();
    const shown = now.state === 'known' ? now.known : known;
    view.current = followedView(view.current, shown.bars.at(-1));
    const linked = linkedBar(shown, crosshairOf(group), instrument.id);
    paintDelta(surface, {
      known: shown,
      view: view.current,
      ...writing,
      colors,
      texts,
      pointed: pointed ?? linked,
      anchorMs,
    });
  });
  useLivePainting(bars.subscribe, request);
  useEffect(() => subscribeCrosshair(group, request), [group, request]);

  const widthNow = () => Math.max(0, (canvas.current?.clientWidth ?? 0) - AXIS_PX);
  const change = (next: typeof view.current) => {
    view.current = next;
    if (barAt(next, widthNow(), 0) < (known.bars[0]?.number ?? 0) + OLDER_MARGIN) bars.loadOlder();
    request();
  };
  useWheel(canvas, (event) => {
    if (event.shiftKey) change(movedView(view.current, -(event.deltaX + event.deltaY)));
    else change(zoomedView(view.current, widthNow(), Math.exp(-event.deltaY / 400), event.offsetX));
  });

  const bar = known.bars.find(({ number }) => number === pointed);
  const timeMs = bar?.openTimeMs;
  useEffect(() => {
    if (timeMs === undefined) withdrawCrosshair(group, SOURCE);
    else publishCrosshair(group, { instrument: instrument.id, timeMs, price: undefined, source: SOURCE });
    return () => withdrawCrosshair(group, SOURCE);
  }, [group, instrument.id, timeMs]);

  const onKeyDown = (event: KeyboardEvent) => {
    const last = known.bars.at(-1)?.number ?? 0;
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => setPointed(Math.max((pointed ?? last + 1) - 1, known.bars[0]?.number ?? 0)),
      ArrowRight: () => setPointed(Math.min((pointed ?? last - 1) + 1, last)),
      '+': () => change(zoomedView(view.current, widthNow(), KEY_ZOOM, widthNow())),
      '-': () => change(zoomedView(view.current, widthNow(), 1 / KEY_ZOOM, widthNow())),
      PageUp: () => change(movedView(view.current, widthNow() * 0.8)),
      PageDown: () => change(movedView(view.current, -widthNow() * 0.8)),
      End: () => change({ ...view.current, follows: true }),
      Escape: () => setPointed(undefined),
      a: () => timeMs !== undefined && onAnchor(timeMs),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  const onPointerMove = ({ clientX, nativeEvent }: PointerEvent) => {
    if (drag.current === undefined) {
      const isInside = nativeEvent.offsetX < widthNow();
      setPointed(isInside ? barAt(view.current, widthNow(), nativeEvent.offsetX) : undefined);
      return;
    }
    change(movedView(view.current, clientX - drag.current));
    drag.current = clientX;
  };
  const shown = bar ?? known.bars.at(-1);
  const size = (lots: number) => formatFixed(lots * writing.lot, writing.lotPlaces);
  const spoken =
    shown === undefined
      ? ''
      : texts.bar({
          time: formatTime(shown.openTimeMs),
          delta: formatSigned((shown.buyLots - shown.sellLots) * writing.lot, writing.lotPlaces),
          cvd: formatSigned(shown.cvdLots * writing.lot, writing.lotPlaces),
          bought: size(shown.buyLots),
          sold: size(shown.sellLots),
        });
  return (
    <>
      <p className="flow-reading">{spoken}</p>
      <div className="flow-canvas-box">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrows walk through its bars */}
        <canvas
          ref={canvas}
          className="flow-canvas"
          role="img"
          tabIndex={0}
          aria-label={`${texts.label}. ${texts.keys}. ${spoken}`}
          onKeyDown={onKeyDown}
          onPointerMove={onPointerMove}
          onPointerDown={(event) => {
            drag.current = event.clientX;
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerUp={() => (drag.current = undefined)}
          onPointerLeave={() => setPointed(undefined)}
          onDoubleClick={() => timeMs !== undefined && onAnchor(timeMs)}
        />
      </div>
    </>
  );
}

function linkedBar(
  { bars }: KnownBars,
  point: ReturnType<typeof crosshairOf>,
  instrument: string,
): number | undefined {
  if (point === undefined || point.source === SOURCE || point.instrument !== instrument) return undefined;
  return bars[placeOfTime(bars, point.timeMs)]?.number;
}
