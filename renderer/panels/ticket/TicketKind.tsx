import { ORDER_TYPES } from '../../../engine/domain/order/order-kind.ts';
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
      <select
        className="select"
        aria-label={ticket.type}
        value={draft.type}
        onChange={(event) => onChange({ ...draft, type: event.target.value as TicketDraft['type'] })}
      >
        {ORDER_TYPES.map((type) => (
          <option key={type} value={type}>
            {ticket.types[type]}
          </option>
        ))}
      </select>
    </>
  );
}
