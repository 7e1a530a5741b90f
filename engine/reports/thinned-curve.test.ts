import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EquityPoint } from './equity-curve.ts';
import { thinnedCurve } from './thinned-curve.ts';

function curveOf(gains: readonly number[]): readonly EquityPoint[] {
  let [equity, peak] = [0n, 0n];
  return gains.map((gain, time) => {
    equity += BigInt(gain);
    if (equity > peak) peak = equity;
    return { time, equity, peak, drawdown: peak - equity };
  });
}

describe('a thinned curve', () => {
  it('is the curve itself while that is short', () => {
    const curve = curveOf([1, 2, -3]);
    expect(thinnedCurve(curve, 10)).toBe(curve);
  });

  it('keeps both ends, the highest and lowest point and the deepest drawdown, in order', () => {
    const gains = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 60, maxLength: 600 });
    fc.assert(
      fc.property(gains, (drawn) => {
        const curve = curveOf(drawn);
        const thin = thinnedCurve(curve, 50);
        const times = thin.map(({ time }) => time);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect([thin[0], thin.at(-1)]).toEqual([curve[0], curve.at(-1)]);
        const extremes = (points: readonly EquityPoint[]): readonly number[] => [
          Math.max(...points.map(({ equity }) => Number(equity))),
          Math.min(...points.map(({ equity }) => Number(equity))),
          Math.max(...points.map(({ drawdown }) => Number(drawdown))),
        ];
        expect(extremes(thin)).toEqual(extremes(curve));
        expect(thin.length).toBeLessThanOrEqual(70);
      }),
    );
  });
});
