import { type Instrument, type InstrumentId, notionalOf } from '../domain/instrument/instrument.ts';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import { limitOfKind, namedPriceOf } from '../domain/order/order-kind.ts';
import type { PaperSettings } from '../domain/session/session-description.ts';
import { mulDiv } from '../domain/units/fixed.ts';
import { lots } from '../domain/units/lots.ts';
import { type Money, money, moneyToNumber, NO_MONEY } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { Objection } from './desk-door.ts';
import type { VenueAccount } from './margin/venue-account.ts';
import { RateWindow } from './rate-window.ts';
import { remainingLots, type VenueOrder } from './venue-order.ts';

const PPM = 1_000_000n;

/** What the rules look at besides the order itself. */
export interface RulesView {
  readonly time: UnixMs;
  /** Orders that are at the venue or on their way to it. */
  readonly orders: Iterable<VenueOrder>;
  /** Price of the last trade, 0 before the first. */
  readonly lastTicks: number;
}

/** What the venue as a whole asks of an order: how many come, how large, how far from the market, and backed by what. */
export class VenueRules {
  readonly #instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly #settings: PaperSettings;
  readonly #account: VenueAccount;
  readonly #rate: RateWindow | undefined;

  constructor(instruments: readonly Instrument[], settings: PaperSettings, account: VenueAccount) {
    this.#instruments = new Map(instruments.map((each) => [each.id, each]));
    this.#settings = settings;
    this.#account = account;
    this.#rate = settings.rateLimit && new RateWindow(settings.rateLimit);
  }

  /** The first thing that speaks against an order as `intent` states it; undefined when nothing does. */
  objection(order: VenueOrder, intent: OrderIntent, view: RulesView): Objection | undefined {
    const instrument = this.#instruments.get(intent.instrument);
    if (!instrument) return undefined;
    return (
      this.#tooMany(view.time) ??
      sizeObjection(intent, instrument) ??
      valueObjection(intent, instrument, this.#priceOf(intent, view)) ??
      this.#bandObjection(intent, view.lastTicks) ??
      this.#marginObjection(order, intent, view)
    );
  }

  snapshot(): readonly UnixMs[] {
    return this.#rate?.snapshot() ?? [];
  }

  restore(times: readonly UnixMs[]): void {
    this.#rate?.restore(times);
  }

  #tooMany(time: UnixMs): Objection | undefined {
    const before = this.#rate?.take(time);
    if (before === undefined) return undefined;
    const perMs = this.#settings.rateLimit?.perMs ?? 0;
    return { code: 'rate-limited', measured: { orders: before, perMs } };
  }

  #bandObjection({ kind }: OrderIntent, lastTicks: number): Objection | undefined {
    const { priceBandPpm } = this.#settings;
    const limit = limitOfKind(kind);
    if (priceBandPpm === undefined || limit === undefined || lastTicks === 0) return undefined;
    const distance = Math.abs(limit - lastTicks) * 1_000_000;
    if (distance <= priceBandPpm * lastTicks) return undefined;
    return { code: 'price-outside-band', measured: { limitTicks: limit, lastTicks, priceBandPpm } };
  }

  /** Every position at its worst, as if all entries of one side were served, must be backed by what is there. */
  #marginObjection(order: VenueOrder, intent: OrderIntent, view: RulesView): Objection | undefined {
    const { margin } = this.#settings;
    if (!margin || intent.reduceOnly) return undefined;
    const entries = new Map<InstrumentId, WorstCase>();
    for (const { instrument, position } of this.#account.positions())
      entries.set(instrument.id, new WorstCase(position.signedLots));
    const add = (each: OrderIntent, left: number) => {
      const worst = entries.get(each.instrument) ?? new WorstCase(0);
      worst.add(each, left, this.#priceOf(each, view));
      entries.set(each.instrument, worst);
    };
    for (const other of view.orders) {
      const isApart = other !== order && other.id !== order.oco;
      if (isApart && other.phase !== 'closed' && countsForMargin(other))
        add(other.intent, remainingLots(other));
    }
    add(intent, intent.lots - order.filledLots);
    const needed = this.#needed(entries);
    const available = margin.mode === 'cross' ? this.#account.equity() : this.#availableIsolated();
    if (needed <= available) return undefined;
    const measured = { neededQuote: moneyToNumber(needed), availableQuote: moneyToNumber(available) };
    return { code: 'insufficient-margin', measured };
  }

  /** What isolated margin has left: what is free, and what is posted for positions already. */
  #availableIsolated(): Money {
    let available: bigint = this.#account.freeWhenIsolated();
    for (const { position } of this.#account.positions()) available += position.posted;
    return money(available);
  }

  #needed(entries: ReadonlyMap<InstrumentId, WorstCase>): Money {
    let needed = 0n;
    for (const [id, worst] of entries) {
      const instrument = this.#instruments.get(id);
      if (!instrument) continue;
      const mark = this.#account.markTicks(id);
      const value = worst.value(instrument, mark);
      needed += this.#account.initial(id, value);
      // What opens pays the taker's fee, out of the same money.
      const opening = worst.openingValue(instrument);
      needed += mulDiv(opening, BigInt(Math.max(0, instrument.takerFeePpm)), PPM, 'ceiling');
    }
    return money(needed);
  }

  #priceOf(intent: OrderIntent, { lastTicks }: RulesView): number {
    return Math.max(namedPriceOf(intent.kind) ?? 0, this.#account.markTicks(intent.instrument) || lastTicks);
  }
}

/** A reduce-only order opens nothing, and the second leg of a pair stands for the lots of the first. */
const countsForMargin = ({ intent, oco }: VenueOrder): boolean =>
  !intent.reduceOnly && (oco === undefined || intent.otherLeg !== undefined);

/** What a position could become, long or short: what opens is worth the highest price anybody asks for it. */
class WorstCase {
  readonly #held: number;
  readonly #lots = { buy: 0, sell: 0 };
  readonly #price = { buy: 0, sell: 0 };

  constructor(heldLots: number) {
    this.#held = heldLots;
  }

  add({ side }: OrderIntent, left: number, priceTicks: number): void {
    this.#lots[side] += left;
    this.#price[side] = Math.max(this.#price[side], priceTicks);
  }

  value(instrument: Instrument, markTicks: number): Money {
    const { buy, sell } = this.#opening();
    const heldWorth = (size: number) => worth(instrument, size, markTicks);
    const long = heldWorth(Math.max(0, this.#held)) + worth(instrument, buy, this.#price.buy);
    const short = heldWorth(Math.max(0, -this.#held)) + worth(instrument, sell, this.#price.sell);
    return larger(heldWorth(Math.abs(this.#held)), larger(money(long), money(short)));
  }

  openingValue(instrument: Instrument): Money {
    const { buy, sell } = this.#opening();
    return larger(worth(instrument, buy, this.#price.buy), worth(instrument, sell, this.#price.sell));
  }

  /** Lots of each side that do not just close what is held. */
  #opening(): { readonly buy: number; readonly sell: number } {
    const { buy, sell } = this.#lots;
    return {
      buy: Math.max(0, buy - Math.max(0, -this.#held)),
      sell: Math.max(0, sell - Math.max(0, this.#held)),
    };
  }
}

const worth = (instrument: Instrument, size: number, priceTicks: number): Money =>
  size > 0 && priceTicks > 0 ? notionalOf(instrument, lots(size), ticks(priceTicks)) : NO_MONEY;

const larger = (a: Money, b: Money): Money => (a > b ? a : b);

// A position may always be closed, however small its rest has become.
function sizeObjection(
  { lots: size, reduceOnly }: OrderIntent,
  instrument: Instrument,
): Objection | undefined {
  const { maxLots, minLots } = instrument;
  if (size > maxLots) return { code: 'above-max-size', measured: { lots: size, maxLots } };
  if (size < minLots && !reduceOnly) return { code: 'below-min-size', measured: { lots: size, minLots } };
  return undefined;
}

function valueObjection(
  { lots: size, reduceOnly }: OrderIntent,
  instrument: Instrument,
  priceTicks: number,
): Objection | undefined {
  if (reduceOnly || priceTicks === 0) return undefined;
  const { maxNotional, minNotional } = instrument;
  const notional = notionalOf(instrument, size, ticks(priceTicks));
  const notionalQuote = moneyToNumber(notional);
  if (notional < minNotional)
    return {
      code: 'below-min-notional',
      measured: { notionalQuote, minNotionalQuote: moneyToNumber(minNotional) },
    };
  if (maxNotional !== undefined && notional > maxNotional)
    return {
      code: 'above-max-notional',
      measured: { notionalQuote, maxNotionalQuote: moneyToNumber(maxNotional) },
    };
  return undefined;
}
