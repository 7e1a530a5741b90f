import { describe, expect, it } from 'vitest';
import { JOHANSEN_AT_5, johansenTest } from './johansen.ts';
import { Mulberry32 } from './mulberry32.ts';

const walk = (seed: number, count: number) => {
  const random = new Mulberry32(seed);
  let sum = 0;
  return Float64Array.from({ length: count }, () => (sum += random.normal()));
};

describe('the Johansen test', () => {
  it('has the numbers of the formula catalogue', () => {
    // statsmodels coint_johansen(Y, det_order=0, k_ar_diff=1), as the catalogue states.
    const first = walk(21, 120);
    const random = new Mulberry32(22);
    const second = first.map((each) => 0.5 * each + random.normal());
    const found = johansenTest([first, second], 1);
    expect(found?.eigenvalues[0]).toBeCloseTo(0.299596867741, 9);
    expect(found?.eigenvalues[1]).toBeCloseTo(0.0213262476516, 9);
    expect(found?.trace[0]).toBeCloseTo(44.5634250256, 6);
    // Twice the second series takes the walk out of the first.
    expect(found?.weights).toEqual([1, expect.closeTo(-2, 0)]);
  });

  it('does not find a tie between walks that have none', () => {
    const found = johansenTest([walk(5, 300), walk(6, 300), walk(7, 300)], 1);
    expect(found?.trace[0]).toBeLessThan(JOHANSEN_AT_5.trace[3]);
  });

  it('does not exist of series that are the same or stand still', () => {
    const one = walk(8, 60);
    expect(johansenTest([one, one], 1)).toBeUndefined();
    expect(johansenTest([one, new Float64Array(60)], 1)).toBeUndefined();
  });
});
