import type { Instrument } from '../domain/instrument/instrument.ts';
import type { Levels } from '../domain/market/levels.ts';
import type { Fill } from '../domain/order/fill.ts';
import { signOf } from '../domain/order/side.ts';
import type { Money } from '../domain/units/money.ts';
import { type Ticks, ticks } from '../domain/units/ticks.ts';
import { feeOf } from './fee.ts';
import { impactTicksBeyond } from './impact.ts';
import { setOffPriceInBar } from './meet-bar.ts';

/** Price and fee of a fill, computed a second time from its cause alone. */
export interface RecomputedFill {
  readonly ticks: Ticks;
  readonly fee: Money;
}

/**
 * Computes a fill again from what its cause recorded: the book it met, what the order had taken before, the
 * limit it rested at. Neither the price nor the fee of the fill is looked at.
 * @throws {RangeError} when the cause does not lead to a price.
 */
export function recomputeFill(fill: Fill, instrument: Instrument): RecomputedFill {
  const at = ticks(priceOfCause(fill));
  return { ticks: at, fee: feeOf(instrument, fill.cause.feePpm, fill.lots, at) };
}

function priceOfCause(fill: Fill): number {
  const { bookAtArrival, model, takenLots } = fill.cause;
  const levels = fill.side === 'buy' ? bookAtArrival.asks : bookAtArrival.bids;
  switch (model) {
    case 'walked-book':
      return priceAfter(levels, takenLots ?? 0, fill);
    case 'beyond-book':
      return priceBeyond(levels, fill);
    case 'queue-reached':
      if (fill.cause.queue.at(-1)?.aheadLots !== 0) throw noPrice(fill, 'its queue never cleared');
      return restedAt(fill);
    // A real venue's price follows from nothing we know: its record is the price.
    case 'venue-record':
      return fill.ticks;
    case 'taken-over':
      return takenOverAt(fill);
    case 'in-bar':
      return inBar(fill);
    case 'traded-through':
    case 'touched':
      return restedAt(fill);
  }
}

function priceBeyond(levels: Levels, fill: Fill): number {
  const last = levels.at(-2);
  if (last === undefined) throw noPrice(fill, 'its book is empty');
  return Math.max(1, last + signOf(fill.side) * impactTicksBeyond(levels, fill.lots));
}

/** The price of the level that serves the order once it has taken so many lots. */
function priceAfter(levels: Levels, takenLots: number, fill: Fill): number {
  let sum = 0;
  for (let index = 0; index + 1 < levels.length; index += 2) {
    sum += levels[index + 1] as number;
    if (sum > takenLots && sum >= takenLots + fill.lots) return levels[index] as number;
  }
  throw noPrice(fill, `its book holds ${sum} lots`);
}

function restedAt(fill: Fill): number {
  const { limit } = fill.cause;
  if (limit === undefined) throw noPrice(fill, 'it has no limit');
  return limit;
}

function inBar(fill: Fill): number {
  const { bar, stop } = fill.cause;
  if (fill.liquidity === 'maker') return restedAt(fill);
  if (bar === undefined || stop === undefined) throw noPrice(fill, 'it has no bar that set it off');
  const isStop = stop.type !== 'take-profit-market';
  return setOffPriceInBar(signOf(fill.side), { ticks: stop.trigger, isStop }, { bar, lots: fill.lots });
}

function takenOverAt(fill: Fill): number {
  const { liquidation } = fill.cause;
  if (liquidation === undefined) throw noPrice(fill, 'it was not liquidated');
  return liquidation.bankruptcyTicks;
}

const noPrice = (fill: Fill, why: string): RangeError =>
  new RangeError(`the cause of fill ${fill.fillId} leads to no price: ${why}`);
