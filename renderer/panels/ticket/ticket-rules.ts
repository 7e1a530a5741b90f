import type { InstrumentView, MarketView } from '../../../engine/contract/views.ts';
import { formatQuote } from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';
import { gridError, inUnit, isDecimal } from '../../order-changes/grid-error.ts';
import { firstTargetError, type TargetError, targetErrors } from './ticket-targets.ts';
import { hasLimit, mayHaveOtherLeg, needsTrigger, type TicketDraft } from './ticket-draft.ts';

export type TicketField =
  | 'size'
  | 'limitPrice'
  | 'triggerPrice'
  | 'trailDistance'
  | 'otherTrigger'
  | 'targets'
  | 'protectiveStop';

/** What is wrong with a ticket, by field: the rule and the value that broke it. */
export type TicketErrors = Partial<Readonly<Record<TicketField, string>>>;

/** The price an order would meet: its own, or the best of the other side. */
export function referencePrice(draft: TicketDraft, market: MarketView | undefined): number | undefined {
  if (hasLimit(draft.type)) return isDecimal(draft.limitPrice) ? Number(draft.limitPrice) : undefined;
  if (needsTrigger(draft.type)) return isDecimal(draft.triggerPrice) ? Number(draft.triggerPrice) : undefined;
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
  const prices = { step: instrument.tickSize, unit: instrument.quote };
  const onTicks = (name: string, value: string) => gridError(name, value, prices, texts);
  const errors: Record<TicketField, string | undefined> = {
    size: sizeError(draft, instrument, market, texts),
    limitPrice: hasLimit(draft.type) ? onTicks(ticket.limitPrice, draft.limitPrice) : undefined,
    triggerPrice: triggerErrorOf(draft, instrument, market, texts),
    trailDistance:
      draft.type === 'trailing-stop' ? onTicks(ticket.trailDistance, draft.trailDistance) : undefined,
    otherTrigger:
      mayHaveOtherLeg(draft) && draft.otherTrigger !== ''
        ? onTicks(ticket.otherTrigger, draft.otherTrigger)
        : undefined,
    targets: draft.reduceOnly
      ? undefined
      : firstTargetError(targetErrorsOf(draft, instrument, market, texts)),
    protectiveStop: draft.reduceOnly ? undefined : stopError(draft, instrument, market, texts),
  };
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => error !== undefined));
}

function sizeError(
  draft: TicketDraft,
  instrument: InstrumentView,
  market: MarketView | undefined,
  texts: Texts,
): string | undefined {
  const { ticket } = texts;
  const { base, lotSize, minNotionalQuote, minSizeBase, quote } = instrument;
  const wrong = gridError(ticket.size, draft.size, { step: lotSize, unit: base }, texts);
  if (wrong !== undefined) return wrong;
  if (Number(draft.size) < Number(minSizeBase))
    return ticket.rules.minSize(inUnit(minSizeBase, base), inUnit(draft.size, base));
  const price = referencePrice(draft, market);
  const notional = price === undefined ? undefined : price * Number(draft.size);
  if (notional === undefined || draft.reduceOnly || notional >= Number(minNotionalQuote)) return undefined;
  return ticket.rules.minNotional(inUnit(minNotionalQuote, quote), inUnit(formatQuote(notional), quote));
}

function triggerErrorOf(
  draft: TicketDraft,
  instrument: InstrumentView,
  market: MarketView | undefined,
  texts: Texts,
): string | undefined {
  const { triggerPrice, type } = draft;
  const { activation, triggerPrice: name } = texts.ticket;
  const prices = { step: instrument.tickSize, unit: instrument.quote };
  if (type === 'trailing-stop')
    return triggerPrice === '' ? undefined : gridError(activation, triggerPrice, prices, texts);
  if (!needsTrigger(type)) return undefined;
  return gridError(name, triggerPrice, prices, texts) ?? triggerError(draft, instrument, market, texts);
}

/** A stop waits for the market to go against the order, a take-profit for it to come its way. */
function triggerError(
  { side, triggerPrice, type }: TicketDraft,
  { quote }: InstrumentView,
  market: MarketView | undefined,
  { ticket: { rules } }: Texts,
): string | undefined {
  const last = market?.lastPrice;
  if (last === null || last === undefined) return undefined;
  const trigger = Number(triggerPrice);
  const isStop = type === 'stop-market' || type === 'stop-limit';
  const mustBeAbove = (side === 'buy') === isStop;
  const [reference, was] = [inUnit(last, quote), inUnit(triggerPrice, quote)];
  if (mustBeAbove && trigger <= last) {
    return isStop ? rules.triggerAbove(reference, was) : rules.takeAbove(reference, was);
  }
  if (!mustBeAbove && trigger >= last) {
    return isStop ? rules.triggerBelow(reference, was) : rules.takeBelow(reference, was);
  }
  return undefined;
}

/** What is wrong with each target of an entry. */
export const targetErrorsOf = (
  draft: TicketDraft,
  instrument: InstrumentView,
  market: MarketView | undefined,
  texts: Texts,
): readonly TargetError[] => {
  const { side, size, targets } = draft;
  return targetErrors(targets, { side, size, price: referencePrice(draft, market), instrument, texts });
};

function stopError(
  draft: TicketDraft,
  instrument: InstrumentView,
  market: MarketView | undefined,
  texts: Texts,
): string | undefined {
  const { ticket } = texts;
  if (draft.protectiveStop === '') return ticket.rules.stopNeeded;
  const { quote, tickSize } = instrument;
  const grid = { step: tickSize, unit: quote };
  const wrong = gridError(ticket.protectiveStop, draft.protectiveStop, grid, texts);
  const price = referencePrice(draft, market);
  if (wrong !== undefined || price === undefined) return wrong;
  const stop = Number(draft.protectiveStop);
  const [reference, was] = [inUnit(price, quote), inUnit(draft.protectiveStop, quote)];
  if (draft.side === 'buy' && stop >= price) return ticket.rules.stopBelow(reference, was);
  if (draft.side === 'sell' && stop <= price) return ticket.rules.stopAbove(reference, was);
  return undefined;
}
