import { describe, expect, it } from 'vitest';
import type { ListedMarket } from '../dialect.ts';
import { bybitInstrument } from './bybit-instruments.ts';

/** BTCUSDT perpetual as the venue listed it on 2026-08-09. */
const PERPETUAL: ListedMarket = {
  id: 'BTCUSDT',
  symbol: 'BTC/USDT:USDT',
  base: 'BTC',
  quote: 'USDT',
  type: 'swap',
  active: true,
  maker: 0.0002,
  taker: 0.00055,
  info: {
    leverageFilter: { minLeverage: '1', maxLeverage: '100.00', leverageStep: '0.01' },
    priceFilter: { minPrice: '0.10', maxPrice: '1999999.80', tickSize: '0.10' },
    lotSizeFilter: { maxOrderQty: '1500.000', minOrderQty: '0.001', qtyStep: '0.001', minNotionalValue: '5' },
    fundingInterval: 480,
  },
};

/** BTCUSDT spot of the same day. */
const SPOT: ListedMarket = {
  ...PERPETUAL,
  symbol: 'BTC/USDT',
  type: 'spot',
  maker: 0.001,
  taker: 0.001,
  info: {
    lotSizeFilter: {
      basePrecision: '0.000001',
      minOrderQty: '0.000001',
      maxOrderQty: '230',
      minOrderAmt: '5',
    },
    priceFilter: { tickSize: '0.1' },
  },
};

describe('an instrument of Bybit', () => {
  it("is a perpetual by the venue's own rules", () => {
    expect(bybitInstrument(PERPETUAL)).toMatchObject({
      id: 'bybit:BTC/USDT:USDT',
      kind: 'linear-perpetual',
      tickSize: '0.10',
      lotSize: '0.001',
      minLots: 1,
      maxLots: 1_500_000,
      makerFeePpm: 200,
      takerFeePpm: 550,
      maxLeverage: 100,
      fundingIntervalHours: 8,
      // 0.1 USDT x 0.001 BTC is 0.0001 USDT, 10000 of its 10^-8.
      moneyPerTickLot: 10_000n,
    });
  });

  it('is spot without leverage and funding', () => {
    expect(bybitInstrument(SPOT)).toMatchObject({
      kind: 'spot',
      lotSize: '0.000001',
      minNotionalQuote: '5',
      maxLeverage: 1,
      fundingIntervalHours: 0,
    });
  });

  it.each([
    ['is not traded now', { active: false }, 'is not traded now'],
    ['is a dated future', { type: 'future' }, 'must be spot or a perpetual, is of type future'],
    ['lacks a fee', { taker: undefined }, 'is listed without a taker fee'],
    ['lacks its rules', { info: {} }, 'is listed without priceFilter.tickSize'],
    ['has rules that are no object', { info: 'gone' }, 'is listed without priceFilter.tickSize'],
  ])('is refused when it %s', (_name, changes, rule) => {
    expect(() => bybitInstrument({ ...PERPETUAL, ...changes })).toThrow(rule);
  });
});
