import { type Instrument, priceOf, quantityOf } from '../domain/instrument/instrument.ts';
import type { QueueStep } from '../domain/order/fill-cause.ts';
import type { Fill } from '../domain/order/fill.ts';
import { lots } from '../domain/units/lots.ts';
import { moneyToDecimal } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';

/** Why a fill happened, in plain sentences, oldest first. */
export function explainFill(fill: Fill, instrument: Instrument): string[] {
  const { cause } = fill;
  return [
    journey(fill),
    ...amended(fill),
    ...setOff(fill, instrument),
    ...liquidated(fill, instrument),
    ...cause.queue.map((step) => queueSentence(step, fill, instrument)),
    execution(fill, instrument),
    fee(fill, instrument),
    `We knew of it ${fill.time - fill.venueTime} ms after it happened at the venue.`,
  ];
}

function journey({ cause, role, side }: Fill): string {
  const { arrivedAt, latency, submittedAt } = cause;
  return (
    `The ${role} order to ${side} reached the venue ${arrivedAt - submittedAt} ms after it was sent; ` +
    `the market we saw then was ${latency.feedMs} ms old.`
  );
}

function setOff({ cause: { stop } }: Fill, instrument: Instrument): string[] {
  if (!stop) return [];
  const trigger = priceOf(instrument, stop.trigger);
  if (stop.trailedFrom !== undefined) {
    const best = priceOf(instrument, stop.trailedFrom);
    return [
      `Its trigger had followed the best trade at ${best} to ${trigger}; a trade at ` +
        `${priceOf(instrument, stop.seen)} set it off.`,
    ];
  }
  return [`A trade at ${priceOf(instrument, stop.seen)} set off its trigger at ${trigger}.`];
}

function amended({ cause: { amendedAt, submittedAt } }: Fill): string[] {
  return amendedAt === undefined
    ? []
    : [`It was changed where it stood ${amendedAt - submittedAt} ms after it was sent.`];
}

function liquidated({ cause: { liquidation } }: Fill, instrument: Instrument): string[] {
  if (!liquidation) return [];
  const { bankruptcyTicks, equity, liquidationFeePpm, maintenance, markTicks, mode } = liquidation;
  const backing = mode === 'cross' ? 'the account was worth' : 'the position was backed by';
  return [
    `The venue closed it by force: at a mark of ${priceOf(instrument, markTicks)} ${backing} ` +
      `${moneyToDecimal(equity)} ${instrument.quote}, below the ${moneyToDecimal(maintenance)} that keep it.`,
    `It could not be closed worse than ${priceOf(instrument, bankruptcyTicks)}, where nothing is left; ` +
      `the fee holds ${liquidationFeePpm / 100} bps for the liquidation.`,
  ];
}

function queueSentence({ aheadLots, because, time }: QueueStep, fill: Fill, instrument: Instrument): string {
  const ahead = `${quantityOf(instrument, lots(aheadLots))} ${instrument.base}`;
  const when = `${time - fill.cause.submittedAt} ms after it was sent`;
  switch (because) {
    case 'joined':
      return `It joined the queue ${when}, with ${ahead} ahead of it.`;
    case 'trade':
      return `Trades left ${ahead} ahead of it ${when}.`;
    case 'level-shrank':
      return `Its level shrank, so no more than ${ahead} could be ahead of it ${when}.`;
    case 'level-gone':
      return `Nobody was left ahead of it ${when}.`;
  }
}

function execution(fill: Fill, instrument: Instrument): string {
  const { forced, impactTicks = 0, limit, model, takenLots = 0 } = fill.cause;
  const size = `${quantityOf(instrument, fill.lots)} ${instrument.base} at ${priceOf(instrument, fill.ticks)}`;
  const before = `${quantityOf(instrument, lots(takenLots))} ${instrument.base}`;
  const what = counterpart(fill, instrument);
  switch (model) {
    case 'walked-book':
      return takenLots > 0
        ? `It walked the displayed book: after ${before} at better prices it took ${size}.`
        : `It took ${size} from the displayed book.`;
    case 'beyond-book':
      return (
        `The recorded book held no more than ${before}; the remaining ${size} counts ` +
        `${impactTicks} ticks beyond its last level.`
      );
    case 'queue-reached':
      return `${what} reached it in the queue and filled ${size}.`;
    case 'traded-through':
      return `${what} passed its limit${limitText(limit, instrument)} and filled ${size}.`;
    case 'taken-over':
      return `The book had nothing better, so the venue took over ${size}, its bankruptcy price.`;
    case 'venue-record':
      return forced === undefined
        ? `The venue reported ${size}.`
        : `The venue itself closed ${size}: ${forced}.`;
    case 'in-bar':
      return `There was a bar and no book: it filled ${size} at the worst price the bar allows it.`;
    case 'touched':
      return `${what} touched its limit; the optimistic touch-fill preset filled ${size} without a queue.`;
  }
}

function counterpart({ cause: { seenTicks, tradeId } }: Fill, instrument: Instrument): string {
  const who = tradeId === undefined ? 'The other side of the book' : `Trade ${tradeId}`;
  return seenTicks === undefined ? who : `${who} at ${priceOf(instrument, seenTicks)}`;
}

const limitText = (limit: number | undefined, instrument: Instrument): string =>
  limit === undefined ? '' : ` of ${priceOf(instrument, ticks(limit))}`;

function fee({ cause, fee: paid, liquidity }: Fill, { quote }: Instrument): string {
  const rate = `${cause.feePpm / 100} bps`;
  return paid < 0n
    ? `As a ${liquidity} it received ${moneyToDecimal(paid).slice(1)} ${quote}, a rebate of ${-cause.feePpm / 100} bps.`
    : `As a ${liquidity} it paid ${moneyToDecimal(paid)} ${quote}, ${rate} of its value.`;
}
