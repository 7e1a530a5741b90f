import { describe, expect, it } from 'vitest';
import { ExponentialAverage, exponentialAverages } from './exponential-average.ts';

const averagesOf = (values: readonly number[], average: ExponentialAverage) =>
  values.map((value) => {
    average.push(value);
    return average.value;
  });

describe('an exponential average', () => {
  it('moves a share of 2 / (length + 1) toward each value, from the first on', () => {
    // A length of 3 moves half of the way.
    expect(averagesOf([8, 4, 4, 16], new ExponentialAverage(3))).toEqual([8, 6, 5, 10.5]);
  });

  it('begins at the mean of the first values where that is asked for', () => {
    const average = new ExponentialAverage(3, true);
    expect(averagesOf([3, 6, 9, 16], average)).toEqual([3, 4.5, 6, 11]);
    expect(average.isWarm).toBe(true);
  });
});

describe('the exponential averages of a whole series', () => {
  it('are those of one value after the other, digit for digit', () => {
    const values = Array.from({ length: 50 }, (_, i) => 60_000 + 100 * Math.sin(i) + i / 7);
    expect([...exponentialAverages(values, 20)]).toEqual(averagesOf(values, new ExponentialAverage(20)));
  });

  it('are written where they are wanted, none of no values', () => {
    const averages = new Float64Array(2);
    expect(exponentialAverages([8, 4], 3, averages)).toBe(averages);
    expect([...averages]).toEqual([8, 6]);
    expect([...exponentialAverages([], 3)]).toEqual([]);
  });
});
