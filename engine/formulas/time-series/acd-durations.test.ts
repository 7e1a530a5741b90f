import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { trade } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { acdDurations, expectedDurations } from './acd-durations.ts';

const params = { alpha: 0.1, beta: 0.85, n: 5000 };
const tradeAt = (time: number): MarketStep => ({ kind: 'trade', time, trade: trade(time, 'buy', 1) });
const [bar] = walkBars(1, 1);
const clockAt = (time: number): MarketStep[] => (bar === undefined ? [] : [{ kind: 'bar', time, bar }]);
/** A trade a second, from 0 to 100 s: 100 waits of 1 s. */
const steady = Array.from({ length: 101 }, (_, i) => tradeAt(1000 * i));

describe('the expected wait for the next trade', () => {
  it('gives the numbers of the catalogue check', () => {
    const { logLikelihood, next } = expectedDurations([2, 1, 4], {
      w: 0.1,
      alpha: 0.2,
      beta: 0.7,
      first: 1,
    });
    expect(next).toBeCloseTo(1.698, 9);
    expect(logLikelihood).toBeCloseTo(-6.65545508236, 9);
  });

  it('is the usual one where trades come evenly, and the gate is open', () => {
    const run = acdDurations.start(params);
    const values = steady.map(run);
    expect(values.slice(-2)).toEqual([undefined, 1]);
    expect(readingOf(run, 'usualWait')).toBe(1);
    expect(readingOf(run, 'gate')).toBe(1);
  });

  it('grows with a long wait and closes the gate a little', () => {
    const run = acdDurations.start(params);
    steady.forEach(run);
    // A wait of 5 s: the mean of 101 waits is 105/101.
    const value = run(tradeAt(105_000)) ?? NaN;
    const mean = 105 / 101;
    const expected = 0.05 * mean + 0.1 * 5 + 0.85;
    expect(value).toBeCloseTo(expected / mean, 12);
    expect(readingOf(run, 'expectedWait')).toBeCloseTo(expected, 12);
    expect(readingOf(run, 'gate')).toBeCloseTo(1.5 - 0.5 * value, 12);
  });

  it('takes trades of one millisecond as one', () => {
    const run = acdDurations.start(params);
    const values = [...steady, tradeAt(100_000)].map(run);
    expect(values.at(-1)).toBe(1);
  });

  it('closes the gate to two tenths in a silence of ten expected waits', () => {
    const run = acdDurations.start(params);
    [...steady, ...clockAt(110_000)].forEach(run);
    expect(readingOf(run, 'gate')).toBe(1);
    expect(clockAt(111_000).map(run)).toEqual([1]);
    expect(readingOf(run, 'gate')).toBe(0.2);
    run(tradeAt(112_000));
    expect(readingOf(run, 'gate')).toBe(0.2);
    run(tradeAt(112_500));
    expect(readingOf(run, 'gate')).toBeGreaterThan(0.2);
  });

  it('refuses weights that let waits grow for ever', () => {
    expect(() => acdDurations.start({ ...params, beta: 0.9 })).toThrow(RangeError);
  });
});

describeFormulaContract(
  acdDurations,
  params,
  Array.from({ length: 140 }, (_, i) => tradeAt(100 * i * i)),
);
