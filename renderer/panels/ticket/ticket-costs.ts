import type { InstrumentView, MarketView } from '../../../engine/contract/views.ts';
import type { TicketDraft } from './ticket-draft.ts';
import { referencePrice } from './ticket-rules.ts';

/** What an order would cost, in quote units. Estimates from the book on screen. */
export interface TicketCosts {
  readonly notionalQuote: number;
  readonly feeQuote: number;
  /** Half the spread: what crossing it costs against the mid; zero for an order that rests. */
  readonly spreadQuote: number;
  /** In and out again: both fees and the spread as often as it is crossed. */
  readonly roundTripQuote: number;
  readonly roundTripBps: number;
  /** Lost between the price and the protective stop, without costs; undefined without a stop. */
  readonly riskQuote: number | undefined;
}

/** The costs of a draft; undefined while its price or size is not known. */
export function ticketCosts(
  draft: TicketDraft,
  instrument: InstrumentView,
  market: MarketView | undefined,
): TicketCosts | undefined {
  const price = referencePrice(draft, market);
  const size = Number(draft.size);
  if (price === undefined || !(size > 0)) return undefined;
  const notionalQuote = price * size;
  const rests = restsInBook(draft, market);
  const takerQuote = (notionalQuote * instrument.takerFeeBps) / 10_000;
  const feeQuote = rests ? (notionalQuote * instrument.makerFeeBps) / 10_000 : takerQuote;
  const halfSpread = halfSpreadOf(market) * size;
  const spreadQuote = rests ? 0 : halfSpread;
  // Leaving is reckoned at market, because a protective stop leaves that way.
  const roundTripQuote = feeQuote + takerQuote + spreadQuote + halfSpread;
  const stop = Number(draft.protectiveStop);
  return {
    notionalQuote,
    feeQuote,
    spreadQuote,
    roundTripQuote,
    roundTripBps: (roundTripQuote / notionalQuote) * 10_000,
    riskQuote: stop > 0 && !draft.reduceOnly ? Math.abs(price - stop) * size : undefined,
  };
}

const halfSpreadOf = (market: MarketView | undefined): number => {
  const [bid] = market?.bids ?? [];
  const [ask] = market?.asks ?? [];
  return bid === undefined || ask === undefined ? 0 : (ask - bid) / 2;
};

function restsInBook(draft: TicketDraft, market: MarketView | undefined): boolean {
  if (draft.type !== 'limit') return false;
  const limit = Number(draft.limitPrice);
  const [bid] = market?.bids ?? [];
  const [ask] = market?.asks ?? [];
  return draft.side === 'buy' ? ask === undefined || limit < ask : bid === undefined || limit > bid;
}
