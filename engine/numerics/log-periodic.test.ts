import { describe, expect, it } from 'vitest';
import { fitLogPeriodic, type LogPeriodicGrid } from './log-periodic.ts';
import { Mulberry32 } from './mulberry32.ts';
import { ordinaryLeastSquares } from './ordinary-least-squares.ts';

const grid: LogPeriodicGrid = {
  ahead: [1, 10, 20, 40],
  exponents: [0.3, 0.5, 0.7],
  frequencies: [5, 6, 7, 8],
};
/** Of the catalogue: the critical time lies 20 steps behind the last of 120 prices. */
const bubble = Float64Array.from({ length: 120 }, (_, i) => {
  const left = 140 - (i + 1);
  return 5 + Math.sqrt(left) * (-0.05 + 0.01 * Math.cos(7 * Math.log(left) + 0.3));
});

/** The row of a design at some distance from the critical time. */
const rowAt = (left: number, m: number, w: number) => {
  const power = left ** m;
  return [1, power, power * Math.cos(w * Math.log(left)), power * Math.sin(w * Math.log(left))];
};

/** The best fit of the grid by a regression for each of its points. */
function bestOfGrid(prices: readonly number[]) {
  const points = grid.ahead.flatMap((ahead) =>
    grid.exponents.flatMap((m) => grid.frequencies.map((w) => ({ ahead, m, w }))),
  );
  return points
    .map(({ ahead, m, w }) => {
      const rows = prices.map((_, i) => rowAt(ahead + prices.length - 1 - i, m, w));
      return { ahead, m, w, fit: ordinaryLeastSquares(rows, prices) };
    })
    .reduce((a, b) => ((b.fit?.sumOfSquares ?? NaN) < (a.fit?.sumOfSquares ?? NaN) ? b : a));
}

describe('a log-periodic power law', () => {
  it('is found again in prices that follow one', () => {
    const [fit] = fitLogPeriodic(bubble, [120], grid);
    expect(fit).toMatchObject({ ahead: 20, exponent: 0.5, frequency: 7 });
    expect(fit?.A).toBeCloseTo(5, 8);
    expect(fit?.B).toBeCloseTo(-0.05, 8);
    expect(fit?.C1).toBeCloseTo(0.00955336489126, 8);
    expect(fit?.C2).toBeCloseTo(-0.00295520206661, 8);
    expect(fit?.rSquared).toBeCloseTo(1, 10);
  });

  it('is the best of the grid by least squares in every window', () => {
    const random = new Mulberry32(291);
    let log = 11;
    const walk = Float64Array.from({ length: 90 }, () => (log += 0.01 * random.normal()));
    const fits = fitLogPeriodic(walk, [40, 90], grid);
    [40, 90].forEach((window, place) => {
      const { ahead, fit, m, w } = bestOfGrid(Array.from(walk.slice(-window)));
      const [A, B, C1, C2] = (fit?.coefficients ?? []).map((each) => expect.closeTo(each, 7));
      const rSquared = expect.closeTo(fit?.rSquared ?? NaN, 9);
      expect(fits[place]).toEqual({ ahead, exponent: m, frequency: w, A, B, C1, C2, rSquared });
    });
  });

  it('is none of prices that do not vary', () => {
    expect(fitLogPeriodic(new Float64Array(50).fill(3), [30, 50], grid)).toEqual([undefined, undefined]);
  });
});
