import { describe, expect, it } from 'vitest';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import type { OutsideSeriesName } from '../../formulas/outside-series.ts';
import { KeptNumbers, newestOf } from './kept-numbers.ts';
import { PastNumbers } from './past-numbers.ts';

const BTC = 'sandbox:BTC/USDT:USDT';
const ETH = 'sandbox:ETH/USDT:USDT';
const SOL = 'sandbox:SOL/USDT:USDT';

const column = (name: OutsideSeriesName, instrument: string, told: Readonly<Record<number, number>>) => ({
  name,
  instrument,
  times: Float64Array.from(Object.keys(told), Number),
  values: Float64Array.from(Object.values(told)),
});

/** Rates of all coins, of one symbol and of one id, and fees of the chain. */
const kept = new KeptNumbers([
  column('loan.borrow-rate', ETH, { 20: 3, 40: 6 }),
  column('loan.borrow-rate', '', { 10: 1, 40: 4 }),
  column('loan.borrow-rate', 'ETH/USDT:USDT', { 15: 2, 40: 5 }),
  column('loan.borrow-rate', 'DOGE/USDT', { 1: 100 }),
  column('chain.fees', '', { 30: 7 }),
]);
const told = kept.toldTo(sandboxInstruments);

describe('numbers that are kept', () => {
  it('go to the instruments they speak of, and beside bitcoin where they speak of none', () => {
    expect(told.map(({ columns, instrument, name }) => [name, instrument, columns.length])).toEqual([
      ['loan.borrow-rate', BTC, 1],
      ['loan.borrow-rate', ETH, 3],
      ['loan.borrow-rate', SOL, 1],
      ['chain.fees', BTC, 1],
    ]);
  });

  it.each([
    [9, undefined],
    [10, 1],
    [15, 2],
    [39, 3],
    // Known at the same moment: what is said of the id is more particular.
    [40, 6],
    [1000, 6],
  ])('have a newest as of %i', (time, value) => {
    const ofEth = told.find(({ instrument }) => instrument === ETH);
    expect(ofEth && newestOf(ofEth, time)?.value).toBe(value);
  });

  it.each([
    ['nothing new', { 30: 7 }, true],
    ['a row more', { 30: 7, 31: 8 }, true],
    ['two rows more', { 30: 7, 31: 8, 32: 9 }, false],
    ['a row before the last', { 29: 6, 30: 7 }, false],
    ['another value', { 30: 8 }, false],
    ['a row less', {}, false],
  ])('go on from others with %s: %o', (_what, now, goesOn) => {
    const others = new KeptNumbers([...kept.columns.slice(0, -1), column('chain.fees', '', now)]);
    expect(others.goesOnFrom(kept)).toBe(goesOn);
  });

  it('go on from others with one row of another series, and not from others with more series', () => {
    const more = new KeptNumbers([...kept.columns, column('chain.hash-rate', '', { 50: 1 })]);
    expect(more.goesOnFrom(kept)).toBe(true);
    expect(kept.goesOnFrom(more)).toBe(false);
  });

  it('are read in the order in which they were known, the most particular of a moment last', () => {
    const past = new PastNumbers(told);
    const read: unknown[] = [];
    while (past.nextTime < Infinity) {
      const { instrument, time, value } = past.take() ?? {};
      read.push([time, instrument, value]);
    }
    expect(read).toEqual([
      [10, BTC, 1],
      [10, ETH, 1],
      [10, SOL, 1],
      [15, ETH, 2],
      [20, ETH, 3],
      [30, BTC, 7],
      [40, BTC, 4],
      [40, ETH, 4],
      [40, ETH, 5],
      [40, ETH, 6],
      [40, SOL, 4],
    ]);
    expect(past.take()).toBeUndefined();
  });
});
