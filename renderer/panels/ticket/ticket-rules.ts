import type { InstrumentView, MarketView } from '../../../engine/contract/views.ts';
import { formatQuote } from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';
import { hasLimit, mayHaveOtherLeg, needsTrigger, type TicketDraft } from './ticket-draft.ts';

export type TicketField =
  | 'size'
  | 'limitPrice'
  | 'triggerPrice'
  | 'trailDistance'
  | 'otherTrigger'
  | 'target'
  | 'protectiveStop';

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
  if (hasLimit(draft.type)) return DECIMAL.test(draft.limitPrice) ? Number(draft.limitPrice) : undefined;
  if (needsTrigger(draft.type))
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
    limitPrice: hasLimit(draft.type) ? onTicks(ticket.limitPrice, draft.limitPrice) : undefined,
    triggerPrice: triggerErrorOf(draft, instrument, market, texts),
    trailDistance:
      draft.type === 'trailing-stop' ? onTicks(ticket.trailDistance, draft.trailDistance) : undefined,
    otherTrigger:
      mayHaveOtherLeg(draft) && draft.otherTrigger !== ''
        ? onTicks(ticket.otherTrigger, draft.otherTrigger)
        : undefined,
    target:
      draft.reduceOnly || draft.target === ''
        ? undefined
        : (onTicks(ticket.target, draft.target) ?? targetError(draft, market, texts)),
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

function triggerErrorOf(
  draft: TicketDraft,
  instrument: InstrumentView,
  market: MarketView | undefined,
  texts: Texts,
): string | undefined {
  const { triggerPrice, type } = draft;
  const { activation, triggerPrice: name } = texts.ticket;
  if (type === 'trailing-stop')
    return triggerPrice === '' ? undefined : stepError(activation, triggerPrice, instrument.tickSize, texts);
  if (!needsTrigger(type)) return undefined;
  return stepError(name, triggerPrice, instrument.tickSize, texts) ?? triggerError(draft, market, texts);
}

/** A stop waits for the market to go against the order, a take-profit for it to come its way. */
function triggerError(
  { side, triggerPrice, type }: TicketDraft,
  market: MarketView | undefined,
  { ticket: { rules } }: Texts,
): string | undefined {
  const last = market?.lastPrice;
  if (last === null || last === undefined) return undefined;
  const trigger = Number(triggerPrice);
  const isStop = type === 'stop-market' || type === 'stop-limit';
  const mustBeAbove = (side === 'buy') === isStop;
  if (mustBeAbove && trigger <= last) {
    return isStop
      ? rules.triggerAbove(String(last), triggerPrice)
      : rules.takeAbove(String(last), triggerPrice);
  }
  if (!mustBeAbove && trigger >= last) {
    return isStop
      ? rules.triggerBelow(String(last), triggerPrice)
      : rules.takeBelow(String(last), triggerPrice);
  }
  return undefined;
}

function targetError(
  draft: TicketDraft,
  market: MarketView | undefined,
  { ticket: { rules } }: Texts,
): string | undefined {
  const price = referencePrice(draft, market);
  if (price === undefined) return undefined;
  const target = Number(draft.target);
  if (draft.side === 'buy' && target <= price) return rules.targetAbove(String(price), draft.target);
  if (draft.side === 'sell' && target >= price) return rules.targetBelow(String(price), draft.target);
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
