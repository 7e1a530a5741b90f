import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { SMap } from './s-map.ts';
import { solveLinear } from './linear-system.ts';

const thetas = [0, 0.5, 1, 2, 4] as const;

/** The forecast by the words of the definition. */
function byHand(z: readonly number[], E: number, theta: number, ridge: number): number {
  const row = (k: number) => [1, ...Array.from({ length: E }, (_, i) => z[k - i] ?? NaN)];
  const now = row(z.length - 1);
  const places = z.flatMap((_, k) => (k >= E - 1 && k < z.length - 1 ? [k] : []));
  const distance = (k: number) => Math.hypot(...row(k).map((each, i) => each - (now[i] ?? NaN)));
  const mean = places.reduce((sum, k) => sum + distance(k), 0) / places.length;
  const matrix = now.map((_, i) => now.map((_each, j) => (i === j ? ridge : 0)));
  const side = now.map(() => [0]);
  for (const k of places) {
    const square = Math.exp(-theta * (distance(k) / mean)) ** 2;
    row(k).forEach((a, i) => {
      row(k).forEach((b, j) => ((matrix[i] as number[])[j] = (matrix[i]?.[j] ?? 0) + square * a * b));
      side[i] = [(side[i]?.[0] ?? 0) + square * a * (z[k + 1] ?? NaN)];
    });
  }
  return now.reduce((sum, each, i) => sum + each * (solveLinear(matrix, side)?.[i]?.[0] ?? NaN), 0);
}

describe('the S-map', () => {
  it('has the coefficients and the forecast of the catalogue check', () => {
    const map = new SMap({ dimension: 2, length: 8, ridge: 0.0001, theta: 0.5 });
    [0.1, 0.5, -0.2, 0.1, 0.4, -0.1, 0.15, 0.45, -0.15, 0.12].forEach((z) => map.push(z));
    expect(map.isFull).toBe(true);
    [0.401540355819, -0.926279943563, -0.833050768127].forEach((each, i) =>
      expect(map.coefficients(2)[i]).toBeCloseTo(each, 9),
    );
    expect(map.forecasts()[2]).toBeCloseTo(0.41534437781, 9);
  });

  it('forecasts what its definition does, over and over with the newest moments', () => {
    const random = new Mulberry32(292);
    const z = Array.from({ length: 60 }, () => random.normal());
    const map = new SMap({ dimension: 3, length: 20, ridge: 0.01, theta: 0.5 });
    z.forEach((each, t) => {
      map.push(each);
      if (!map.isFull) return;
      // Twenty moments of three values with a successor each.
      const seen = z.slice(t + 1 - 23, t + 1);
      const forecasts = map.forecasts();
      thetas.forEach((theta, i) => expect(forecasts[i]).toBeCloseTo(byHand(seen, 3, theta, 0.01), 9));
    });
  });

  it('follows a law that a linear model cannot', () => {
    const map = new SMap({ dimension: 2, length: 300, ridge: 1e-4, theta: 0.5 });
    let x = 0.3;
    const logistic = () => (x = 3.9 * x * (1 - x));
    for (let i = 0; i < 310; i += 1) map.push(logistic());
    let [linear, local] = [0, 0];
    for (let i = 0; i < 50; i += 1) {
      const forecasts = map.forecasts();
      const next = logistic();
      linear += ((forecasts[0] ?? NaN) - next) ** 2;
      local += ((forecasts[4] ?? NaN) - next) ** 2;
      map.push(next);
    }
    expect(local).toBeLessThan(0.02 * linear);
  });
});
