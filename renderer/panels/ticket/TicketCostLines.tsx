import type { InstrumentView, MarketView } from '../../../engine/contract/views.ts';
import { formatFixed, formatQuote, NO_VALUE } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { ticketCosts } from './ticket-costs.ts';
import type { TicketDraft } from './ticket-draft.ts';

interface TicketCostLinesProps {
  readonly instrument: InstrumentView;
  readonly draft: TicketDraft;
  readonly market: MarketView | undefined;
}

/** Notional, fee and round trip before the order is sent. */
export function TicketCostLines({ instrument, draft, market }: TicketCostLinesProps) {
  const { ticket: texts } = useTexts();
  const costs = ticketCosts(draft, instrument, market);
  const rows = [
    [texts.notional, formatQuote(costs?.notionalQuote)],
    [texts.fee, formatFixed(costs?.feeQuote, 4)],
    [texts.spreadCost, formatFixed(costs?.spreadQuote, 4)],
    [
      texts.roundTrip,
      costs === undefined
        ? NO_VALUE
        : `${formatFixed(costs.roundTripQuote, 4)} · ${formatFixed(costs.roundTripBps, 1)} bps`,
    ],
    [texts.riskAtStop, formatQuote(costs?.riskQuote)],
  ] as const;
  return (
    <dl className="ticket-costs" aria-label={texts.estimates} title={texts.estimates}>
      {rows.map(([name, text]) => (
        <div key={name}>
          <dt>
            {name} <span className="unit">{instrument.quote}</span>
          </dt>
          <dd className="number">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
