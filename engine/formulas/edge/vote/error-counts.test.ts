import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { ErrorCounts } from './error-counts.ts';

describe('errors counted together', () => {
  it('share as much as the correlations of all pairs of some places say, also after more outcomes', () => {
    const random = new Mulberry32(335);
    const errors = new ErrorCounts(['a', 'b', 'a', 'c', 'b', 'a'], 0.99, 1000);
    for (let round = 0; round < 40; round += 1) {
      for (let place = 0; place < 6; place += 1) errors.score(place, 1e6 * round, random.uniform() < 0.6);
      const places = [0, 1, 2, 3, 4, 5].filter(() => random.uniform() < 0.7);
      const shared = errors.shared(places);
      places.forEach((i, at) => {
        const others = places.filter((j) => j !== i).map((j) => errors.correlation(i, j));
        const sum = others.reduce((total, each) => total + each, 1);
        expect(shared[at]).toBeCloseTo(sum, 13);
      });
    }
  });

  it('share nothing where one stands alone', () => {
    expect([...new ErrorCounts(['a', 'b'], 0.99, 1000).shared([1])]).toEqual([1]);
  });
});
