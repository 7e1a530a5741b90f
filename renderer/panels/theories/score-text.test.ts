import { describe, expect, it } from 'vitest';
import { gainOf, verdictOf } from './score-text.ts';

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
  ] as const)('is %s', (verdict, of) => {
    expect(verdictOf(of)).toBe(verdict);
  });

  it('rests on an interval of 1.96 errors, in thousandths of a bit', () => {
    expect(gainOf(score(0.002))?.mean).toBeCloseTo(2, 12);
    expect(gainOf(score(0.002))?.reach).toBeCloseTo(1.96, 12);
  });
});
