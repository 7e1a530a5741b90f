import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { quote } from '../contract-tests/sample-inputs.ts';
import { microPriceAdjustments } from './micro-price-model.ts';
import { stoikovMicroPrice } from './stoikov-micro-price.ts';

const { defaults } = stoikovMicroPrice;

/** Quotes one tick of 0.1 wide that step towards the thin side with probability 0.3 at each update. */
const followingQuotes = (count: number) => {
  const random = new Mulberry32(4);
  let bid = 1000;
  let share = 0.5;
  return Array.from({ length: count }, (_, i) => {
    if (random.uniform() < 0.3) bid += share > 0.5 ? 0.1 : -0.1;
    share = random.uniform();
    return quote(i * 10, bid, 10 * share, bid + 0.1, 10 * (1 - share));
  });
};

describe('the micro-price', () => {
  it('gives the numbers of the catalogue check', () => {
    const found = microPriceAdjustments(
      {
        stays: [
          [0.7, 0.1],
          [0.1, 0.7],
        ],
        changes: [
          [0.15, 0.05],
          [0.05, 0.15],
        ],
        moves: [
          [0.15, 0.05],
          [0.05, 0.15],
        ],
      },
      [-0.5, 0.5],
      6,
    );
    expect(found?.first[0]).toBeCloseTo(-0.125, 12);
    expect(found?.first[1]).toBeCloseTo(0.125, 12);
    expect(found?.all[0]).toBeCloseTo(-0.166656494141, 11);
    expect(found?.all[1]).toBeCloseTo(0.166656494141, 11);
  });

  it('goes nowhere from states that the mid was never seen to leave, and is known of all others', () => {
    // The second state is left for the third, and the third only for itself.
    const found = microPriceAdjustments(
      {
        stays: [
          [0.5, 0.25, 0],
          [0, 0.5, 0.5],
          [0, 0, 1],
        ],
        changes: [
          [0, 0.25],
          [0, 0],
          [0, 0],
        ],
        moves: [
          [0.25, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
        ],
      },
      [-0.5, 0.5],
      2,
    );
    // Half of what leaves the first state changes the mid by 0.5, and comes back to it.
    expect(found?.first).toEqual([0.25, 0, 0]);
    expect(found?.all).toEqual([0.25 + 0.125 + 0.0625, 0, 0]);
  });

  it('learns beside a state that was seen once and never left', () => {
    const run = stoikovMicroPrice.start({ ...defaults, imb_buckets: 2, window: 5000, refit: 1000 });
    const quotes = followingQuotes(2001);
    // Two ticks wide from the last update of the second fit on.
    const wide = [1999, 2000, 2001].map((i) => quote(i * 10, 1000, 9, 1000.2, 1));
    [...quotes.slice(0, 1997), ...wide].forEach(run);
    const after = quotes.slice(1997).map(run);
    expect(readingOf(run, 'visits')).toBeGreaterThan(1500);
    expect(Math.abs(Math.abs(after.at(-1) ?? NaN) - 0.3)).toBeLessThan(0.05);
  });

  it('goes by the imbalance alone before it has learned', () => {
    const run = stoikovMicroPrice.start(defaults);
    // Bucket 7 of 10: 0.5 * (2 * 7.5 / 10 - 1)
    expect(run(quote(0, 100, 3, 100.5, 1))).toBeCloseTo(0.25, 12);
    expect(readingOf(run, 'signal')).toBeCloseTo(0.5, 12);
    expect(readingOf(run, 'confidence')).toBe(0);
    expect(readingOf(run, 'microPrice')).toBeCloseTo(100.25 + 0.5 * 0.25, 12);
  });

  it('learns that the mid goes to the thin side', () => {
    const run = stoikovMicroPrice.start({ ...defaults, imb_buckets: 2, window: 5000, refit: 1000 });
    const values = followingQuotes(3000).map(run);
    // The side is drawn anew at each update, so what follows the first change is not foreseen: 0.3 ticks.
    const after = values.slice(1001).map((each) => each ?? NaN);
    expect(Math.abs(Math.max(...after) - 0.3)).toBeLessThan(0.05);
    expect(Math.abs(Math.min(...after) + 0.3)).toBeLessThan(0.05);
    expect(readingOf(run, 'visits')).toBeGreaterThan(1000);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.2);
  });

  it('thinks of a heavy ask as of a heavy bid upside down', () => {
    const run = stoikovMicroPrice.start({ ...defaults, window: 5000, refit: 1000 });
    followingQuotes(2500).forEach(run);
    const up = run(quote(1e6, 1000, 9.5, 1000.1, 0.5)) ?? NaN;
    const down = run(quote(1e6, 1000, 0.5, 1000.1, 9.5)) ?? NaN;
    expect(up).toBeGreaterThan(0.1);
    expect(down).toBeCloseTo(-up, 9);
  });

  it('has no value of a crossed book', () => {
    expect(stoikovMicroPrice.start(defaults)(quote(0, 100, 1, 99, 1))).toBeUndefined();
  });
});

describeFormulaContract(
  stoikovMicroPrice,
  { ...defaults, imb_buckets: 3, window: 60, refit: 20 },
  followingQuotes(100),
);
