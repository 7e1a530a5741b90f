import type { FlowWatch } from '../../../engine/contract/flow.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { BarPicker } from '../../charts/flow/BarPicker.tsx';
import type { KnownBars } from '../../charts/flow/flow-bar.ts';
import { FlowBarsGate } from '../../charts/flow/FlowBarsGate.tsx';
import { useFlowBars } from '../../charts/flow/use-flow-bars.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { useSessionKey } from '../../linking/session-key.ts';
import { usePanelSettings } from '../../panel-settings/use-panel-settings.ts';
import { DeltaCanvas } from './DeltaCanvas.tsx';
import { DELTA_RULES } from './delta-settings.ts';
import { divergenceText } from './divergence-text.ts';
import { SincePicker } from './SincePicker.tsx';

const FIRST_BARS = 600;

/** Who crossed the spread: cumulative delta, delta bar by bar, and divergences from price. */
export function DeltaPanel() {
  const [instrument] = useLinkedInstrument();
  const key = useSessionKey(instrument);
  const texts = useTexts();
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentDelta key={key} instrument={instrument} />;
}

function InstrumentDelta({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const [{ bars, since }, change] = usePanelSettings(DELTA_RULES, instrument.id);
  const asked = { instrument: instrument.id, bars, since };
  const watch: FlowWatch = { kind: 'delta', ...asked };
  const used = useFlowBars({
    watch,
    ask: (before) =>
      askEngine('deltaBars', { ...asked, count: FIRST_BARS, ...(before === undefined ? {} : { before }) }),
  });
  const newestMs = used.bars.state === 'known' ? used.bars.known.bars.at(-1)?.openTimeMs : undefined;
  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.delta} wraps>
        <span className="panel-symbol">{instrument.symbol}</span>
        <BarPicker value={bars} onChange={(next) => change({ bars: next })} />
        <SincePicker since={since} newestMs={newestMs} onChange={(next) => change({ since: next })} />
      </PanelToolbar>
      <FlowBarsGate bars={used}>
        {(known) => (
          <>
            <Divergence instrument={instrument} known={known} />
            <DeltaCanvas
              instrument={instrument}
              bars={used}
              known={known}
              anchorMs={typeof since === 'number' ? since : -Infinity}
              onAnchor={(next) => change({ since: next })}
            />
          </>
        )}
      </FlowBarsGate>
    </div>
  );
}

/** The newest divergence in a sentence; how one is found is told on hover. */
function Divergence({
  instrument,
  known,
}: {
  readonly instrument: InstrumentView;
  readonly known: KnownBars;
}) {
  const texts = useTexts().delta;
  const { base, lotSize, tickSize } = instrument;
  const text = divergenceText(known, {
    tick: Number(tickSize),
    tickPlaces: placesOf(tickSize),
    lot: Number(lotSize),
    lotPlaces: placesOf(lotSize),
    base,
    texts,
  });
  return (
    <p className="flow-statement" title={texts.divergenceRule}>
      {text}
    </p>
  );
}
