import type { InstrumentView, MarketView } from '../../../engine/contract/views.ts';
import { formatQuote } from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';
import type { TicketDraft } from './ticket-draft.ts';

export type TicketField = 'size' | 'limitPrice' | 'triggerPrice' | 'protectiveStop';

/** What is wrong with a ticket, by field: the rule and the value that broke it. */
export type TicketErrors = Partial<Readonly<Record<TicketField, string>>>;

const DECIMAL = /^(0|[1-9]\d{0,14})(\.\d{1,12})?$/;

/** Whether a decimal lies on a grid, worked out in whole numbers: 0.3 is three steps of 0.1. */
export function isMultiple(text: string, step: string): boolean {
  const places = Math.max(text.split('.')[1]?.length ?? 0, step.split('.')[1]?.length ?? 0);
  const whole = (decimal: string) => {
    const [units = '0', fraction = ''] = decimal.split('.');
    return BigInt(units + fraction.padEnd(places, '0'));
  };
  return whole(step) > 0n && whole(text) % whole(step) === 0n;
}

/** The price an order would meet: its own, or the best of the other side. */
export function referencePrice(draft: TicketDraft, market: MarketView | undefined): number | undefined {
  if (draft.type === 'limit') return DECIMAL.test(draft.limitPrice) ? Number(draft.limitPrice) : undefined;
  if (draft.type === 'stop-market')
    return DECIMAL.test(draft.triggerPrice) ? Number(draft.triggerPrice) : undefined;
  return (draft.side === 'buy' ? market?.asks[0] : market?.bids[0]) ?? undefined;
}

/** Every rule of the instrument and of sense that a ticket breaks. The engine checks again. */
export function ticketErrors(
  draft: TicketDraft,
  instrument: InstrumentView,
  market: MarketView | undefined,
  texts: Texts,
): TicketErrors {
  const { ticket } = texts;
  const onTicks = (name: string, value: string) => stepError(name, value, instrument.tickSize, texts);
  const errors: Record<TicketField, string | undefined> = {
    size: sizeError(draft, instrument, market, texts),
    limitPrice: draft.type === 'limit' ? onTicks(ticket.limitPrice, draft.limitPrice) : undefined,
    triggerPrice:
      draft.type === 'stop-market'
        ? (onTicks(ticket.triggerPrice, draft.triggerPrice) ?? triggerError(draft, market, texts))
        : undefined,
    protectiveStop: draft.reduceOnly ? undefined : stopError(draft, instrument, market, texts),
  };
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => error !== undefined));
}

function stepError(
  name: string,
  value: string,
  step: string,
  { ticket: { rules } }: Texts,
): string | undefined {
  if (!DECIMAL.test(value)) return rules.number(name, value);
  if (Number(value) === 0) return rules.above(name);
  return isMultiple(value, step) ? undefined : rules.step(name, step, value);
}

function sizeError(
  draft: TicketDraft,
  instrument: InstrumentView,
  market: MarketView | undefined,
  texts: Texts,
): string | undefined {
  const { ticket } = texts;
  const wrong = stepError(ticket.size, draft.size, instrument.lotSize, texts);
  if (wrong !== undefined) return wrong;
  if (Number(draft.size) < Number(instrument.minSizeBase))
    return ticket.rules.minSize(instrument.minSizeBase, draft.size);
  const price = referencePrice(draft, market);
  const notional = price === undefined ? undefined : price * Number(draft.size);
  if (notional === undefined || draft.reduceOnly || notional >= Number(instrument.minNotionalQuote))
    return undefined;
  return ticket.rules.minNotional(
    `${instrument.minNotionalQuote} ${instrument.quote}`,
    formatQuote(notional),
  );
}

function triggerError(
  draft: TicketDraft,
  market: MarketView | undefined,
  { ticket: { rules } }: Texts,
): string | undefined {
  const last = market?.lastPrice;
  if (last === null || last === undefined) return undefined;
  const trigger = Number(draft.triggerPrice);
  if (draft.side === 'buy' && trigger <= last) return rules.triggerAbove(String(last), draft.triggerPrice);
  if (draft.side === 'sell' && trigger >= last) return rules.triggerBelow(String(last), draft.triggerPrice);
  return undefined;
}

function stopError(
  draft: TicketDraft,
  instrument: InstrumentView,
  market: MarketView | undefined,
  texts: Texts,
): string | undefined {
  const { ticket } = texts;
  if (draft.protectiveStop === '') return ticket.rules.stopNeeded;
  const wrong = stepError(ticket.protectiveStop, draft.protectiveStop, instrument.tickSize, texts);
  const price = referencePrice(draft, market);
  if (wrong !== undefined || price === undefined) return wrong;
  const stop = Number(draft.protectiveStop);
  if (draft.side === 'buy' && stop >= price)
    return ticket.rules.stopBelow(String(price), draft.protectiveStop);
  if (draft.side === 'sell' && stop <= price)
    return ticket.rules.stopAbove(String(price), draft.protectiveStop);
  return undefined;
}
