import { describe, expect, it } from 'vitest';
import { fisherAtLeast } from '../../../numerics/fisher-exact.ts';
import { declaredSkilful, lookAt, pValueOf, SkillCounts } from './skill-counts.ts';

/** Outcomes of one formula, right in `right` of every ten, calls and market turning about. */
function told(counts: SkillCounts, place: number, { count, right }: { count: number; right: number }): void {
  for (let i = 0; i < count; i += 1) {
    const rose = i % 2 === 0;
    const isRight = Math.floor(i / 2) % 10 < right;
    counts.score(place, rose === isRight ? 1 : -1, rose);
  }
}

describe('the skill of formulas', () => {
  it('counts outcomes and hits', () => {
    const counts = new SkillCounts(2);
    told(counts, 1, { count: 20, right: 7 });
    expect([counts.outcomes(0), counts.hits(0)]).toEqual([0, 0]);
    expect([counts.outcomes(1), counts.hits(1)]).toEqual([20, 14]);
    expect([...counts.tables.subarray(4)]).toEqual([7, 3, 3, 7]);
  });

  it('is looked at with 32 outcomes and whenever they have doubled', () => {
    expect([31, 32, 33, 64, 96, 128, 256].map(lookAt)).toEqual([0, 1, 0, 2, 0, 3, 4]);
  });

  it('is tested against the base rate, each look at twice, six, twelve … times the price', () => {
    const counts = new SkillCounts(1);
    told(counts, 0, { count: 31, right: 8 });
    expect(counts.pValues[0]).toBe(1);
    told(counts, 0, { count: 1, right: 8 });
    const [upRose = 0, upFell = 0, downRose = 0, downFell = 0] = counts.tables;
    const p = fisherAtLeast(upRose, upRose + upFell, upRose + downRose, 32);
    expect(pValueOf([upRose, upFell, downRose, downFell])).toBe(p);
    expect(counts.pValues[0]).toBeCloseTo(2 * p, 12);
  });

  it('is declared only of who beats chance by more than 411 tries explain', () => {
    const counts = new SkillCounts(3);
    told(counts, 0, { count: 256, right: 6 });
    told(counts, 1, { count: 256, right: 7 });
    told(counts, 2, { count: 256, right: 5 });
    // Six of ten of 256 would do without control, seven of ten do with it.
    expect([0, 1, 2].map((place) => counts.isSkilful(place))).toEqual([false, true, false]);
  });

  it('is that of the catalogue, whether or not the others have outcomes: 1.8e-5 for the first', () => {
    // 0.05 / (411 (1 + 1/2 + … + 1/411))
    expect(declaredSkilful([1.83e-5, 0.5])).toEqual([true, false]);
    expect(declaredSkilful([1.86e-5, 0.5])).toEqual([false, false]);
  });
});
