import { ChevronsRight, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { FlowWatch } from '../../../engine/contract/flow.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { BarPicker } from '../../charts/flow/BarPicker.tsx';
import { FlowBarsGate } from '../../charts/flow/FlowBarsGate.tsx';
import { RowPicker } from '../../charts/flow/RowPicker.tsx';
import { useFlowBars } from '../../charts/flow/use-flow-bars.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { useSessionKey } from '../../linking/session-key.ts';
import { usePanelSettings } from '../../panel-settings/use-panel-settings.ts';
import { FootprintCanvas } from './FootprintCanvas.tsx';
import { FOOTPRINT_RULES, type FootprintSettings, marksOf } from './footprint-settings.ts';
import { MarkFields } from './MarkFields.tsx';
import { useFittingRows } from './use-fitting-rows.ts';

const FIRST_BARS = 250;

/** Volume by price and side inside every bar of the linked instrument. */
export function FootprintPanel() {
  const [instrument] = useLinkedInstrument();
  const key = useSessionKey(instrument);
  const texts = useTexts();
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentFootprint key={key} instrument={instrument} />;
}

function InstrumentFootprint({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const [settings, change] = usePanelSettings(FOOTPRINT_RULES, instrument.id);
  const { areMarksOpen } = settings;
  const [jump, setJump] = useState(0);
  const fitting = useFittingRows(instrument.id, settings.bars);
  const rowTicks = settings.rowTicks ?? fitting;

  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.footprint} wraps>
        <span className="panel-symbol">{instrument.symbol}</span>
        <BarPicker value={settings.bars} onChange={(bars) => change({ bars, rowTicks: undefined })} />
        <RowPicker
          instrument={instrument}
          value={settings.rowTicks}
          fitting={fitting}
          onChange={(ticks) => change({ rowTicks: ticks })}
        />
        <span className="hint roomy">{texts.footprint.unit(instrument.base)}</span>
        <span className="spacer" />
        <IconButton
          icon={SlidersHorizontal}
          label={texts.footprint.settings}
          isPressed={areMarksOpen}
          onClick={() => change({ areMarksOpen: !areMarksOpen })}
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
  return (
    <FlowBarsGate bars={bars}>
      {(known) => (
        <FootprintCanvas instrument={instrument} bars={bars} known={known} rowTicks={rowTicks} jump={jump} />
      )}
    </FlowBarsGate>
  );
}
