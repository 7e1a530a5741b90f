import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { uniforms, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { hillTailIndex, tailExponent } from './hill-tail-index.ts';

const { defaults } = hillTailIndex;

describe('the tail index', () => {
  it('gives the number of the catalogue check', () => {
    expect(tailExponent(Float64Array.of(1, 2, 4, 8), 2)).toBeCloseTo(0.961796693926, 11);
  });

  it('takes the largest returns of either sign', () => {
    const run = hillTailIndex.start({ n: 4, frac: 0.5 });
    const returns = [0.001, -0.008, 0.004, -0.002];
    expect(barsOfReturns(returns).map(run).at(-1)).toBeCloseTo(0.961796693926, 9);
    expect(readingOf(run, 'standardError')).toBeCloseTo(0.961796693926 / Math.SQRT2, 9);
    expect(readingOf(run, 'scale')).toBe(0.25);
  });

  it.each([
    [1.5, 0.25],
    [2.5, 0.75],
    [4, 1],
  ])('finds an exponent of %d, which leaves %d of the size', (exponent, scale) => {
    const run = hillTailIndex.start({ n: 4000, frac: 0.1 });
    const sizes = uniforms(21, 4000).map((u) => 1e-4 * (1 - u) ** (-1 / exponent));
    const value =
      barsOfReturns(sizes.map((size, i) => (i % 2 === 0 ? size : -size)))
        .map(run)
        .at(-1) ?? NaN;
    expect(Math.abs(value / exponent - 1)).toBeLessThan(0.15);
    expect(Math.abs(readingOf(run, 'scale') - scale)).toBeLessThan(0.15);
  });

  it('does not exist where the largest are alike or nothing moves', () => {
    expect(tailExponent(Float64Array.of(1, 2, 2, 2), 2)).toBeUndefined();
    expect(tailExponent(new Float64Array(4), 2)).toBeUndefined();
  });

  it('does not exist of a price that jumps between two ticks', () => {
    const [first] = barsOfReturns([]);
    if (first === undefined) throw new Error('no bar');
    const run = hillTailIndex.start({ n: 40, frac: 0.4 });
    const values = Array.from({ length: 60 }, (_, i) =>
      run({ ...first, close: i % 3 === 0 ? 97_000.01 : 97_000 }),
    );
    expect(values.every((value) => value === undefined)).toBe(true);
  });

  it('refuses a share that leaves nothing to count', () => {
    expect(() => hillTailIndex.start({ ...defaults, n: 10 })).toThrow(
      'frac * n must be a whole number of at least 1',
    );
    expect(() => hillTailIndex.start({ n: 10, frac: 1 })).toThrow(
      'frac must leave returns below the largest',
    );
  });
});

describeFormulaContract(hillTailIndex, { n: 20, frac: 0.2 }, walkBars(21, 40));
