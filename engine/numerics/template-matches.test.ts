import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';
import { templateMatches } from './template-matches.ts';

describe('matching stretches', () => {
  it('are counted pair by pair', () => {
    // Six pairs at six starts: three times 1 2 and three times 2 1; of the threes 121 and 212 three and two.
    expect(templateMatches([1, 2, 1, 2, 1, 2, 1, 3], 2, 0.5)).toEqual({ short: 6, long: 4 });
  });

  it('may differ by the tolerance itself', () => {
    expect(templateMatches([0, 1, 2, 3], 1, 1)).toEqual({ short: 2, long: 2 });
  });

  it.each([
    [3, 1],
    [40, 2],
    [57, 3],
  ])('are those that a look at every pair finds among %d values, %d in a row', (count, m) => {
    const random = new Random(count);
    const values = Array.from({ length: count }, () => random.normal());
    const matches = (i: number, j: number, length: number) =>
      Array.from({ length }, (_, k) => Math.abs((values[i + k] ?? NaN) - (values[j + k] ?? NaN))).every(
        (apart) => apart <= 0.8,
      );
    let short = 0;
    let long = 0;
    for (let i = 0; i < count - m; i += 1) {
      for (let j = i + 1; j < count - m; j += 1) {
        if (matches(i, j, m)) short += 1;
        if (matches(i, j, m + 1)) long += 1;
      }
    }
    expect(templateMatches(values, m, 0.8)).toEqual({ short, long });
  });
});
