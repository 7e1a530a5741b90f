import { defineInstrument, type Instrument } from '../../../domain/instrument/instrument.ts';
import { largestValue } from '../../wire/largest-value.ts';
import type { ListedMarket } from '../dialect.ts';

/** The part of Bybit an address serves; each has a socket of its own. */
export type BybitCategory = 'spot' | 'linear';

const PPM = 1_000_000;
const MINUTES_PER_HOUR = 60;

/** `BTC/USDT` is spot, `BTC/USDT:USDT` a linear perpetual. */
export const categoryOf = (symbol: string): BybitCategory => (symbol.includes(':') ? 'linear' : 'spot');

/**
 * The instrument behind a listed market, from the venue's own decimal text.
 * @throws {RangeError} when it is not traded now, lacks a rule, or cannot be kept exactly in the ledger.
 */
export function bybitInstrument(market: ListedMarket): Instrument {
  if (market.active !== true) throw new RangeError(`bybit:${market.symbol} is not traded now`);
  const category = categoryOf(market.symbol);
  const expected = category === 'spot' ? 'spot' : 'swap';
  if (market.type !== expected) {
    throw new RangeError(`bybit:${market.symbol} must be spot or a perpetual, is of type ${market.type}`);
  }
  const info = new Rules(market);
  return defineInstrument({
    venue: 'bybit',
    symbol: market.symbol,
    kind: category === 'spot' ? 'spot' : 'linear-perpetual',
    base: market.base,
    quote: market.quote,
    tickSize: info.text('priceFilter', 'tickSize'),
    lotSize: info.text('lotSizeFilter', category === 'spot' ? 'basePrecision' : 'qtyStep'),
    minSizeBase: info.text('lotSizeFilter', 'minOrderQty'),
    maxSizeBase: info.text('lotSizeFilter', 'maxOrderQty'),
    minNotionalQuote: info.text('lotSizeFilter', category === 'spot' ? 'minOrderAmt' : 'minNotionalValue'),
    ...(category === 'spot' ? largestValue(info.told('lotSizeFilter', 'maxOrderAmt')) : {}),
    makerFeePpm: info.fee('maker'),
    takerFeePpm: info.fee('taker'),
    maxLeverage: category === 'spot' ? 1 : Number(info.text('leverageFilter', 'maxLeverage')),
    fundingIntervalHours: category === 'spot' ? 0 : info.fundingMinutes() / MINUTES_PER_HOUR,
  });
}

class Rules {
  readonly #market: ListedMarket;
  readonly #info: Readonly<Record<string, unknown>>;

  constructor(market: ListedMarket) {
    this.#market = market;
    this.#info = recordOf(market.info);
  }

  told(group: string, name: string): unknown {
    return recordOf(this.#info[group])[name];
  }

  text(group: string, name: string): string {
    const value = this.told(group, name);
    if (typeof value !== 'string' || value === '') throw this.#missing(`${group}.${name}`);
    return value;
  }

  fee(name: 'maker' | 'taker'): number {
    const fraction = this.#market[name];
    if (fraction === undefined || !Number.isFinite(fraction)) throw this.#missing(`a ${name} fee`);
    return Math.round(fraction * PPM);
  }

  fundingMinutes(): number {
    const minutes = Number(this.#info['fundingInterval']);
    if (!Number.isSafeInteger(minutes) || minutes <= 0) throw this.#missing('fundingInterval');
    return minutes;
  }

  #missing(rule: string): RangeError {
    return new RangeError(`bybit:${this.#market.symbol} is listed without ${rule}`);
  }
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
