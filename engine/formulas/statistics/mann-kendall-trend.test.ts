import { describe, expect, it } from 'vitest';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { normalCdf } from '../../numerics/normal-distribution.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { concordanceVariance, mannKendallTrend } from './mann-kendall-trend.ts';

const barsAt = (...closes: number[]) => bars(...closes.map((c): [number, number, number] => [c, c, c]));
const lastOf = (...closes: number[]) =>
  barsAt(...closes)
    .map(mannKendallTrend.start({ n: 5 }))
    .at(-1);

describe('the trend of closes by pairs', () => {
  it('gives the numbers of the catalogue check', () => {
    expect(concordanceVariance([1, 2, 3, 4, 5])).toBeCloseTo(16.6666666667, 9);
    expect(lastOf(1, 2, 3, 4, 5)).toBeCloseTo(2.2045407685, 9);
  });

  it('mirrors a fall, and forgets what leaves the window', () => {
    expect(lastOf(5, 4, 3, 2, 1)).toBeCloseTo(-2.2045407685, 9);
    expect(lastOf(9, 9, 1, 2, 3, 4, 5)).toBeCloseTo(2.2045407685, 9);
  });

  it('allows for equal closes', () => {
    // Sorted 1, 2, 2, 3, 4: one pair is tied, (300 - 18) / 18; nine of the others rise.
    expect(concordanceVariance([1, 2, 2, 3, 4])).toBeCloseTo(282 / 18, 12);
    expect(lastOf(1, 2, 2, 3, 4)).toBeCloseTo(8 / Math.sqrt(282 / 18), 12);
    expect(lastOf(7, 7, 7, 7, 7)).toBe(0);
  });

  it('leans with the trend, and halves its confidence', () => {
    const run = mannKendallTrend.start({ n: 10 });
    const z = walkBars(2, 20).map(run).at(-1) ?? NaN;
    expect(readingOf(run, 'signal')).toBeCloseTo(2 * normalCdf(z) - 1, 14);
    expect(readingOf(run, 'confidence')).toBeCloseTo(confidenceOfZ(z) / 2, 14);
  });
});

describeFormulaContract(mannKendallTrend, { n: 10 }, walkBars(24, 30));
