import { Segments } from '../../design/Segments.tsx';
import { useTexts } from '../../language/texts.ts';
import type { TicketDraft } from './ticket-draft.ts';

const TYPES = [
  'market',
  'limit',
  'stop-market',
  'stop-limit',
  'take-profit-market',
  'take-profit-limit',
  'trailing-stop',
] as const satisfies readonly TicketDraft['type'][];

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
        {TYPES.map((type) => (
          <option key={type} value={type}>
            {ticket.types[type]}
          </option>
        ))}
      </select>
    </>
  );
}
