import { ChevronsRight, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { FlowWatch } from '../../../engine/contract/flow.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { BarPicker } from '../../charts/flow/BarPicker.tsx';
import { useFlowBars } from '../../charts/flow/use-flow-bars.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { FootprintCanvas } from './FootprintCanvas.tsx';
import { FIRST_SETTINGS, type FootprintSettings, marksOf, ROW_CHOICES } from './footprint-settings.ts';
import { MarkFields } from './MarkFields.tsx';
import { useFittingRows } from './use-fitting-rows.ts';

const FIRST_BARS = 250;

/** Volume by price and side inside every bar of the linked instrument. */
export function FootprintPanel() {
  const [instrument] = useLinkedInstrument();
  const texts = useTexts();
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentFootprint key={instrument.id} instrument={instrument} />;
}

function InstrumentFootprint({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const [settings, setSettings] = useState(FIRST_SETTINGS);
  const [areMarksOpen, setMarksOpen] = useState(false);
  const [jump, setJump] = useState(0);
  const fitting = useFittingRows(instrument.id, settings.bars);
  const rowTicks = settings.rowTicks ?? fitting;
  const change = (part: Partial<FootprintSettings>) => setSettings({ ...settings, ...part });
  const rowText = (ticks: number) =>
    texts.flow.rowOf(formatFixed(ticks * Number(instrument.tickSize), placesOf(instrument.tickSize)));

  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.footprint}>
        <span className="panel-symbol">{instrument.symbol}</span>
        <BarPicker value={settings.bars} onChange={(bars) => change({ bars, rowTicks: undefined })} />
        <select
          className="select"
          aria-label={texts.flow.rowHeight}
          value={settings.rowTicks ?? 'auto'}
          onChange={({ target }) =>
            change({ rowTicks: target.value === 'auto' ? undefined : Number(target.value) })
          }
        >
          <option value="auto">
            {fitting === undefined ? texts.flow.auto : texts.flow.autoRows(rowText(fitting))}
          </option>
          {ROW_CHOICES.map((ticks) => (
            <option key={ticks} value={ticks}>
              {rowText(ticks)}
            </option>
          ))}
        </select>
        <span className="hint roomy">{texts.footprint.unit(instrument.base)}</span>
        <span className="spacer" />
        <IconButton
          icon={SlidersHorizontal}
          label={texts.footprint.settings}
          isPressed={areMarksOpen}
          onClick={() => setMarksOpen(!areMarksOpen)}
        />
        <IconButton
          icon={ChevronsRight}
          label={texts.flow.latest}
          hotkey="End"
          onClick={() => setJump(jump + 1)}
        />
      </PanelToolbar>
      {areMarksOpen && <MarkFields settings={settings} base={instrument.base} onChange={change} />}
      {rowTicks === undefined ? (
        <EmptyPanel>{texts.flow.loading}</EmptyPanel>
      ) : (
        <LoadedFootprint instrument={instrument} settings={settings} rowTicks={rowTicks} jump={jump} />
      )}
    </div>
  );
}

interface LoadedFootprintProps {
  readonly instrument: InstrumentView;
  readonly settings: FootprintSettings;
  readonly rowTicks: number;
  readonly jump: number;
}

function LoadedFootprint({ instrument, jump, rowTicks, settings }: LoadedFootprintProps) {
  const texts = useTexts();
  const asked = {
    instrument: instrument.id,
    bars: settings.bars,
    rowTicks,
    marks: marksOf(settings, Number(instrument.lotSize)),
  };
  const watch: FlowWatch = { kind: 'footprint', ...asked };
  const bars = useFlowBars({
    watch,
    ask: (before) =>
      askEngine('footprint', { ...asked, count: FIRST_BARS, ...(before === undefined ? {} : { before }) }),
  });
  const { bars: state } = bars;
  if (state.state === 'loading') return <EmptyPanel>{texts.flow.loading}</EmptyPanel>;
  if (state.state === 'failed') return <EmptyPanel>{texts.flow.failed(state.detail)}</EmptyPanel>;
  if (state.known.bars.length === 0)
    return <EmptyPanel>{state.known.isComplete ? texts.tape.empty : texts.flow.reading}</EmptyPanel>;
  return (
    <FootprintCanvas
      instrument={instrument}
      bars={bars}
      known={state.known}
      rowTicks={rowTicks}
      jump={jump}
    />
  );
}
