import { CircleDot, Locate } from 'lucide-react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { IconButton } from '../../design/IconButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { useTexts } from '../../language/texts.ts';
import { HeatmapLegend } from './HeatmapLegend.tsx';
import { BRIGHTNESS_LIMITS } from './heatmap-settings.ts';
import type { HeatmapState } from './heatmap-options.ts';

interface HeatmapToolbarProps {
  readonly instrument: InstrumentView;
  readonly heat: readonly string[];
  readonly state: HeatmapState | undefined;
  /** Doublings against the automatic scale. */
  readonly brightness: number;
  readonly showBubbles: boolean;
  readonly onBrightness: (brightness: number) => void;
  readonly onBubbles: (areShown: boolean) => void;
  readonly onResume: () => void;
}

/** Legend, brightness, bubbles, and the way back to the market. */
export function HeatmapToolbar(props: HeatmapToolbarProps) {
  const { instrument, heat, state, brightness, showBubbles, onBrightness, onBubbles, onResume } = props;
  const { heatmap: texts, panels } = useTexts();
  return (
    <PanelToolbar label={panels.heatmap} wraps>
      <span className="panel-symbol" title={instrument.symbol}>
        {instrument.symbol}
      </span>
      {state && <HeatmapLegend instrument={instrument} heat={heat} state={state} />}
      <div className="toolbar-end">
        <label className="inline-field">
          <span className="roomy">{texts.brightness}</span>
          <input
            type="range"
            className="heatmap-slider"
            min={BRIGHTNESS_LIMITS[0]}
            max={BRIGHTNESS_LIMITS[1]}
            step={0.5}
            value={brightness}
            aria-label={texts.brightness}
            onChange={(event) => onBrightness(Number(event.target.value))}
          />
        </label>
        <IconButton
          icon={CircleDot}
          label={texts.bubbles}
          isPressed={showBubbles}
          onClick={() => onBubbles(!showBubbles)}
        />
        <IconButton
          icon={Locate}
          label={texts.resume}
          hotkey="End"
          isPressed={state?.isFollowing ?? true}
          onClick={onResume}
        />
      </div>
    </PanelToolbar>
  );
}
