import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { bookAt, wanderingBooks } from '../../contract-tests/sample-inputs.ts';
import { told, withSeries } from '../../contract-tests/told-series.ts';
import type { BookSlice, MarketStep } from '../../formula.ts';
import {
  fundingRate,
  impactPrice,
  predictedFundingRate,
  premiumOf,
  WeightedPremium,
} from './predicted-funding-rate.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const { defaults } = predictedFundingRate;
const steps = (...books: BookSlice[]): MarketStep[] =>
  books.map((book) => ({ kind: 'book', time: book.time, book }));
/** A book of one deep level a side. */
const flat = (time: number, bid: number, ask: number) => bookAt(time, [bid, 1e9], [ask, 1e9]);
const index = { 'derivative.index-price': 100 } as const;

describe('the predicted funding rate', () => {
  it('has the premium and the rate of the catalogue check', () => {
    const premium = new WeightedPremium();
    premium.push(premiumOf(100.05, 100.07, 100));
    premium.push(premiumOf(100.1, 100.12, 100));
    expect(premium.mean).toBeCloseTo(0.000833333333333, 12);
    expect(fundingRate(premium.mean, defaults)).toBeCloseTo(0.000333333333333, 12);
  });

  it('samples once a minute, the newer the heavier', () => {
    const fed = [
      ...told(0, index),
      ...steps(flat(0, 100.05, 100.07), flat(1000, 90, 91), flat(MINUTE_MS, 100.1, 100.12)),
    ];
    const values = fed.map(predictedFundingRate.start(defaults));
    expect(values[0]).toBeUndefined();
    // A premium of 0.0005 alone: the interest of 0.0001 is 0.0004 away, within the clamp.
    expect(values[1]).toBeCloseTo(0.0001, 12);
    expect(values[2]).toBe(values[1]);
    expect(values[3]).toBeCloseTo(0.000333333333333, 12);
  });

  it('is below zero where the asks lie below the index, and never beyond the cap', () => {
    const rate = (bid: number, ask: number) =>
      [...told(0, index), ...steps(flat(0, bid, ask))].map(predictedFundingRate.start(defaults))[1];
    expect(rate(99.7, 99.8)).toBeCloseTo(-0.002 + 0.0005, 12);
    expect(rate(80, 81)).toBe(-0.0075);
    expect(rate(120, 121)).toBe(0.0075);
  });

  it('begins again with the next interval', () => {
    const run = predictedFundingRate.start(defaults);
    const fed = [...told(0, index), ...steps(flat(0, 101, 101.1))];
    fed.forEach((step) => run(step));
    const later = [...told(8 * HOUR_MS, index), ...steps(flat(8 * HOUR_MS, 100, 100.1))];
    later.forEach((step) => run(step));
    expect(run.readings?.['premium']?.()).toBe(0);
  });

  it('costs the rate at every funding moment while the position is held', () => {
    const cost = (side: number, hold: number, next?: number) => {
      const run = predictedFundingRate.start({ ...defaults, side, hold });
      const known = next === undefined ? index : { ...index, 'derivative.next-funding-time': next };
      [...told(HOUR_MS, known), ...steps(flat(HOUR_MS, 100.1, 100.12))].forEach((step) => run(step));
      return run.readings?.['cost']?.();
    };
    // A premium of 0.001 less the clamp of 0.0005 is 5 bps. It is one o'clock; funding is at eight.
    expect(cost(1, 6 * 3600)).toBe(0);
    expect(cost(1, 7 * 3600)).toBeCloseTo(5, 9);
    expect(cost(1, 16 * 3600)).toBeCloseTo(10, 9);
    expect(cost(-1, 7 * 3600)).toBeCloseTo(-5, 9);
    expect(cost(1, 2 * 3600, 3 * HOUR_MS)).toBeCloseTo(5, 9);
  });

  it('walks the book for the notional, and takes what there is', () => {
    // 100 in quote units at 50, the rest of 20 at 40: 2 and 0.5 units for 120.
    expect(impactPrice([50, 2, 40, 5], 120, 50)).toBeCloseTo(120 / 2.5, 12);
    expect(impactPrice([50, 2, 40, 5], 120, 1)).toBe(50);
    expect(impactPrice([50, 2], 1e9, 50)).toBe(50);
    expect(impactPrice([], 1, 50)).toBeNaN();
  });
});

describeFormulaContract(
  predictedFundingRate,
  { ...defaults, sample: 1 },
  withSeries(steps(...wanderingBooks(60, 5000)), () => index),
);
