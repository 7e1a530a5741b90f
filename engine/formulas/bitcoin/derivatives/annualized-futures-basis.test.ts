import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { told, toldInTurns, type ToldValues } from '../../contract-tests/told-series.ts';
import { annualizedFuturesBasis, basisAt, basisOf } from './annualized-futures-basis.ts';

const DAY_MS = 86_400_000;
const { defaults } = annualizedFuturesBasis;
const NEAR = { basis: basisOf(101_000, 100_000, 60 / 365), years: 60 / 365 };
const FAR = { basis: basisOf(103_000, 100_000, 150 / 365), years: 150 / 365 };

/** A day each, with a future of 90 days that costs this much above a spot of 100. */
const days = (...premiums: number[]) =>
  premiums.flatMap((premium, day) =>
    told(day * DAY_MS, {
      'derivative.index-price': 100,
      'future.near-expiry': (day + 90) * DAY_MS,
      'future.near-price': 100 + premium,
    }),
  );

describe('the basis of dated futures', () => {
  it('has the values of the catalogue check', () => {
    expect(NEAR.basis).toBeCloseTo(0.0605311793568, 10);
    expect(FAR.basis).toBeCloseTo(0.0719264187878, 10);
    expect(basisAt(NEAR, FAR, 90 / 365)).toBeCloseTo(0.0643295925004, 10);
  });

  it('is flat beyond the futures, and that of the only one', () => {
    expect(basisAt(NEAR, FAR, 0.01)).toBe(NEAR.basis);
    expect(basisAt(NEAR, FAR, 1)).toBeCloseTo(FAR.basis, 12);
    expect(basisAt(undefined, FAR, 0.1)).toBe(FAR.basis);
    expect(basisAt(undefined, undefined, 0.1)).toBeUndefined();
  });

  it('reads both futures, but none that is about to expire', () => {
    const both: ToldValues = {
      'derivative.index-price': 100_000,
      'future.near-price': 101_000,
      'future.near-expiry': 60 * DAY_MS,
      'future.far-price': 103_000,
      'future.far-expiry': 150 * DAY_MS,
    };
    const at = (change: ToldValues) =>
      told(0, { ...both, ...change })
        .map(annualizedFuturesBasis.start(defaults))
        .at(-1);
    expect(at({})).toBeCloseTo(0.0643295925004, 10);
    expect(at({ 'future.near-expiry': 2 * DAY_MS })).toBeCloseTo(FAR.basis, 10);
  });

  it('leans against an extreme of the last days, once there are as many', () => {
    const run = annualizedFuturesBasis.start({ ...defaults, window: 10 });
    const signals = days(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 5.5, -1).flatMap((step, index) => {
      run(step);
      return index % 3 === 2 ? [run.readings?.['signal']?.()] : [];
    });
    expect(signals.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => 0));
    // The tenth day is the highest of ten: a rank of 0.95. Then the middle, then the lowest: 0.05.
    expect(signals[9]).toBeCloseTo(-0.9, 12);
    expect(signals[10]).toBe(0);
    expect(signals[11]).toBeCloseTo(0.9, 12);
  });

  it('counts a day once, with its newest value', () => {
    const run = annualizedFuturesBasis.start({ ...defaults, window: 2 });
    days(1, 2).forEach((step) => run(step));
    told(DAY_MS + 60_000, { 'derivative.index-price': 102 }).forEach((step) => run(step));
    // The second day is now the lowest of the two: 100 + 2 against a spot of 102.
    expect(run.readings?.['rank']?.()).toBe(0.25);
  });
});

describeFormulaContract(
  annualizedFuturesBasis,
  { ...defaults, window: 2 },
  // Over a midnight, because the days have to be two.
  toldInTurns({ count: 90, start: DAY_MS - 30 * 30_000, stepMs: 30_000 }, (i) => ({
    'derivative.index-price': 100 + Math.sin(i / 3),
    'future.near-price': 101 + Math.sin(i / 2),
    'future.near-expiry': 90 * DAY_MS,
  })),
);
