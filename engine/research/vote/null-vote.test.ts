import { describe, expect, it } from 'vitest';
import { declaredSkilful, pValueOf } from '../../formulas/edge/vote/skill-counts.ts';
import { allFormulas } from '../../formulas/registry/all-formulas.generated.ts';
import { coinFlipVote } from './coin-flip-vote.ts';
import { nullFormulas, nullYear } from './null-market.ts';

describe('411 formulas without skill', () => {
  const formulas = nullFormulas(411, allFormulas);

  it('are spread over the groups like those of the product', () => {
    expect(formulas.fast + formulas.medium + formulas.slow).toBe(411);
    expect(Math.min(formulas.fast, formulas.medium, formulas.slow)).toBeGreaterThan(30);
  });

  it('are hardly ever declared skilful, although a twentieth of them would be without control', () => {
    const years = Array.from({ length: 3 }, (_, seed) => nullYear(seed + 1, formulas));
    expect(years.filter(({ declared }) => declared > 0)).toEqual([]);
    expect(years.filter(({ declaredAtAnyTime }) => declaredAtAnyTime > 0)).toEqual([]);
    const uncontrolled = years.reduce((sum, year) => sum + year.uncontrolled, 0) / years.length;
    expect(uncontrolled).toBeGreaterThan(10);
    expect(uncontrolled).toBeLessThan(31);
  });

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
