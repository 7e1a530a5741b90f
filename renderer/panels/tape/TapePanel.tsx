import { useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { useWatch } from '../../engine-client/watch.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { TapeCanvas } from './TapeCanvas.tsx';
import { typicalBig } from './tape-rows.ts';

/** The tape of the linked instrument: every trade of the market, newest on top, large ones marked. */
export function TapePanel() {
  const [instrument] = useLinkedInstrument();
  const texts = useTexts();
  useWatch('prints', instrument?.id);
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentTape key={instrument.id} instrument={instrument} />;
}

function InstrumentTape({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const [typed, setTyped] = useState('');
  const prints = useCalmEngineView(1000, (view) => view.prints[instrument.id]);
  const suggested = typicalBig(prints ?? []);
  const markFrom = Number(typed) > 0 ? Number(typed) : suggested;
  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.tape}>
        <span className="panel-symbol">{instrument.symbol}</span>
        <span className="spacer" />
        <label className="inline-field">
          {texts.tape.big}
          <input
            className="input number"
            size={6}
            inputMode="decimal"
            value={typed}
            placeholder={formatFixed(suggested, placesOf(instrument.lotSize))}
            onChange={(event) => setTyped(event.target.value)}
          />
          <span className="unit">{instrument.base}</span>
        </label>
      </PanelToolbar>
      {prints === undefined || prints.length === 0 ? (
        <EmptyPanel>{texts.tape.empty}</EmptyPanel>
      ) : (
        <TapeCanvas instrument={instrument} markFrom={markFrom} />
      )}
    </div>
  );
}
