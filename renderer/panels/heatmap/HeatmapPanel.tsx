import { CircleDot, Locate } from 'lucide-react';
import { useId, useMemo, useRef, useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import { formatFixed, formatPlain, placesOf } from '../../formatting/numbers.ts';
import { formatTime } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { HeatmapCanvas } from './HeatmapCanvas.tsx';
import { HeatmapLegend } from './HeatmapLegend.tsx';
import type { HeatmapLook } from './heatmap-view.ts';
import { useHeatmap } from './use-heatmap.ts';

/** The book of the linked instrument through time: how much rested at each price, and what traded into it. */
export function HeatmapPanel() {
  const [instrument] = useLinkedInstrument();
  const session = useEngineView((view) => view.session.sessionId);
  const texts = useTexts();
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentHeatmap key={`${session} ${instrument.id}`} instrument={instrument} />;
}

function InstrumentHeatmap({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const keysId = useId();
  const [brightness, setBrightness] = useState(0);
  const [showBubbles, setShowBubbles] = useState(true);
  const canvases = { scene: useRef<HTMLCanvasElement>(null), crosshair: useRef<HTMLCanvasElement>(null) };
  const look = useLook(instrument, brightness, showBubbles);
  const heatmap = useHeatmap(canvases, instrument, look);
  const summary = useSummary(instrument);
  const { state } = heatmap;
  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.heatmap}>
        <span className="panel-symbol" title={instrument.symbol}>
          {instrument.symbol}
        </span>
        {state && <HeatmapLegend instrument={instrument} heat={look.colors.heat} state={state} />}
        <span className="spacer" />
        <label className="inline-field">
          <span className="roomy">{texts.heatmap.brightness}</span>
          <input
            type="range"
            className="heatmap-slider"
            min={-3}
            max={3}
            step={0.5}
            value={brightness}
            aria-label={texts.heatmap.brightness}
            onChange={(event) => setBrightness(Number(event.target.value))}
          />
        </label>
        <IconButton
          icon={CircleDot}
          label={texts.heatmap.bubbles}
          isPressed={showBubbles}
          onClick={() => setShowBubbles(!showBubbles)}
        />
        <IconButton
          icon={Locate}
          label={texts.heatmap.resume}
          hotkey="End"
          isPressed={state?.isFollowing ?? true}
          onClick={() => heatmap.view.current?.resume()}
        />
      </PanelToolbar>
      <HeatmapCanvas
        canvases={canvases}
        heatmap={heatmap}
        keysId={keysId}
        label={`${texts.heatmap.label}. ${summary}`}
      />
      <p id={keysId} className="visually-hidden">
        {texts.heatmap.keys}
      </p>
    </div>
  );
}

function useLook(instrument: InstrumentView, brightness: number, showBubbles: boolean): HeatmapLook {
  const texts = useTexts();
  const colors = useCanvasColors();
  const { lotSize, tickSize } = instrument;
  return useMemo(() => {
    const sizeText = (size: number) => formatPlain(Number(size.toPrecision(3)));
    const lots = (size: number) => formatFixed(size, placesOf(lotSize));
    return {
      colors,
      showBubbles,
      boost: 2 ** brightness,
      sizeText,
      priceText: (price) => formatFixed(price, placesOf(tickSize)),
      timeText: formatTime,
      ownText: ({ filledBase, side, sizeBase }) =>
        `${side === 'buy' ? texts.buy : texts.sell} ${lots(sizeBase - filledBase)}`,
      crosshair: { size: texts.heatmap.sizeAt, unknown: texts.heatmap.unknown },
    };
  }, [colors, showBubbles, brightness, lotSize, tickSize, texts]);
}

/** The market in a sentence, for those who cannot see the picture. */
function useSummary({ id, lotSize, tickSize }: InstrumentView): string {
  const texts = useTexts();
  const market = useCalmEngineView(2000, (view) => view.markets[id]);
  const [bid, bidSize] = market?.bids ?? [];
  const [ask, askSize] = market?.asks ?? [];
  if (bid === undefined || ask === undefined) return texts.heatmap.unknown;
  const price = (value: number) => formatFixed(value, placesOf(tickSize));
  const size = (value: number | undefined) => formatFixed(value, placesOf(lotSize));
  return texts.heatmap.summary(`${size(bidSize)} @ ${price(bid)}`, `${size(askSize)} @ ${price(ask)}`);
}
