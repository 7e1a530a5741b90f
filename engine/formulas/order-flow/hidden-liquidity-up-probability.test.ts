import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { quote, wanderingQuotes } from '../contract-tests/sample-inputs.ts';
import { hiddenLiquidityUpProbability, upProbability } from './hidden-liquidity-up-probability.ts';

/** Quotes whose mid changes at every other update, up with the chance that `hidden` base behind both sides leave. */
const quotesWith = (hidden: number, count: number) => {
  const random = new Mulberry32(6);
  let bid = 1000;
  return Array.from({ length: count }, (_, i) => {
    const bidSize = 1 + 9 * random.uniform();
    const before = bid;
    bid += random.uniform() < upProbability(bidSize, 11 - bidSize, hidden) ? 1 : -1;
    return quote(i, before, bidSize, before + 1, 11 - bidSize);
  });
};

describe('the chance of an uptick with hidden liquidity', () => {
  it('gives the number of the catalogue check', () => {
    // (30 + 20) / (30 + 10 + 40)
    expect(upProbability(30, 10, 20)).toBe(0.625);
  });

  it('begins with a tenth of what shows', () => {
    const run = hiddenLiquidityUpProbability.start(hiddenLiquidityUpProbability.defaults);
    // Mean size at the touch 2, hidden 0.2: 3.2 / 4.4.
    expect(run(quote(0, 100, 3, 101, 1))).toBeCloseTo(3.2 / 4.4, 12);
    expect(readingOf(run, 'hiddenSize')).toBeCloseTo(0.2, 12);
    expect(readingOf(run, 'signal')).toBeCloseTo(2 / 4.4, 12);
    expect(readingOf(run, 'confidence')).toBeCloseTo(2 / 4.4, 12);
  });

  it.each([2, 20])('finds %d hidden base again', (hidden) => {
    const run = hiddenLiquidityUpProbability.start({ H_init: 0.1, window: 5000, refit: 5000 });
    quotesWith(hidden, 5010).forEach(run);
    expect(Math.abs(Math.log(readingOf(run, 'hiddenSize') / hidden))).toBeLessThan(0.45);
  });

  it('has no value of an empty touch', () => {
    const run = hiddenLiquidityUpProbability.start(hiddenLiquidityUpProbability.defaults);
    expect(run(quote(0, 100, 0, 101, 0))).toBeUndefined();
  });
});

describeFormulaContract(
  hiddenLiquidityUpProbability,
  { H_init: 0.1, window: 20, refit: 8 },
  wanderingQuotes(60, 100),
);
