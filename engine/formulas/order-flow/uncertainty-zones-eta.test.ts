import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import type { TradeTick } from '../formula.ts';
import { etaOf, uncertaintyZonesEta } from './uncertainty-zones-eta.ts';

const tradesAt = (prices: readonly number[]): TradeTick[] =>
  prices.map((price, i) => ({ time: i * 100, price, sizeBase: 1, side: 'buy' }));

const cycled = (count: number, ...steps: number[]): number[] => {
  let price = 1000;
  return Array.from({ length: count }, (_, i) => (price += steps[i % steps.length] ?? 0));
};

describe('the eta of uncertainty zones', () => {
  it('gives the number of the catalogue check', () => {
    // Changes + + - + + - -: two of six pairs and one at the end go on, three turn back.
    expect(etaOf(3, 6)).toBe(0.5);
    const run = uncertaintyZonesEta.start({ window: 2000 });
    // The seven changes of the check again and again, prices that stand still between them. At the seam of
    // - and + one more pair turns back: per seven changes 3 go on and 4 turn.
    const value = tradesAt(cycled(800, 1, 1, -1, 0, 1, 1, -1, -1))
      .map(run)
      .at(-1);
    expect(value).toBeCloseTo(3 / 8, 2);
    expect(readingOf(run, 'impliedSpreadTicks')).toBeCloseTo(0.75, 2);
    expect(readingOf(run, 'impliedSpread')).toBeCloseTo(0.75, 2);
    expect(readingOf(run, 'momentumFactor')).toBeCloseTo(0.75, 2);
  });

  it('reads the tick off the prices: the spread of a symbol of half a unit is in half units', () => {
    const run = uncertaintyZonesEta.start({ window: 2000 });
    for (const trade of tradesAt(cycled(800, 0.5, 0.5, -0.5, 0, 1, 0.5, -1, -0.5))) run(trade);
    expect(readingOf(run, 'impliedSpreadTicks')).toBeCloseTo(0.75, 2);
    expect(readingOf(run, 'impliedSpread')).toBeCloseTo(0.375, 2);
  });

  it('is 0 where every change turns back, and spares momentum nothing', () => {
    const run = uncertaintyZonesEta.start({ window: 200 });
    expect(
      tradesAt(cycled(150, 1, -1))
        .map(run)
        .at(-1),
    ).toBe(0);
    expect(readingOf(run, 'momentumFactor')).toBe(0);
  });

  it('has no value where none turns back', () => {
    const run = uncertaintyZonesEta.start({ window: 200 });
    expect(tradesAt(cycled(150, 1)).map(run).at(-1)).toBeUndefined();
    expect(readingOf(run, 'momentumFactor')).toBe(1);
  });
});

describeFormulaContract(uncertaintyZonesEta, { window: 120 }, tradesAt(cycled(160, 1, 1, -1, -2)));
