import { describe, expect, it } from 'vitest';
import { principalDirection } from './principal-direction.ts';

describe('the principal direction', () => {
  it('gives the weights of the catalogue check of F246', () => {
    const rows = [
      [1, 0.8],
      [-0.5, -0.2],
      [0.3, 0.5],
      [-1.2, -0.9],
      [0.6, 0.1],
    ];
    const [first, second] = principalDirection(rows) ?? [];
    expect(first).toBeCloseTo(0.578374738414, 10);
    expect(second).toBeCloseTo(0.421625261586, 10);
  });

  it('is the eigenvector of a covariance that can be worked out: 5/3 and 4/3 give (1, 1)', () => {
    // Deviations (1, 2), (2, 1), (-1, -2), (-2, -1): variances 10/3, covariance 8/3.
    const rows = [
      [11, 22],
      [12, 21],
      [9, 18],
      [8, 19],
    ];
    expect(principalDirection(rows)).toEqual([expect.closeTo(0.5, 12), expect.closeTo(0.5, 12)]);
  });

  it('turns so that its parts sum to above zero, whatever the signs', () => {
    const rows = [
      [3, -1],
      [-3, 1],
      [6, -2],
    ];
    expect(principalDirection(rows)).toEqual([expect.closeTo(0.75, 12), expect.closeTo(-0.25, 12)]);
  });

  it('is none below two rows and where nothing varies', () => {
    expect(principalDirection([])).toBeUndefined();
    expect(principalDirection([[1, 2]])).toBeUndefined();
    expect(
      principalDirection([
        [1, 2],
        [1, 2],
      ]),
    ).toBeUndefined();
  });
});
