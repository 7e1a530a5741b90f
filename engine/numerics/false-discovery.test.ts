import { describe, expect, it } from 'vitest';
import { benjaminiHochberg, benjaminiYekutieli, eBenjaminiHochberg } from './false-discovery.ts';

/** The fifteen p-values of Benjamini & Hochberg (1995), section 4.1; their procedure rejects the first four. */
const PUBLISHED = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
  0.759, 1,
];
const count = (rejected: readonly boolean[]) => rejected.filter(Boolean).length;

describe('control of false discoveries', () => {
  it('rejects the four hypotheses of the published example', () => {
    const rejected = benjaminiHochberg(PUBLISHED, { rate: 0.05 });
    expect(count(rejected)).toBe(4);
    expect(rejected.slice(0, 4)).toEqual([true, true, true, true]);
  });

  it('rejects three under any dependence: 15 values cost a factor of 3.318', () => {
    // 0.05 / (15 * 3.318) = 0.0010046 a rank; 0.0019 <= 2.009e-3 * 1.5, 0.0095 > 4.018e-3.
    expect(count(benjaminiYekutieli(PUBLISHED, { rate: 0.05 }))).toBe(3);
  });

  it('looks at the largest rank that holds, not at the first that fails', () => {
    expect(benjaminiHochberg([0.03, 0.04, 0.045], { rate: 0.05 })).toEqual([true, true, true]);
    expect(benjaminiHochberg([0.06, 0.04, 0.045], { rate: 0.05 })).toEqual([false, false, false]);
  });

  it('answers in the order of the question and counts hypotheses that are not given', () => {
    expect(benjaminiHochberg([0.9, 0.001], { rate: 0.05 })).toEqual([false, true]);
    expect(benjaminiHochberg([0.9, 0.001], { rate: 0.05, family: 411 })).toEqual([false, false]);
    expect(() => benjaminiHochberg([0.9, 0.001], { rate: 0.05, family: 1 })).toThrow(
      'all 2 hypotheses, was of 1',
    );
  });

  it('rejects e-values as their inverses under plain Benjamini and Hochberg', () => {
    // 3 / 0.05 = 60 for the first, 30 for two of them.
    expect(eBenjaminiHochberg([59, 2, 0.5], { rate: 0.05 })).toEqual([false, false, false]);
    expect(eBenjaminiHochberg([61, 2, 0.5], { rate: 0.05 })).toEqual([true, false, false]);
    expect(eBenjaminiHochberg([35, 31, 0.5], { rate: 0.05 })).toEqual([true, true, false]);
    expect(eBenjaminiHochberg([0, Infinity], { rate: 0.05 })).toEqual([false, true]);
  });
});
