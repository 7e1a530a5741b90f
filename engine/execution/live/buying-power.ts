import { type Instrument, type InstrumentId, notionalOf } from '../../domain/instrument/instrument.ts';
import type { Fill } from '../../domain/order/fill.ts';
import { limitOfKind } from '../../domain/order/order-kind.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import { parseFixed } from '../../domain/units/fixed.ts';
import { MONEY_SCALE, money, moneyToNumber } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { VenueBalance } from '../../domain/venue/venue-report.ts';

/** What an entry costs more than there is, in the quote currency. */
export interface MissingMoney {
  readonly costQuote: number;
  readonly freeQuote: number;
}

interface Change {
  readonly asset: string;
  readonly at: number;
  /** 10^-8, above zero came in. */
  readonly units: bigint;
}

/**
 * What can be spent on spot: the free money of the venue's last word, less what buys have taken since and with what
 * sales have brought. It may say too little for as long as the venue was not asked again, never more than it said.
 */
export class BuyingPower {
  readonly #instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly #free = new Map<string, bigint>();
  #changes: Change[] = [];

  constructor(instruments: ReadonlyMap<InstrumentId, Instrument>) {
    this.#instruments = instruments;
  }

  /** The venue has said what is free, asked at `askedAt`. */
  take(balances: readonly VenueBalance[], askedAt: number): void {
    this.#free.clear();
    for (const { asset, freeDecimal } of balances)
      this.#free.set(asset, parseFixed(freeDecimal, MONEY_SCALE));
    this.#changes = this.#changes.filter(({ at }) => at >= askedAt);
  }

  /** An entry leaves. */
  noteSent(entry: OrderIntent, midHalfTicks: number | undefined, at: number): void {
    const cost = this.#costOf(entry, midHalfTicks);
    if (cost) this.#changes.push({ asset: cost.asset, at, units: -cost.units });
  }

  noteFill({ instrument: id, lots, side, ticks: price }: Fill, at: number): void {
    const instrument = this.#instruments.get(id);
    if (instrument?.kind !== 'spot' || side === 'buy') return;
    this.#changes.push({ asset: instrument.quote, at, units: notionalOf(instrument, lots, price) });
  }

  /** What is missing for an entry; undefined where there is enough, or nobody can say. */
  missingFor(entry: OrderIntent, midHalfTicks: number | undefined): MissingMoney | undefined {
    const cost = this.#costOf(entry, midHalfTicks);
    const told = cost && this.#free.get(cost.asset);
    if (!cost || told === undefined) return undefined;
    let free = told;
    for (const { asset, units } of this.#changes) if (asset === cost.asset) free += units;
    if (cost.units <= free) return undefined;
    return { costQuote: moneyToNumber(money(cost.units)), freeQuote: moneyToNumber(money(free)) };
  }

  #costOf(
    { instrument: id, kind, lots, reduceOnly, side }: OrderIntent,
    midHalfTicks: number | undefined,
  ): { readonly asset: string; readonly units: bigint } | undefined {
    const instrument = this.#instruments.get(id);
    const at = limitOfKind(kind) ?? (midHalfTicks === undefined ? undefined : Math.round(midHalfTicks / 2));
    if (instrument?.kind !== 'spot' || side === 'sell' || reduceOnly || at === undefined) return undefined;
    return { asset: instrument.quote, units: notionalOf(instrument, lots, ticks(at)) };
  }
}
