import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { bars } from '../../contract-tests/sample-inputs.ts';
import { told } from '../../contract-tests/told-series.ts';
import type { MarketStep } from '../../formula.ts';
import { crowdingSignal, fundingRateCrowding } from './funding-rate-crowding.ts';

const STAMP_MS = 8 * 3_600_000;
const { defaults } = fundingRateCrowding;
const stamps = (...rates: number[]) =>
  rates.flatMap((rate, index) => told(index * STAMP_MS, { 'derivative.funding-rate': rate }));

describe('the crowding of funding', () => {
  it('has the value of the catalogue check', () => {
    const run = fundingRateCrowding.start({ ...defaults, window: 5 });
    const values = stamps(0.0001, 0.0001, 0.0002, 0.0001, 0.0006).map(run);
    expect(values.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
    expect(values[4]).toBeCloseTo(1.75280929525, 9);
    // The mean rate of 2.2e-4, three times a day for a year.
    expect(run.readings?.['carry']?.()).toBeCloseTo(0.2409, 9);
    expect(run.readings?.['signal']?.()).toBeCloseTo(-(1.75280929525 - 1.5) / 2, 9);
  });

  it.each([
    [1.4, 0, 0],
    [-2.5, 0, 0.5],
    [2.5, 0.6, -0.7],
    [0, 0.6, -0.2],
    [9, 0.6, -1],
  ])('leans at a z of %d and a carry of %d to %d', (z, carry, signal) => {
    expect(crowdingSignal(z, 1.5, carry)).toBeCloseTo(signal, 12);
  });

  it('compares rates as if each were for eight hours', () => {
    const plain = stamps(0.0001, 0.0003, 0.0002).map(fundingRateCrowding.start({ ...defaults, window: 3 }));
    const hourly = [
      ...told(0, { 'derivative.funding-interval': 4 }),
      ...stamps(0.00005, 0.00015, 0.0001),
    ].map(fundingRateCrowding.start({ ...defaults, window: 3 }));
    expect(hourly.at(-1)).toBeCloseTo(plain.at(-1) ?? NaN, 12);
  });

  it('is 0 where rates never change, and none once the newest is too old', () => {
    const run = fundingRateCrowding.start({ ...defaults, window: 3 });
    expect(stamps(0.0001, 0.0001, 0.0001).map(run).at(-1)).toBe(0);
    const [bar] = bars([1, 1, 1]);
    if (bar === undefined) throw new Error('a bar is given');
    const atBar = (time: number): MarketStep => ({ kind: 'bar', time, bar });
    expect(run(atBar(3 * STAMP_MS))).toBe(0);
    expect(run(atBar(3 * STAMP_MS + 3_600_001))).toBeUndefined();
  });
});

describeFormulaContract(
  fundingRateCrowding,
  { ...defaults, window: 10 },
  stamps(...Array.from({ length: 40 }, (_, i) => 0.0001 * (1 + Math.sin(i / 3)))),
);
