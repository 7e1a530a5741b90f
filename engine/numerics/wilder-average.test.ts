import { describe, expect, it } from 'vitest';
import { ExponentialAverage } from './exponential-average.ts';
import { WilderAverage } from './wilder-average.ts';

describe('an exponential average', () => {
  it('gives the newest of three half of the weight', () => {
    const average = new ExponentialAverage(3);
    expect([8, 4, 10].map((value) => average.push(value))).toEqual([8, 6, 8]);
  });

  it('can begin with the mean of its first values', () => {
    const average = new ExponentialAverage(3, true);
    expect([9, 3, 6, 10].map((value) => average.push(value))).toEqual([undefined, undefined, 6, 8]);
  });
});

describe("Wilder's average", () => {
  it('is the mean of its first values, then moves by a fourth of the way when it is four long', () => {
    const average = new WilderAverage(4);
    const values = [1, 2, 3, 6, 7].map((value) => {
      average.push(value);
      return average.isWarm ? average.value : undefined;
    });
    expect(values).toEqual([undefined, undefined, undefined, 3, 4]);
  });
});
