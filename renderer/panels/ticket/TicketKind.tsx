import { Segments } from '../../design/Segments.tsx';
import { useTexts } from '../../language/texts.ts';
import type { TicketDraft } from './ticket-draft.ts';

interface TicketKindProps {
  readonly draft: TicketDraft;
  readonly onChange: (draft: TicketDraft) => void;
}

/** Which side, and how the order asks for its price. */
export function TicketKind({ draft, onChange }: TicketKindProps) {
  const { buy, sell, ticket } = useTexts();
  return (
    <>
      <div data-side={draft.side} className="ticket-side">
        <Segments
          label={ticket.side}
          value={draft.side}
          onChange={(side) => onChange({ ...draft, side })}
          options={[
            { value: 'buy', text: `▲ ${buy}`, name: buy },
            { value: 'sell', text: `▼ ${sell}`, name: sell },
          ]}
        />
      </div>
      <Segments
        label={ticket.type}
        value={draft.type}
        onChange={(type) => onChange({ ...draft, type })}
        options={[
          { value: 'market', text: ticket.market },
          { value: 'limit', text: ticket.limit },
          { value: 'stop-market', text: ticket.stop },
        ]}
      />
    </>
  );
}
