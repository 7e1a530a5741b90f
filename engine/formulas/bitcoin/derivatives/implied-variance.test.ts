import { describe, expect, it } from 'vitest';
import { impliedVariance, varianceAt } from './implied-variance.ts';

const pairs = [
  { strike: 80, call: 20.1, put: 0.1 },
  { strike: 90, call: 10.6, put: 0.6 },
  { strike: 100, call: 3, put: 3 },
  { strike: 110, call: 0.5, put: 10.5 },
  { strike: 120, call: 0.05, put: 20.05 },
];

describe('the variance a chain of options expects', () => {
  it('is that of the catalogue check', () => {
    const variance = impliedVariance({ pairs, forward: 100, years: 0.0833333333333, rate: 0 }) ?? NaN;
    expect(variance).toBeCloseTo(0.104278466483, 10);
    expect(100 * Math.sqrt(variance)).toBeCloseTo(32.2921765267, 8);
  });

  it('is less where the future lies above the middle strike', () => {
    const at = (forward: number) => impliedVariance({ pairs, forward, years: 0.1, rate: 0 }) ?? NaN;
    expect(at(100) - at(102)).toBeCloseTo(0.02 ** 2 / 0.1, 12);
  });

  it('does not exist without a strike below the future or with only one', () => {
    expect(impliedVariance({ pairs, forward: 79, years: 0.1, rate: 0 })).toBeUndefined();
    expect(impliedVariance({ pairs: pairs.slice(2, 3), forward: 100, years: 0.1, rate: 0 })).toBeUndefined();
  });

  it('lies between two expiries by total variance', () => {
    const near = { variance: 0.2, years: 20 / 365 };
    const far = { variance: 0.4, years: 50 / 365 };
    // Total variances of 4 and 20 in days; a third of the way is 28 / 3 over 30 days.
    expect(varianceAt(30 / 365, near, far)).toBeCloseTo(28 / 3 / 30, 12);
    expect(varianceAt(far.years, near, far)).toBeCloseTo(0.4, 12);
  });
});
