import { useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { placeOrder } from '../../engine-client/place-order.ts';
import { notify } from '../../host-client/notices.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { TicketCostLines } from './TicketCostLines.tsx';
import { freshDraft, requestOf } from './ticket-draft.ts';
import { TicketFields } from './TicketFields.tsx';
import { TicketKind } from './TicketKind.tsx';
import { placedNotice } from './placed-notice.ts';
import { ticketErrors } from './ticket-rules.ts';

/** Places an order by hand in the linked instrument. */
export function TicketPanel() {
  const [instrument] = useLinkedInstrument();
  const texts = useTexts();
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <Ticket key={instrument.id} instrument={instrument} />;
}

function Ticket({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const market = useCalmEngineView(250, (view) => view.markets[instrument.id]);
  const [draft, setDraft] = useState(() => freshDraft(instrument.minSizeBase));
  // Fields that come with another type were not left empty by anybody yet.
  const [triedType, setTriedType] = useState<typeof draft.type | undefined>();
  const [problem, setProblem] = useState<string | undefined>();
  const errors = ticketErrors(draft, instrument, market, texts);
  const isValid = Object.keys(errors).length === 0;
  const side = draft.side === 'buy' ? texts.buy : texts.sell;

  const submit = async () => {
    setTriedType(isValid ? undefined : draft.type);
    if (!isValid) return;
    const placed = await placeOrder(requestOf(instrument, draft));
    setProblem(placed.ok || placed.detail === '' ? undefined : placed.detail);
    if (!placed.ok) return;
    const notice = placedNotice(placed.became, { side, size: draft.size, instrument }, texts);
    if (notice) notify(notice);
  };
  return (
    <form
      className="panel-body scroll ticket"
      aria-label={texts.ticket.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className="panel-symbol">{instrument.symbol}</p>
      <TicketKind draft={draft} onChange={setDraft} />
      <TicketFields
        instrument={instrument}
        market={market}
        draft={draft}
        onChange={setDraft}
        errors={errors}
        showsEmpty={triedType === draft.type}
      />
      <TicketCostLines instrument={instrument} draft={draft} market={market} />
      {problem !== undefined && (
        <p className="hint danger" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" className="button place" data-side={draft.side} aria-disabled={!isValid}>
        {texts.ticket.place(side, draft.size, instrument.base)}
      </button>
    </form>
  );
}
