import { describe, expect, it } from 'vitest';
import type { ListedMarket } from '../dialect.ts';
import { binanceInstrument } from './binance-instruments.ts';

/** BTCUSDT spot as the venue lists it, cut to what is read. */
const SPOT: ListedMarket = {
  id: 'BTCUSDT',
  symbol: 'BTC/USDT',
  base: 'BTC',
  quote: 'USDT',
  type: 'spot',
  active: true,
  maker: 0.001,
  taker: 0.001,
  info: {
    filters: [
      {
        filterType: 'PRICE_FILTER',
        minPrice: '0.01000000',
        maxPrice: '1000000.00000000',
        tickSize: '0.01000000',
      },
      { filterType: 'LOT_SIZE', minQty: '0.00001000', maxQty: '9000.00000000', stepSize: '0.00001000' },
      { filterType: 'NOTIONAL', minNotional: '5.00000000', applyMinToMarket: true },
    ],
  },
};

/** BTCUSDT perpetual, likewise. */
const PERPETUAL: ListedMarket = {
  ...SPOT,
  symbol: 'BTC/USDT:USDT',
  type: 'swap',
  maker: 0.0002,
  taker: 0.0005,
  info: {
    requiredMarginPercent: '5.0000',
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: '556.80', maxPrice: '4529764', tickSize: '0.10' },
      { filterType: 'LOT_SIZE', stepSize: '0.001', maxQty: '1000', minQty: '0.001' },
      { filterType: 'MIN_NOTIONAL', notional: '100' },
    ],
  },
};

describe('an instrument of Binance', () => {
  it("is spot by the venue's own filters", () => {
    expect(binanceInstrument(SPOT, 'spot')).toMatchObject({
      id: 'binance:BTC/USDT',
      kind: 'spot',
      tickSize: '0.01',
      lotSize: '0.00001',
      minLots: 1,
      maxLots: 900_000_000,
      minNotionalQuote: '5.00000000',
      makerFeePpm: 1000,
      maxLeverage: 1,
      fundingIntervalHours: 0,
    });
  });

  it('is a perpetual with the leverage its published margin allows', () => {
    expect(binanceInstrument(PERPETUAL, 'usdm')).toMatchObject({
      id: 'binance:BTC/USDT:USDT',
      kind: 'linear-perpetual',
      tickSize: '0.1',
      lotSize: '0.001',
      minNotionalQuote: '100',
      takerFeePpm: 500,
      // 5 % of margin carry 20 times as much.
      maxLeverage: 20,
      fundingIntervalHours: 8,
    });
  });

  it.each([
    ['is not traded now', { active: false }, 'is not traded now'],
    ['is a dated future', { type: 'future' }, 'must be a perpetual, is of type future'],
    ['lacks a fee', { maker: undefined }, 'is listed without a maker fee'],
    ['lacks its filters', { info: {} }, 'is listed without PRICE_FILTER.tickSize'],
    [
      'lacks its margin',
      { info: { ...(PERPETUAL.info as object), requiredMarginPercent: '' } },
      'without requiredMarginPercent',
    ],
  ])('is refused when it %s', (_name, changes, rule) => {
    expect(() => binanceInstrument({ ...PERPETUAL, ...changes }, 'usdm')).toThrow(rule);
  });
});
