import { useState } from 'react';
import type { BarSpec, FlowWatch } from '../../../engine/contract/flow.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { BarPicker } from '../../charts/flow/BarPicker.tsx';
import { useFlowBars } from '../../charts/flow/use-flow-bars.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { Segments } from '../../design/Segments.tsx';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { placesOf } from '../../formatting/numbers.ts';
import { formatTime } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { DeltaCanvas } from './DeltaCanvas.tsx';
import { divergenceText } from './divergence-text.ts';

const FIRST_BARS = 600;

/** Where cumulative delta begins. */
type Since = Extract<FlowWatch, { kind: 'delta' }>['since'];

/** Who crossed the spread: cumulative delta, delta bar by bar, and divergences from price. */
export function DeltaPanel() {
  const [instrument] = useLinkedInstrument();
  const texts = useTexts();
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentDelta key={instrument.id} instrument={instrument} />;
}

function InstrumentDelta({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const [bars, setBars] = useState<BarSpec>({ kind: 'time', intervalMs: 60_000 });
  const [since, setSince] = useState<Since>('session');
  const watch: FlowWatch = { kind: 'delta', instrument: instrument.id, bars, since };
  const used = useFlowBars({
    watch,
    ask: (before) =>
      askEngine('deltaBars', {
        instrument: instrument.id,
        bars,
        since,
        count: FIRST_BARS,
        ...(before === undefined ? {} : { before }),
      }),
  });
  const { bars: state } = used;
  const firstMs = state.state === 'known' ? state.known.bars.at(-1)?.openTimeMs : undefined;
  const sinces = [
    { value: 'session', text: texts.delta.sinceSession },
    { value: 'day', text: texts.delta.sinceDay },
    { value: 'anchor', text: texts.delta.sinceAnchor },
  ] as const;
  const choose = (value: 'session' | 'day' | 'anchor') =>
    setSince(value === 'anchor' ? (firstMs ?? 'session') : value);
  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.delta}>
        <span className="panel-symbol">{instrument.symbol}</span>
        <BarPicker value={bars} onChange={setBars} />
        <Segments
          label={texts.delta.since}
          value={typeof since === 'number' ? 'anchor' : since}
          onChange={choose}
          options={sinces}
        />
        {typeof since === 'number' && (
          <span className="hint">{texts.delta.anchoredAt(formatTime(since))}</span>
        )}
        <span className="hint roomy">{texts.delta.anchorHint}</span>
      </PanelToolbar>
      {state.state === 'loading' && <EmptyPanel>{texts.flow.loading}</EmptyPanel>}
      {state.state === 'failed' && <EmptyPanel>{texts.flow.failed(state.detail)}</EmptyPanel>}
      {state.state === 'known' && state.known.bars.length === 0 && (
        <EmptyPanel>{state.known.isComplete ? texts.tape.empty : texts.flow.reading}</EmptyPanel>
      )}
      {state.state === 'known' && state.known.bars.length > 0 && (
        <>
          <p className="flow-statement" title={texts.delta.divergenceRule}>
            {divergenceText(state.known, {
              tick: Number(instrument.tickSize),
              tickPlaces: placesOf(instrument.tickSize),
              lot: Number(instrument.lotSize),
              lotPlaces: placesOf(instrument.lotSize),
              base: instrument.base,
              texts: texts.delta,
            })}
          </p>
          <DeltaCanvas
            instrument={instrument}
            bars={used}
            known={state.known}
            anchorMs={typeof since === 'number' ? since : -Infinity}
            onAnchor={setSince}
          />
        </>
      )}
    </div>
  );
}
