import { type RefObject, useContext, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { useLatest } from '../../design/use-latest.ts';
import {
  crosshairOf,
  publishCrosshair,
  subscribeCrosshair,
  withdrawCrosshair,
} from '../../linking/crosshair.ts';
import { LinkContext, type LinkGroup } from '../../linking/linked-instrument.ts';
import type { HeatmapLook, HeatmapState } from './heatmap-options.ts';
import { HeatmapView } from './heatmap-view.ts';
import { type Frame, ticksAt, timeAt, type Viewport, type Zooms } from './viewport.ts';

type CanvasBox = RefObject<HTMLCanvasElement | null>;

interface Shown {
  readonly instrument: InstrumentView;
  readonly look: HeatmapLook;
  /** How near time and price are in the beginning. */
  readonly zooms: Zooms;
  /** A person came nearer or went farther. */
  readonly onZooms: (zooms: Partial<Zooms>) => void;
}

/** A heatmap on two canvases while the panel is on screen; a panel that comes back shows what it showed. */
export function useHeatmap(scene: CanvasBox, crosshair: CanvasBox, shown: Shown) {
  const { instrument, look } = shown;
  const latest = useLatest(shown);
  const group = useContext(LinkContext);
  const source = useId();
  const view = useRef<HeatmapView | undefined>(undefined);
  const viewport = useRef<Viewport | undefined>(undefined);
  const [state, setState] = useState<HeatmapState | undefined>();

  useLayoutEffect(() => {
    view.current?.setLook(look);
  }, [look]);

  useEffect(() => {
    if (scene.current === null || crosshair.current === null) return undefined;
    const heatmap = new HeatmapView({
      scene: scene.current,
      crosshair: crosshair.current,
      instrument,
      viewport: viewport.current,
      zooms: latest.current.zooms,
      look: latest.current.look,
      onState: setState,
      onZooms: (zooms) => latest.current.onZooms(zooms),
    });
    view.current = heatmap;
    const endCrosshair = followCrosshair(heatmap, instrument, { group, source });
    return () => {
      viewport.current = heatmap.viewport;
      endCrosshair();
      heatmap.close();
      view.current = undefined;
    };
  }, [scene, crosshair, instrument, group, source, latest]);

  const leave = () => withdrawCrosshair(group, source);
  const pointAt = (x: number, y: number) => {
    const frame = view.current?.frame;
    if (frame === undefined || x > frame.width || y > frame.height) leave();
    else publishCrosshair(group, { source, ...pointOf(frame, instrument, { x, y }) });
  };
  return { view, state, pointAt, leave };
}

const pointOf = (frame: Frame, { id, tickSize }: InstrumentView, { x, y }: { x: number; y: number }) => ({
  instrument: id,
  timeMs: timeAt(frame, x),
  price: ticksAt(frame, y) * Number(tickSize),
});

interface Linked {
  readonly group: LinkGroup;
  readonly source: string;
}

/** Shows where a person points in any panel of the color; answers with the end of it. */
function followCrosshair(
  heatmap: HeatmapView,
  { id, tickSize }: InstrumentView,
  { group, source }: Linked,
): () => void {
  const end = subscribeCrosshair(group, () => {
    const point = crosshairOf(group);
    if (point === undefined || point.instrument !== id) {
      heatmap.point(undefined);
      return;
    }
    const ticks = point.price === undefined ? undefined : point.price / Number(tickSize);
    heatmap.point({ timeMs: point.timeMs, ticks, isHere: point.source === source });
  });
  return () => {
    end();
    withdrawCrosshair(group, source);
  };
}
