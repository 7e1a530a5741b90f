import { describe, expect, it } from 'vitest';
import { lots } from '../units/lots.ts';
import { moneyToDecimal } from '../units/money.ts';
import { ticks } from '../units/ticks.ts';
import {
  defineInstrument,
  type InstrumentRules,
  lotsFromDecimal,
  notionalOf,
  priceOf,
  quantityOf,
  ticksFromDecimal,
} from './instrument.ts';

const rules: InstrumentRules = {
  venue: 'test',
  symbol: 'BTC/USDT:USDT',
  kind: 'linear-perpetual',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '0.1',
  lotSize: '0.001',
  minSizeBase: '0.0015',
  maxSizeBase: '10.0005',
  minNotionalQuote: '5',
  makerFeePpm: 200,
  takerFeePpm: 550,
  maxLeverage: 10,
  fundingIntervalHours: 8,
};

describe('instrument', () => {
  const instrument = defineInstrument(rules);

  it('is named by venue and symbol', () => {
    expect(instrument.id).toBe('test:BTC/USDT:USDT');
  });

  it('rounds its smallest size up and its largest down to whole lots', () => {
    expect([instrument.minLots, instrument.maxLots]).toEqual([2, 10_000]);
  });

  it('values 1.234 BTC at 64 000.1 exactly: 78 976.1234', () => {
    expect(moneyToDecimal(notionalOf(instrument, lots(1234), ticks(640_001)))).toBe('78976.1234');
  });

  it('shows prices and sizes without binary dust', () => {
    expect([priceOf(instrument, ticks(3)), quantityOf(instrument, lots(7))]).toEqual([0.3, 0.007]);
  });

  it('reads decimals on its grid and refuses others', () => {
    expect(ticksFromDecimal(instrument, '64000.10')).toBe(640_001);
    expect(lotsFromDecimal(instrument, '0.007')).toBe(7);
    expect(() => ticksFromDecimal(instrument, '64000.15')).toThrow(
      'test:BTC/USDT:USDT: price 64000.15 USDT is not a multiple of 0.1 USDT',
    );
    expect(() => lotsFromDecimal(instrument, '0.0005')).toThrow(
      'test:BTC/USDT:USDT: size 0.0005 BTC is not a multiple of 0.001 BTC',
    );
  });

  it('refuses a grid on which the ledger could not be exact', () => {
    expect(() => defineInstrument({ ...rules, tickSize: '0.000001', lotSize: '0.001' })).toThrow(
      'tick 0.000001 x lot 0.001 must be a whole number of 10^-8 USDT',
    );
  });

  it('refuses a step of zero', () => {
    expect(() => defineInstrument({ ...rules, lotSize: '0' })).toThrow('must be above zero');
  });
});
