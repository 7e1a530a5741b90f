import { useContext, useEffect, useId, useRef } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { type FlowBar, type KnownBars, placeOfTime } from '../../charts/flow/flow-bar.ts';
import type { UsedFlowBars } from '../../charts/flow/use-flow-bars.ts';
import { useLivePainting } from '../../charts/flow/use-live-painting.ts';
import { usePainting } from '../../charts/flow/use-painting.ts';
import { formatFixed, formatSigned, placesOf } from '../../formatting/numbers.ts';
import { formatTime } from '../../formatting/times.ts';
import type { Texts } from '../../language/en.ts';
import { useTexts } from '../../language/texts.ts';
import {
  crosshairOf,
  publishCrosshair,
  subscribeCrosshair,
  withdrawCrosshair,
} from '../../linking/crosshair.ts';
import { LinkContext, type LinkGroup } from '../../linking/linked-instrument.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { paintDelta } from './paint-delta.ts';
import { useDeltaView } from './use-delta-view.ts';

interface DeltaCanvasProps {
  readonly instrument: InstrumentView;
  readonly bars: UsedFlowBars;
  readonly known: KnownBars;
  readonly anchorMs: number;
  /** A bar was chosen as the begin of cumulative delta. */
  readonly onAnchor: (timeMs: number) => void;
}

/** Cumulative delta, delta and volumes by side on a canvas that can be moved and zoomed. */
export function DeltaCanvas({ known, instrument, ...props }: DeltaCanvasProps) {
  const texts = useTexts().delta;
  const canvas = useRef<HTMLCanvasElement>(null);
  const { bar = known.bars.at(-1), handlers } = useDeltaPainting(canvas, { known, instrument, ...props });
  const spoken = bar === undefined ? '' : barText(bar, instrument, texts);
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
          {...handlers}
        />
      </div>
    </>
  );
}

/** Paints whenever the market, the view, the pointer here or the crosshair elsewhere moves. */
function useDeltaPainting(
  canvas: { readonly current: HTMLCanvasElement | null },
  { anchorMs, bars, instrument, known, onAnchor }: DeltaCanvasProps,
) {
  const texts = useTexts().delta;
  const colors = useCanvasColors();
  const [group, source] = [useContext(LinkContext), useId()];
  const request = useRef<() => void>(() => undefined);
  const { bar, follow, handlers } = useDeltaView({
    canvas,
    bars: known.bars,
    onChange: () => request.current(),
    onNeedOlder: bars.loadOlder,
    onAnchor,
  });
  const paintSoon = usePainting(canvas, (surface) => {
    const now = bars.now();
    const shown = now.state === 'known' ? now.known : known;
    const pointed = bar?.number ?? linkedBar(shown, instrument.id, { group, source });
    const view = follow(shown.bars);
    paintDelta(surface, { known: shown, view, ...gridOf(instrument), colors, texts, pointed, anchorMs });
  });
  useEffect(() => {
    request.current = paintSoon;
  }, [paintSoon]);
  useLivePainting(bars.subscribe, paintSoon);
  useEffect(() => subscribeCrosshair(group, paintSoon), [group, paintSoon]);
  useSharedTime(instrument.id, bar?.openTimeMs, { group, source });
  return { bar, handlers };
}

const gridOf = ({ base, lotSize, tickSize }: InstrumentView) => ({
  base,
  tick: Number(tickSize),
  tickPlaces: placesOf(tickSize),
  lot: Number(lotSize),
  lotPlaces: placesOf(lotSize),
});

function barText(bar: FlowBar, instrument: InstrumentView, texts: Texts['delta']): string {
  const { base, lot, lotPlaces } = gridOf(instrument);
  const size = (lots: number) => `${formatFixed(lots * lot, lotPlaces)} ${base}`;
  const signed = (lots: number) => `${formatSigned(lots * lot, lotPlaces)} ${base}`;
  return texts.bar({
    time: formatTime(bar.openTimeMs),
    delta: signed(bar.buyLots - bar.sellLots),
    cvd: signed(bar.cvdLots),
    bought: size(bar.buyLots),
    sold: size(bar.sellLots),
  });
}

/** The color of this panel, and its name among those of the color. */
interface Linked {
  readonly group: LinkGroup;
  readonly source: string;
}

/** Tells the other panels of the color which moment is pointed at. */
function useSharedTime(instrument: string, timeMs: number | undefined, { group, source }: Linked): void {
  useEffect(() => {
    if (timeMs === undefined) withdrawCrosshair(group, source);
    else publishCrosshair(group, { instrument, timeMs, price: undefined, source });
    return () => withdrawCrosshair(group, source);
  }, [group, instrument, source, timeMs]);
}

function linkedBar({ bars }: KnownBars, instrument: string, { group, source }: Linked): number | undefined {
  const point = crosshairOf(group);
  if (point === undefined || point.source === source || point.instrument !== instrument) return undefined;
  return bars[placeOfTime(bars, point.timeMs)]?.number;
}
