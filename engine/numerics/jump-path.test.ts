import { describe, expect, it } from 'vitest';
import { jumpPath, passJumpRow } from './jump-path.ts';

const lossesOf = (y: readonly number[], theta: readonly number[]) =>
  Float64Array.from(y.flatMap((each) => theta.map((center) => 0.5 * (each - center) ** 2)));

describe('a path that pays for its changes', () => {
  const y = [0.1, -0.2, 1.2, 0, 0.9, 1.1, 1.3];
  const losses = lossesOf(y, [0, 1]);

  it('is that of the formula catalogue', () => {
    // The catalogue compared all 128 paths.
    const { cost, states } = jumpPath(losses, 2, 0.3);
    expect(cost).toBeCloseTo(0.9, 12);
    expect([...states]).toEqual([0, 0, 1, 1, 1, 1, 1]);
  });

  it('stays where changing costs too much, and never where it is free', () => {
    expect([...jumpPath(losses, 2, 100).states]).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect([...jumpPath(losses, 2, 0).states]).toEqual([0, 0, 1, 0, 1, 1, 1]);
  });

  it('has the same differences one row at a time', () => {
    const values = losses.slice(0, 2);
    for (let t = 1; t < y.length; t += 1) passJumpRow(values, losses.subarray(2 * t, 2 * t + 2), 0.3);
    // The best path ends in the second state; ending in the first would cost one more change and 1.3 instead of 0.3.
    expect([...values].map((each) => Math.round(each * 1e9) / 1e9)).toEqual([
      Math.round((0.3 + 0.5 * (1.3 ** 2 - 0.3 ** 2)) * 1e9) / 1e9,
      0,
    ]);
  });
});
