import { describe, expect, it } from 'vitest';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import type { TradeTick } from '../formula.ts';
import { madhavanRichardsonRoomans, partsOf } from './madhavan-richardson-roomans.ts';

const SIGNS = [1, 1, -1, 1, 1, 1, -1, -1, 1, -1, -1, -1, 1, 1, 1, -1];
const RHO = 0.046626984127;

/** Trades whose price moves by `phi` and `theta` as the model has it. */
const tradesOf = (signs: readonly number[], rho: number, [phi, theta]: readonly [number, number]) => {
  let price = 1000;
  return signs.map((sign, i): TradeTick => {
    if (i > 0) price += (phi + theta) * sign - (phi + rho * theta) * (signs[i - 1] ?? 0);
    return { time: i, price, sizeBase: 1, side: sign > 0 ? 'buy' : 'sell' };
  });
};

describe('the model of Madhavan, Richardson and Roomans', () => {
  it('gives the numbers of the catalogue check', () => {
    const run = madhavanRichardsonRoomans.start({ window: 16, refit: 16 });
    const trades = tradesOf(SIGNS, RHO, [0.9, 0.6]);
    expect((trades[1]?.price ?? 0) - 1000).toBeCloseTo(0.572023809524, 9);
    expect(trades.map(run).at(-1)).toBeCloseTo(0.6, 9);
    expect(readingOf(run, 'liquidityCost')).toBeCloseTo(0.9, 9);
    expect(readingOf(run, 'impliedSpread')).toBeCloseTo(3, 9);
    expect(readingOf(run, 'informationShare')).toBeCloseTo(0.4, 9);
    expect(readingOf(run, 'passiveFactor')).toBe(1);
    expect(readingOf(run, 'cost')).toBeCloseTo((10_000 * 0.6) / (trades.at(-1)?.price ?? NaN), 8);
  });

  it('halves the confidence of resting orders where trades mostly inform', () => {
    const run = madhavanRichardsonRoomans.start({ window: 16, refit: 16 });
    tradesOf(SIGNS, RHO, [0.2, 0.6]).forEach(run);
    expect(readingOf(run, 'informationShare')).toBeCloseTo(0.75, 9);
    expect(readingOf(run, 'passiveFactor')).toBe(0.5);
  });

  it('has no value where signs almost always repeat', () => {
    expect(partsOf([0, 1, -0.9], 0.96)).toBeUndefined();
    expect(partsOf([0, 1.5, -0.9], 0)?.information).toBeCloseTo(0.6, 12);
  });
});

const inputs = tradesOf(
  normals(51, 60).map((z) => (z > 0 ? 1 : -1)),
  0,
  [0.9, 0.6],
);
describeFormulaContract(madhavanRichardsonRoomans, { window: 30, refit: 10 }, inputs);
