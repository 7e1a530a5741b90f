import { describe, expect, it } from 'vitest';
import { AdditiveSeasons } from './additive-seasons.ts';

const weights = { alpha: 0.5, beta: 0.3, gamma: 0.2 };

describe('additive seasons', () => {
  it('give the numbers of statsmodels ExponentialSmoothing with the known initial state', () => {
    const model = new AdditiveSeasons(2, weights);
    [10, 14, 12, 17, 13, 19, 15].forEach((each) => model.push(each));
    expect(model.level).toBeCloseTo(17.5989664062, 9);
    expect(model.trend).toBeCloseTo(1.04224601562, 9);
    expect(model.forecast).toBeCloseTo(20.6947686719, 9);
  });

  it('expect a series that repeats as it repeats', () => {
    const model = new AdditiveSeasons(3, weights);
    for (let t = 0; t < 30; t += 1) {
      expect(model.isWarm).toBe(t >= 6);
      const value = [5, 1, 9][t % 3] ?? 0;
      if (model.isWarm) expect(model.forecast).toBeCloseTo(value, 12);
      model.push(value);
    }
    model.skip(4);
    expect(model.forecast).toBeCloseTo(1, 12);
  });

  it('begin again when a value of the first seasons is missing', () => {
    const model = new AdditiveSeasons(2, weights);
    [1, 2, 3].forEach((each) => model.push(each));
    model.skip(1);
    [1, 2, 3].forEach((each) => model.push(each));
    expect(model.isWarm).toBe(false);
    expect(model.forecast).toBeNaN();
  });
});
