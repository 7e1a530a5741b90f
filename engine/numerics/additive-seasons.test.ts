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
    const values = Array.from({ length: 30 }, (_, t) => [5, 1, 9][t % 3] ?? 0);
    const expected = values.map((value) => {
      const before = model.isWarm ? model.forecast : undefined;
      model.push(value);
      return before;
    });
    const unknown = Array.from({ length: 6 }, () => undefined);
    const known = values.slice(6).map((value) => expect.closeTo(value, 12));
    expect(expected).toEqual([...unknown, ...known]);
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
