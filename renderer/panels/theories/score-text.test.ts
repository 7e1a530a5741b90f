import { describe, expect, it } from 'vitest';
import { gainDigits, gainOf, verdictOf } from './score-text.ts';

const score = (gainBits?: number, errorBits = 0.001) => ({
  count: 500,
  needed: 100,
  path: [],
  ...(gainBits !== undefined && { gainBits, errorBits }),
});

describe('the verdict on a theory', () => {
  it.each([
    ['too-few', score()],
    ['helped', score(0.002)],
    ['hurt', score(-0.002)],
    ['open', score(0.0019)],
    ['silent', score(0, 0)],
    ['silent', score(-2e-17, 1e-18)],
    ['hurt', score(-2e-8, 1e-9)],
  ] as const)('is %s', (verdict, of) => {
    expect(verdictOf(of)).toBe(verdict);
  });

  it('rests on an interval of 1.96 errors, in thousandths of a bit', () => {
    expect(gainOf(score(0.002))?.mean).toBeCloseTo(2, 12);
    expect(gainOf(score(0.002))?.reach).toBeCloseTo(1.96, 12);
  });

  it.each([
    [40, 2],
    [1.96, 2],
    [0.11, 2],
    [0.0034, 4],
    [0.000_02, 6],
    [0, 2],
  ])('of a reach of %d mbit has %d digits behind the point', (reach, digits) => {
    expect(gainDigits({ mean: 1, reach })).toBe(digits);
  });
});
