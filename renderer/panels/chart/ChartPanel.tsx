import { ChevronsRight } from 'lucide-react';
import { useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { InstrumentPicker } from '../../design/InstrumentPicker.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { Segments } from '../../design/Segments.tsx';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import { formatChange } from '../../formatting/numbers.ts';
import { formatInterval } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { INDICATORS, type IndicatorKey } from './indicators.ts';
import { PriceChart } from './PriceChart.tsx';

const MINUTE_MS = 60_000;
const INTERVALS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);

/** Candles of the linked instrument with volume, indicators, own orders and own fills. */
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
  const [intervalMs, setIntervalMs] = useState(MINUTE_MS);
  const [keys, setKeys] = useState<readonly IndicatorKey[]>(['ema', 'vwap']);
  const [jump, setJump] = useState(0);
  const toggle = (key: IndicatorKey) =>
    setKeys(keys.includes(key) ? keys.filter((known) => known !== key) : [...keys, key]);

  return (
    <div className="panel-body chart-panel">
      <PanelToolbar label={texts.panels.chart}>
        <InstrumentPicker
          label={texts.instrument}
          instruments={instruments}
          value={instrument.id}
          onChange={link}
        />
        <Segments
          label={texts.chart.interval}
          value={intervalMs}
          onChange={setIntervalMs}
          options={INTERVALS.map((value) => ({ value, text: formatInterval(value) }))}
        />
        <div className="segments" role="group" aria-label={texts.chart.indicators}>
          {INDICATORS.map(({ key }) => (
            <button key={key} type="button" aria-pressed={keys.includes(key)} onClick={() => toggle(key)}>
              {texts.indicators[key]}
            </button>
          ))}
        </div>
        <span className="spacer" />
        <Funding instrument={instrument} />
        <IconButton
          icon={ChevronsRight}
          label={texts.chart.latest}
          hotkey="End"
          onClick={() => setJump(jump + 1)}
        />
      </PanelToolbar>
      <PriceChart
        key={`${instrument.id} ${intervalMs}`}
        instrument={instrument}
        intervalMs={intervalMs}
        keys={keys}
        jump={jump}
      />
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
