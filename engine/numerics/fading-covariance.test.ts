import { expect, it } from 'vitest';
import { FadingCovariance } from './fading-covariance.ts';

it('a fading covariance weighs each row by its age', () => {
  const rows = [
    [1, 5],
    [2, 3],
    [4, 4],
    [0, 7],
  ];
  const fading = new FadingCovariance(2, 2);
  rows.forEach((row) => fading.push(row));
  const weights = rows.map((_, t) => 2 ** (-(3 - t) / 2));
  const total = weights.reduce((sum, each) => sum + each, 0);
  const mean = (value: (row: readonly number[]) => number) =>
    rows.reduce((sum, row, t) => sum + (weights[t] ?? NaN) * value(row), 0) / total;
  const [x, y] = [mean(([a = NaN]) => a), mean(([, b = NaN]) => b)];
  expect(fading.covariance(1, 0)).toBeCloseTo(
    mean(([a = NaN, b = NaN]) => (a - x) * (b - y)),
    12,
  );
  expect(fading.covariance(1, 1)).toBeCloseTo(
    mean(([, b = NaN]) => (b - y) ** 2),
    12,
  );
});
