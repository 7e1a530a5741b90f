import { ChevronsRight } from 'lucide-react';
import { useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { InstrumentPicker } from '../../design/InstrumentPicker.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import { formatChange } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { usePanelSettings } from '../../panel-settings/use-panel-settings.ts';
import { BarSpecPicker } from './BarSpecPicker.tsx';
import { BAR_STYLES, type BarStyle } from './chart-scene.ts';
import { CHART_RULES, type ChartSettings } from './chart-settings.ts';
import { ChartStage } from './ChartStage.tsx';
import { INDICATORS, type IndicatorKey } from './indicators.ts';

/** Bars of the linked instrument with volume and delta, indicators, drawings, own orders and own fills. */
export function ChartPanel() {
  const [instrument] = useLinkedInstrument();
  const texts = useTexts();
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentChart instrument={instrument} />;
}

function InstrumentChart({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const [, link] = useLinkedInstrument();
  const instruments = useEngineView((view) => view.instruments);
  // Another session may have other bars under the same name: a recording of the sandbox, for instance.
  const sessionId = useEngineView((view) => view.session.sessionId);
  const [shown, change] = usePanelSettings(CHART_RULES, instrument.id);
  const [jump, setJump] = useState(0);

  return (
    <div className="panel-body chart-panel">
      <PanelToolbar label={texts.panels.chart}>
        <InstrumentPicker
          label={texts.instrument}
          instruments={instruments}
          value={instrument.id}
          onChange={link}
        />
        <BarSpecPicker value={shown.spec} onChange={(spec) => change({ spec })} />
        <StylePicker value={shown.style} onChange={(style) => change({ style })} />
        <StudyToggles shown={shown} onChange={change} />
        <span className="spacer" />
        <Funding instrument={instrument} />
        <IconButton
          icon={ChevronsRight}
          label={texts.chart.latest}
          hotkey="End"
          onClick={() => setJump(jump + 1)}
        />
      </PanelToolbar>
      <ChartStage
        key={`${sessionId} ${instrument.id} ${JSON.stringify(shown.spec)}`}
        instrument={instrument}
        {...shown}
        jump={jump}
      />
    </div>
  );
}

interface StylePickerProps {
  readonly value: BarStyle;
  readonly onChange: (style: BarStyle) => void;
}

function StylePicker({ onChange, value }: StylePickerProps) {
  const { chart } = useTexts();
  return (
    <select
      className="select"
      aria-label={chart.style}
      value={value}
      onChange={({ target }) => onChange(target.value as BarStyle)}
    >
      {BAR_STYLES.map((style) => (
        <option key={style} value={style}>
          {chart.styles[style]}
        </option>
      ))}
    </select>
  );
}

interface StudyTogglesProps {
  readonly shown: ChartSettings;
  readonly onChange: (part: Partial<ChartSettings>) => void;
}

function StudyToggles({ onChange, shown: { keys, showsBigTrades } }: StudyTogglesProps) {
  const texts = useTexts();
  const toggled = (key: IndicatorKey) =>
    keys.includes(key) ? keys.filter((known) => known !== key) : [...keys, key];
  return (
    <div className="segments" role="group" aria-label={texts.chart.indicators}>
      {INDICATORS.map(({ key }) => (
        <button
          key={key}
          type="button"
          aria-pressed={keys.includes(key)}
          onClick={() => onChange({ keys: toggled(key) })}
        >
          {texts.indicators[key]}
        </button>
      ))}
      <button
        type="button"
        aria-pressed={showsBigTrades}
        title={texts.chart.bigTradesHint}
        onClick={() => onChange({ showsBigTrades: !showsBigTrades })}
      >
        {texts.chart.bigTrades}
      </button>
    </div>
  );
}

/** What holding a long position pays at the next funding, as a fraction of its value. */
function Funding({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const rate = useCalmEngineView(1000, (view) => view.markets[instrument.id]?.fundingRate);
  if (typeof rate !== 'number') return null;
  return (
    <span className="hint roomy">
      {texts.markets.funding} {formatChange(rate, 4)}
    </span>
  );
}
