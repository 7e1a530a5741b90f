import { describe, expect, it } from 'vitest';
import { LeadRegressions } from './lead-regressions.ts';
import { Random } from './random.ts';
import { ornsteinUhlenbeckFit } from './ornstein-uhlenbeck.ts';
import { RollingRegression } from './rolling-regression.ts';

describe('regressions on what came one step before', () => {
  it('are those of a plain regression over every window', () => {
    const random = new Random(4);
    const regressions = new LeadRegressions(2, 7);
    const plain = [new RollingRegression(7, 0), new RollingRegression(7, 0)];
    const own = new RollingRegression(7, 0);
    let before: number[] | undefined;
    for (let step = 0; step < 60; step += 1) {
      const row = [random.normal(), 5 + 0.1 * random.normal()];
      const target = random.normal();
      regressions.push(row, target);
      if (before !== undefined) {
        plain.forEach((each, k) => each.push(before?.[k] ?? NaN, target));
        own.push(before[1] ?? NaN, row[1] ?? NaN);
      }
      before = row;
      expect(regressions.isFull).toBe(step >= 7);
      if (step < 7) continue;
      plain.forEach((each, k) => expect(regressions.targetSlope(k)).toBeCloseTo(each.fit()?.slope ?? NaN, 9));
      expect(regressions.ownSlope(1)).toBeCloseTo(own.fit()?.slope ?? NaN, 9);
    }
  });

  it('say how much of a column is left one step later', () => {
    const path = [1, 0.4, 0.5, -0.1, 0.2, 0.3, -0.2];
    const regressions = new LeadRegressions(1, path.length - 1);
    path.forEach((value) => regressions.push([value], NaN));
    expect(regressions.ownSlope(0)).toBeCloseTo(ornsteinUhlenbeckFit(path)?.persistence ?? NaN, 12);
  });

  it('say nothing of a column that does not vary', () => {
    const regressions = new LeadRegressions(1, 3);
    [1, 2, 3, 4].forEach((target) => regressions.push([0.5], target));
    expect(regressions.targetSlope(0)).toBeNaN();
    expect(regressions.ownSlope(0)).toBeNaN();
  });
});
