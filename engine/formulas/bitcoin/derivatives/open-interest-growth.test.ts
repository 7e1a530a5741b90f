import { describe, expect, it } from 'vitest';
import { unixMs } from '../../../domain/units/time.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { bars, wanderingPrices } from '../../contract-tests/sample-inputs.ts';
import { told } from '../../contract-tests/told-series.ts';
import type { MarketStep } from '../../formula.ts';
import { interestValue, openInterestGrowth } from './open-interest-growth.ts';

const DAY_MS = 86_400_000;
const { defaults } = openInterestGrowth;

/** Daily bars, each with the open interest at its end told before it where there is one. */
const days = (rows: readonly (readonly [close: number, interest?: number])[]) =>
  rows.flatMap(([close, interest], day): MarketStep[] => {
    const [bar] = bars([close, close, close]);
    const time = (day + 1) * DAY_MS;
    if (bar === undefined) return [];
    const step: MarketStep = {
      kind: 'bar',
      time,
      bar: { ...bar, openTime: unixMs(day * DAY_MS), intervalMs: DAY_MS },
    };
    return interest === undefined ? [step] : [...told(time, { 'derivative.open-interest': interest }), step];
  });

describe('the growth of open interest', () => {
  it('has the values of the catalogue check', () => {
    const growth = Math.log(120_000 / 100_000);
    const z = (growth - 0.05) / 0.1;
    expect(growth).toBeCloseTo(0.182321556794, 12);
    expect(z).toBeCloseTo(1.32321556794, 11);
    expect(interestValue(growth, z, Math.log(95_000 / 90_000))).toBeCloseTo(0.66160778397, 11);
  });

  it.each([
    ['goes with a fall that new positions make', 0.1, -0.02, -1],
    ['leans a little against a rise that only closes positions', -0.1, 0.02, -0.3],
    ['leans a little against a fall that only closes positions', -0.1, -0.02, 0.3],
    ['says nothing of a price that stood still', 0.1, 0, 0],
  ])('%s', (_what, growth, move, value) => {
    expect(interestValue(growth, 2, move)).toBeCloseTo(value, 12);
  });

  it('compares with the days before', () => {
    const run = openInterestGrowth.start({ ...defaults, slow: 1, window: 3 });
    const values = days([
      [100, 100],
      [101, 110],
      [102, 110],
      [103, 121],
    ]).map(run);
    // Growths of ln 1.1, 0 and ln 1.1: the last is 1 / sqrt(3) deviations above their mean.
    expect(values.findIndex((each) => each !== undefined)).toBe(7);
    expect(run.readings?.['z']?.()).toBeCloseTo(1 / Math.sqrt(3), 9);
    expect(run.readings?.['signal']?.()).toBeCloseTo(1 / Math.sqrt(12), 9);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(0.2 / Math.sqrt(3), 9);
  });

  it('leaves out a day whose open interest is not told, and the one that would be compared with it', () => {
    const run = openInterestGrowth.start({ ...defaults, slow: 1, window: 2 });
    const read = days([[1, 10], [1, 11], [1, 13], [1], [1, 12], [1, 13]]).flatMap((step) => {
      const value = run(step);
      return step.kind === 'bar' ? [value] : [];
    });
    expect(read.map((each) => each !== undefined)).toEqual([false, false, true, false, false, true]);
  });
});

describeFormulaContract(
  openInterestGrowth,
  { ...defaults, slow: 2, window: 5 },
  days(wanderingPrices(30).map((close, i): [number, number] => [close, 1000 + 50 * Math.sin(i * i)])),
);
