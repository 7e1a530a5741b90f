import { describe, expect, it } from 'vitest';
import { BarrierPaths } from './barrier-paths.ts';
import { Mulberry32 } from './mulberry32.ts';

const source = (...draws: number[]) => ({ normal: () => draws.shift() ?? NaN });

describe('paths between two levels', () => {
  it('end at the level they reach first, or where they stand after the last step', () => {
    const paths = new BarrierPaths(4, 2, source(1, 1, 0.2, 0.1));
    const { atLower, atUpper, ends } = paths.walk({ drift: 0, deviation: 1, upper: 2, lower: -2 });
    // The first vector reaches both levels with its last step, the second stays inside.
    expect([atUpper, atLower]).toEqual([1, 1]);
    [0.3, -0.3].forEach((end, i) => expect(ends[i]).toBeCloseTo(end, 14));
  });

  it('do not come back once they have ended', () => {
    const paths = new BarrierPaths(2, 3, source(3, -2.5, 0));
    const outcome = paths.walk({ drift: 0, deviation: 1, upper: 2, lower: -5 });
    expect(outcome).toMatchObject({ atUpper: 1, atLower: 0 });
    expect([...outcome.ends]).toEqual([-0.5]);
  });

  it('reach the nearer of two levels as a walk without drift does', () => {
    const paths = new BarrierPaths(1000, 1000, new Mulberry32(42));
    const { atLower, atUpper } = paths.walk({ drift: 0, deviation: 0.2, upper: 3, lower: -1 });
    expect(atUpper + atLower).toBeGreaterThan(990);
    // Levels are overshot by 0.58 of a step on average: a chance of 1.12 / (1.12 + 3.12).
    expect(atUpper / (atUpper + atLower)).toBeCloseTo(1.12 / 4.24, 1);
  });

  it.each([
    [0.01, 0.3],
    [-0.02, 0.3],
    [0.2, 0.05],
    [-0.2, 0.05],
    [3, 1],
    [-3, 1],
    [0.05, 0.7],
    [0.3, 0],
  ])(
    'end with a drift of %d and a deviation of %d as paths do that are walked step by step',
    (drift, deviation) => {
      const [pairs, steps] = [100, 40];
      const walk = { drift, deviation, upper: 2, lower: -1.5 };
      const random = new Mulberry32(7);
      const found = new BarrierPaths(2 * pairs, steps, new Mulberry32(7)).walk(walk);
      const counts = { atUpper: 0, atLower: 0 };
      for (let pair = 0; pair < pairs; pair += 1) {
        const draws = Array.from({ length: steps }, () => random.normal());
        for (const side of [1, -1]) {
          let x = 0;
          const level = draws
            .map((draw) => (x += drift + side * deviation * draw))
            .find((each) => each >= walk.upper || each <= walk.lower);
          if (level !== undefined) counts[level > 0 ? 'atUpper' : 'atLower'] += 1;
        }
      }
      expect(found).toMatchObject(counts);
      expect(found.ends).toHaveLength(2 * pairs - counts.atUpper - counts.atLower);
    },
  );

  it('refuses a path without its twin', () => {
    expect(() => new BarrierPaths(3, 5, source())).toThrow('paths must be even, was 3');
  });
});
