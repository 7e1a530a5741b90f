import { describe, expect, it } from 'vitest';
import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import { namedIn } from './named-in.ts';

const IDS = new Map<string, InstrumentId>([
  ['BTC-USDT', 'okx:BTC/USDT'],
  ['BTC-USDT-SWAP', 'okx:BTC/USDT:USDT'],
]);

describe('the instruments a text names', () => {
  it.each([
    ["channel:books,instId:BTC-USDT doesn't exist", ['okx:BTC/USDT']],
    ["channel:books,instId:BTC-USDT-SWAP doesn't exist", ['okx:BTC/USDT:USDT']],
    ['[BTC-USDT,BTC-USDT-SWAP]', ['okx:BTC/USDT', 'okx:BTC/USDT:USDT']],
    ['WBTC-USDT', []],
    ['', []],
  ])('of %j are %j', (text, ids) => {
    expect(namedIn(text, IDS)).toEqual(ids);
  });
});
