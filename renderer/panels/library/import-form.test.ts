import { describe, expect, it } from 'vitest';
import { formFaults, wordsOf } from './import-form.ts';
import type { ImportForm } from './use-import.ts';

const good: ImportForm = {
  instrument: 'binance:BTC/USDT:USDT',
  tickSize: '0.1',
  lotSize: '',
  makerFeeBps: '-0.5',
  takerFeeBps: '5',
  brokenRows: 'refuse',
  finerSizes: 'refuse',
};

describe('the form of an import', () => {
  it('takes an instrument, steps that may be empty, and fees', () => {
    expect([...formFaults(good)]).toEqual([]);
  });

  it.each([
    ['instrument', 'BTCUSDT'],
    ['instrument', ''],
    ['tickSize', '0'],
    ['tickSize', '1e-5'],
    ['lotSize', '-1'],
    ['makerFeeBps', ''],
    ['takerFeeBps', '1001'],
  ] as const)('does not take %s %j', (field, text) => {
    expect([...formFaults({ ...good, [field]: text })]).toEqual([field]);
  });

  it('divides words by spaces and commas', () => {
    expect(wordsOf(' Buy, b  BID ')).toEqual(['buy', 'b', 'bid']);
  });
});
