import { defineInstrument, type Instrument } from '../../../domain/instrument/instrument.ts';
import type { BinanceMarket } from '../../wire/binance/binance-frame.ts';
import { largestValue } from '../../wire/largest-value.ts';
import type { ListedMarket } from '../dialect.ts';

const PPM = 1_000_000;
/** The venue's usual interval; the due times it tells are what funding follows. */
const USDM_FUNDING_HOURS = 8;

type Rules = Readonly<Record<string, unknown>>;

/**
 * The instrument behind a listed market, from the filters the venue publishes.
 * @throws {RangeError} when it is not traded now, lacks a rule, or cannot be kept exactly in the ledger.
 */
export function binanceInstrument(market: ListedMarket, kind: BinanceMarket): Instrument {
  const name = `binance:${market.symbol}`;
  if (market.active !== true) throw new RangeError(`${name} is not traded now`);
  const expected = kind === 'spot' ? 'spot' : 'swap';
  if (market.type !== expected) {
    throw new RangeError(
      `${name} must be ${kind === 'spot' ? 'spot' : 'a perpetual'}, is of type ${market.type}`,
    );
  }
  const rule = rulesOf(market);
  return defineInstrument({
    venue: 'binance',
    symbol: market.symbol,
    kind: kind === 'spot' ? 'spot' : 'linear-perpetual',
    base: market.base,
    quote: market.quote,
    tickSize: shortened(rule('PRICE_FILTER', 'tickSize')),
    lotSize: shortened(rule('LOT_SIZE', 'stepSize')),
    minSizeBase: rule('LOT_SIZE', 'minQty'),
    maxSizeBase: rule('LOT_SIZE', 'maxQty'),
    ...largestValue(filterOf(market, 'NOTIONAL')?.['maxNotional']),
    minNotionalQuote: kind === 'spot' ? rule('NOTIONAL', 'minNotional') : rule('MIN_NOTIONAL', 'notional'),
    makerFeePpm: feeOf(market, 'maker'),
    takerFeePpm: feeOf(market, 'taker'),
    maxLeverage: kind === 'spot' ? 1 : leverageOf(market),
    fundingIntervalHours: kind === 'spot' ? 0 : USDM_FUNDING_HOURS,
  });
}

/** Looks a rule up in the filters of a market. @throws {RangeError} when it is not there. */
function rulesOf(market: ListedMarket): (filter: string, field: string) => string {
  return (filter, field) => {
    const value = filterOf(market, filter)?.[field];
    if (typeof value !== 'string' || value === '') {
      throw new RangeError(`binance:${market.symbol} is listed without ${filter}.${field}`);
    }
    return value;
  };
}

function filterOf({ info }: ListedMarket, type: string): Rules | undefined {
  const { filters } = recordOf(info);
  const list = Array.isArray(filters) ? (filters as unknown[]).map(recordOf) : [];
  return list.find(({ filterType }) => filterType === type);
}

function feeOf(market: ListedMarket, name: 'maker' | 'taker'): number {
  const fraction = market[name];
  if (fraction === undefined || !Number.isFinite(fraction)) {
    throw new RangeError(`binance:${market.symbol} is listed without a ${name} fee`);
  }
  return Math.round(fraction * PPM);
}

/** What the published margin allows: 5 % are 20 times. More is offered only to an account, by tiers. */
function leverageOf(market: ListedMarket): number {
  const percent = Number(recordOf(market.info)['requiredMarginPercent']);
  if (!(percent > 0 && percent <= 100)) {
    throw new RangeError(`binance:${market.symbol} is listed without requiredMarginPercent`);
  }
  return Math.floor(100 / percent);
}

const recordOf = (value: unknown): Rules =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** The venue writes `0.01000000`; the step is 0.01. */
const shortened = (step: string): string =>
  step.includes('.') ? step.replace(/0+$/, '').replace(/\.$/, '') : step;
