import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { useSessionKey } from '../../linking/session-key.ts';
import { usePanelSettings } from '../../panel-settings/use-panel-settings.ts';
import { TapeCanvas } from './TapeCanvas.tsx';
import { TapeSpeed } from './TapeSpeed.tsx';
import { TAPE_RULES } from './tape-settings.ts';
import { TapeToolbar } from './TapeToolbar.tsx';
import { useMarketOrders } from './use-market-orders.ts';

/** The tape of the linked instrument: market orders put together from prints, newest on top, big ones marked. */
export function TapePanel() {
  const [instrument] = useLinkedInstrument();
  const key = useSessionKey(instrument);
  const texts = useTexts();
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentTape key={key} instrument={instrument} />;
}

function InstrumentTape({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const [choice, change] = usePanelSettings(TAPE_RULES, instrument.id);
  const used = useMarketOrders(instrument.id, choice.asPrints);
  const { orders } = used;
  const hasOrders = orders !== undefined && orders.orders.length > 0;
  return (
    <div className="panel-body">
      <TapeToolbar instrument={instrument} choice={choice} bigBase={orders?.bigBase?.[0]} onChange={change} />
      {hasOrders ? (
        <>
          <TapeSpeed orders={orders} base={instrument.base} />
          <TapeCanvas
            key={String(choice.asPrints)}
            instrument={instrument}
            used={used}
            leastBase={Number(choice.least) > 0 ? Number(choice.least) : 0}
            highlightsBig={choice.highlightsBig}
          />
        </>
      ) : (
        <EmptyPanel>{orders === undefined ? texts.flow.loading : texts.tape.empty}</EmptyPanel>
      )}
    </div>
  );
}
