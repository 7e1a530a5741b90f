import { type RefObject, useContext, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import {
  crosshairOf,
  publishCrosshair,
  subscribeCrosshair,
  withdrawCrosshair,
} from '../../linking/crosshair.ts';
import { LinkContext } from '../../linking/linked-instrument.ts';
import { type HeatmapLook, type HeatmapState, HeatmapView } from './heatmap-view.ts';
import { FIRST_TIME_ZOOM, ticksAt, timeAt, type Viewport } from './viewport.ts';

const FIRST_VIEWPORT: Viewport = {
  timeZoom: FIRST_TIME_ZOOM,
  priceZoom: 2,
  rightIndex: undefined,
  middleTicks: undefined,
};

type CanvasBox = RefObject<HTMLCanvasElement | null>;

/** A heatmap on two canvases while the panel is on screen; a panel that comes back shows what it showed. */
export function useHeatmap(
  scene: CanvasBox,
  crosshair: CanvasBox,
  { instrument, look }: { readonly instrument: InstrumentView; readonly look: HeatmapLook },
) {
  const group = useContext(LinkContext);
  const source = useId();
  const view = useRef<HeatmapView | undefined>(undefined);
  const viewport = useRef<Viewport | undefined>(undefined);
  const latestLook = useRef(look);
  const [state, setState] = useState<HeatmapState | undefined>();

  useLayoutEffect(() => {
    latestLook.current = look;
    view.current?.setLook(look);
  }, [look]);

  useEffect(() => {
    if (scene.current === null || crosshair.current === null) return undefined;
    const heatmap = new HeatmapView(
      {
        scene: scene.current,
        crosshair: crosshair.current,
        instrument,
        viewport: viewport.current,
        look: latestLook.current,
        onState: setState,
      },
      FIRST_VIEWPORT,
    );
    view.current = heatmap;
    const endCrosshair = subscribeCrosshair(group, () => {
      const point = crosshairOf(group);
      if (point === undefined || point.instrument !== instrument.id) {
        heatmap.point(undefined);
        return;
      }
      const ticks = point.price === undefined ? undefined : point.price / Number(instrument.tickSize);
      heatmap.point({ timeMs: point.timeMs, ticks, isHere: point.source === source });
    });
    return () => {
      viewport.current = heatmap.viewport;
      endCrosshair();
      withdrawCrosshair(group, source);
      heatmap.close();
      view.current = undefined;
    };
  }, [scene, crosshair, instrument, group, source]);

  const pointAt = (x: number, y: number) => {
    const frame = view.current?.frame;
    if (frame === undefined || x > frame.width || y > frame.height) {
      withdrawCrosshair(group, source);
      return;
    }
    publishCrosshair(group, {
      instrument: instrument.id,
      timeMs: timeAt(frame, x),
      price: ticksAt(frame, y) * Number(instrument.tickSize),
      source,
    });
  };
  return { view, state, pointAt, leave: () => withdrawCrosshair(group, source) };
}
