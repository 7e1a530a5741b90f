import { useId, useMemo, useRef } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import { formatFixed, formatPlain, placesOf } from '../../formatting/numbers.ts';
import { formatTime } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { usePanelSettings } from '../../panel-settings/use-panel-settings.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { HeatmapCanvas } from './HeatmapCanvas.tsx';
import { HeatmapToolbar } from './HeatmapToolbar.tsx';
import { HEATMAP_RULES } from './heatmap-settings.ts';
import type { HeatmapLook } from './heatmap-options.ts';
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
  const [settings, change] = usePanelSettings(HEATMAP_RULES, instrument.id);
  const { brightness, showBubbles } = settings;
  const scene = useRef<HTMLCanvasElement>(null);
  const crosshair = useRef<HTMLCanvasElement>(null);
  const look = useLook(instrument, brightness, showBubbles);
  const heatmap = useHeatmap(scene, crosshair, { instrument, look, zooms: settings, onZooms: change });
  const summary = useSummary(instrument);
  return (
    <div className="panel-body">
      <HeatmapToolbar
        instrument={instrument}
        heat={look.colors.heat}
        state={heatmap.state}
        brightness={brightness}
        showBubbles={showBubbles}
        onBrightness={(doublings) => change({ brightness: doublings })}
        onBubbles={(areShown) => change({ showBubbles: areShown })}
        onResume={() => heatmap.view.current?.resume()}
      />
      <HeatmapCanvas
        scene={scene}
        crosshair={crosshair}
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
