import { describe, expect, it } from 'vitest';
import { HitRateSkill } from './hit-rate-skill.ts';

describe('the skill of a hit rate', () => {
  it('is 0 before the first outcome and while the model is worse than a coin', () => {
    const skill = new HitRateSkill();
    expect(skill.value).toBe(0);
    skill.push(false);
    expect(skill.value).toBe(0);
  });

  it('grows by a tenth of what a hit adds to the rate', () => {
    const skill = new HitRateSkill();
    skill.push(true);
    // 0.99 * 0.5 + 0.01 = 0.505
    expect(skill.value).toBeCloseTo(0.05, 14);
  });

  it('is 1 from six of ten on', () => {
    const skill = new HitRateSkill();
    for (let i = 0; i < 100; i += 1) skill.push(true);
    expect(skill.value).toBe(1);
  });
});
