import { describe, expect, it } from 'vitest';
import { declaredSkilful, pValueOf } from '../../formulas/edge/vote/skill-counts.ts';
import { allFormulas } from '../../formulas/registry/all-formulas.generated.ts';
import { coinFlipVote } from './coin-flip-vote.ts';
import { nullFormulas, nullYear } from './null-market.ts';

const YEARS = 100;
/** Less than half a minute of one core, and room for a machine that is busy. */
const MOST_MS = 240_000;

describe('411 formulas without skill', () => {
  const formulas = nullFormulas(411, allFormulas);

  it('are spread over the groups like those of the product', () => {
    expect(formulas.fast + formulas.medium + formulas.slow).toBe(411);
    expect(Math.min(formulas.fast, formulas.medium, formulas.slow)).toBeGreaterThan(30);
  });

  it(
    'are never marked in a hundred years by the counts of the vote, and by one look at the end of a year in one',
    () => {
      const found = Array.from({ length: YEARS }, (_, seed) => nullYear(seed + 1, formulas));
      expect(found.filter(({ declaredAtAnyTime }) => declaredAtAnyTime > 0)).toEqual([]);
      // Three groups, each held at 5 %: fifteen such years would still be what is promised.
      expect(found.filter(({ declared }) => declared > 0)).toHaveLength(1);
      // A twentieth of 411 is 20.55; counts are whole, so Fisher's test says 5 % a little less often.
      const uncontrolled = found.reduce((sum, year) => sum + year.uncontrolled, 0) / YEARS;
      expect(uncontrolled).toBeCloseTo(18.98, 2);
    },
    MOST_MS,
  );

  it('do not hide one that is right in 53 of 100 of a year of quarter hours', () => {
    // 35,040 outcomes, half of them calls of a rise; 18,571 right.
    const skilled = pValueOf([9286, 8234, 8235, 9285]);
    const rest = Array.from({ length: 410 }, (_, i) => (i + 1) / 411);
    expect(declaredSkilful([skilled, ...rest]).indexOf(true)).toBe(0);
    expect(declaredSkilful([skilled, ...rest]).filter(Boolean)).toHaveLength(1);
  });

  it('do not let one pass that always says the same in a market that rises', () => {
    expect(pValueOf([6000, 4000, 0, 0])).toBe(1);
  });
});

describe('a vote of coins', () => {
  it('makes no edge out of noise: its mean return is within three standard errors of none', () => {
    const found = coinFlipVote({ seed: 1785, formulas: 60, votes: 6000 });
    expect(found.shareDecided).toBeGreaterThan(0.05);
    expect(Math.abs(found.meanReturn)).toBeLessThan(3 * found.standardError);
    expect(Math.abs(found.hitRate - 0.5)).toBeLessThan(
      (3 * 0.5) / Math.sqrt(found.shareDecided * found.votes),
    );
  });
});
