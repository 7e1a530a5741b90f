import { describe, expect, it } from 'vitest';
import { ExponentialAverage } from './exponential-average.ts';
import { WilderAverage } from './wilder-average.ts';

/** The value after each push; undefined until warm. */
function pushed(average: ExponentialAverage | WilderAverage, values: readonly number[]) {
  return values.map((value) => {
    average.push(value);
    return average.isWarm ? average.value : undefined;
  });
}

describe('an exponential average', () => {
  it('gives the newest of three half of the weight', () => {
    expect(pushed(new ExponentialAverage(3), [8, 4, 10])).toEqual([8, 6, 8]);
  });

  it('can begin with the mean of its first values', () => {
    expect(pushed(new ExponentialAverage(3, true), [9, 3, 6, 10])).toEqual([undefined, undefined, 6, 8]);
  });
});

describe("Wilder's average", () => {
  it('is the mean of its first values, then moves by a fourth of the way when it is four long', () => {
    expect(pushed(new WilderAverage(4), [1, 2, 3, 6, 7])).toEqual([undefined, undefined, undefined, 3, 4]);
  });
});
