import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { turnOfCandleEffect, welch } from './turn-of-candle-effect.ts';

const { defaults } = turnOfCandleEffect;
const DAY = 1440;
const noise = normals(23, DAY + 60).map((z) => 0.0005 * z);

const momentsOf = (...values: number[]) => {
  const moments = new RollingMoments(values.length);
  for (const value of values) moments.push(value);
  return moments;
};

describe('the turn of a candle', () => {
  it('has the statistic of the catalogue check', () => {
    const turns = momentsOf(0.0003, 0.0001, 0.0004);
    const others = momentsOf(0, -0.0001, 0.0001, -0.0002);
    expect(welch(turns, others)).toBeCloseTo(2.89747283632, 9);
    expect(welch(momentsOf(1, 1), momentsOf(2, 2))).toBeUndefined();
  });

  it('reads in the minute before the turn and in the turn itself, else 0', () => {
    const returns = noise.map((each, index) => each + ((index + 1) % 15 === 0 ? 0.001 : 0));
    const run = turnOfCandleEffect.start({ ...defaults, window: 1 });
    const read = barsOfReturns(returns).map((bar) => [run(bar), run.readings?.['signal']?.()]);
    // The bar of minute 13 has closed: minute 14 runs. The values differ by one return.
    const [idle, before, turn, after] = read.slice(DAY + 12, DAY + 16);
    expect([idle, after]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(before?.[0]).toBeGreaterThan(10);
    expect(turn?.[0]).toBeGreaterThan(10);
    expect(before?.[1]).toBe(1);
  });

  it('does not lean on less than two standard errors', () => {
    const run = turnOfCandleEffect.start({ ...defaults, window: 1 });
    const read = barsOfReturns(noise).map((bar) => [run(bar), run.readings?.['signal']?.()]);
    const [value = 0, signal] = read[DAY + 13] ?? [];
    expect(Math.abs(value)).toBeLessThan(2);
    expect(value).not.toBe(0);
    expect(signal).toBe(0);
  });
});

describeFormulaContract(
  turnOfCandleEffect,
  { window: 1 / 48, period: 15 },
  barsOfReturns(noise.slice(0, 120)),
);
