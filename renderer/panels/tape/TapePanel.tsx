import { Combine, Highlighter } from 'lucide-react';
import { useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { digitsFor } from '../../charts/flow/amounts.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { formatFixed } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { TapeCanvas } from './TapeCanvas.tsx';
import { TapeSpeed } from './TapeSpeed.tsx';
import { useMarketOrders } from './use-market-orders.ts';

/** The tape of the linked instrument: market orders put together from prints, newest on top, big ones marked. */
export function TapePanel() {
  const [instrument] = useLinkedInstrument();
  const texts = useTexts();
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentTape key={instrument.id} instrument={instrument} />;
}

function InstrumentTape({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const { tape } = texts;
  const [typed, setTyped] = useState('');
  const [asPrints, setAsPrints] = useState(false);
  const [highlightsBig, setHighlightsBig] = useState(true);
  const used = useMarketOrders(instrument.id, asPrints);
  const { orders } = used;
  const leastBase = Number(typed) > 0 ? Number(typed) : 0;
  const big = orders?.bigBase?.[0];
  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.tape}>
        <span className="panel-symbol">{instrument.symbol}</span>
        <span className="spacer" />
        <label className="inline-field" title={tape.leastHint}>
          {tape.least}
          <input
            className="input number"
            size={5}
            inputMode="decimal"
            value={typed}
            placeholder="0"
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <IconButton
          icon={Combine}
          label={asPrints ? tape.prints : tape.orders}
          isPressed={!asPrints}
          onClick={() => setAsPrints(!asPrints)}
        />
        <IconButton
          icon={Highlighter}
          label={
            big === undefined
              ? tape.highlightEarly
              : tape.highlight(`${formatFixed(big, digitsFor(big, 8))} ${instrument.base}`)
          }
          isPressed={highlightsBig}
          onClick={() => setHighlightsBig(!highlightsBig)}
        />
      </PanelToolbar>
      {orders === undefined || orders.orders.length === 0 ? (
        <EmptyPanel>{orders === undefined ? texts.flow.loading : tape.empty}</EmptyPanel>
      ) : (
        <>
          <TapeSpeed orders={orders} base={instrument.base} />
          <TapeCanvas
            key={String(asPrints)}
            instrument={instrument}
            used={used}
            leastBase={leastBase}
            highlightsBig={highlightsBig}
          />
        </>
      )}
    </div>
  );
}
