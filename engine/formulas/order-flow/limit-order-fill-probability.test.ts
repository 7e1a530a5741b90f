import { describe, expect, it } from 'vitest';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { quote, wanderingQuotes } from '../contract-tests/sample-inputs.ts';
import { limitOrderFillProbability, touchProbability } from './limit-order-fill-probability.ts';

const { defaults } = limitOrderFillProbability;

describe('the probability that a limit order is filled', () => {
  it('gives the number of the catalogue check', () => {
    expect(touchProbability(0.0005, { mu: 0, sigma: 0.0001, horizon: 60 })).toBeCloseTo(0.518605016429, 10);
  });

  it('is what paths do that are walked step by step', () => {
    const drawn = normals(61, 40_000);
    const steps = 400;
    let touched = 0;
    for (let path = 0; path < 100; path += 1) {
      let [place, lowest] = [0, 0];
      for (const z of drawn.slice(path * steps, (path + 1) * steps)) {
        place += -0.5 / steps + z / Math.sqrt(steps);
        lowest = Math.min(lowest, place);
      }
      if (lowest <= -1) touched += 1;
    }
    // Down 1 with a drift of -0.5 and a deviation of 1: Phi(-0.5) + e Phi(-1.5) = 0.4901.
    const found = touchProbability(1, { mu: 0.5, sigma: 1, horizon: 1 });
    expect(found).toBeCloseTo(0.4901, 3);
    expect(Math.abs(touched / 100 - found)).toBeLessThan(0.12);
  });

  it('weighs what it costs to rest against what it costs to cross', () => {
    const run = limitOrderFillProbability.start({ ...defaults, sigma_window: 4, horizon: 9, tick: 0.5 });
    const mids = [1000, 1001, 1000, 1001, 1000, 1000];
    const value = mids.map((mid, i) => run(quote(i * 1000, mid - 0.5, 1, mid + 0.5, 1))).at(-1) ?? NaN;
    const sigma = Math.log(1001 / 1000);
    const distance = Math.log(1000 / 999.5) + 0.5 / 1000;
    expect(value).toBeCloseTo(touchProbability(distance, { mu: 0, sigma, horizon: 9 }), 9);
    expect(readingOf(run, 'takerCost')).toBeCloseTo(4 + 5, 9);
    expect(readingOf(run, 'cost')).toBeCloseTo(value * 2 + (1 - value) * (9 + 10_000 * distance), 8);
    expect(readingOf(run, 'sellProbability')).toBeCloseTo(value, 3);
  });

  it('is certain of nothing but the touch where the price stands still', () => {
    const run = limitOrderFillProbability.start({ ...defaults, sigma_window: 2 });
    const values = [0, 1, 2, 3].map((i) => run(quote(i * 1000, 100, 1, 101, 1)));
    expect(values).toEqual([undefined, undefined, 0, 0]);
    expect(touchProbability(0, { mu: 0, sigma: 0, horizon: 60 })).toBe(1);
  });

  it('fills a buy sooner where prices drift down', () => {
    const at = (mu: number) => {
      const run = limitOrderFillProbability.start({ ...defaults, sigma_window: 3, mu });
      return wanderingQuotes(20, 500).map(run).at(-1) ?? NaN;
    };
    expect(at(-0.001)).toBeGreaterThan(at(0));
    expect(at(0.001)).toBeLessThan(at(0));
  });
});

describeFormulaContract(
  limitOrderFillProbability,
  { ...defaults, sigma_window: 5, horizon: 10 },
  wanderingQuotes(60, 400),
);
