import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { ForgetfulRidge, harmonicSeasonalRegression } from './harmonic-seasonal-regression.ts';

const HOUR_MS = 3_600_000;
const hourly = (returns: readonly number[]): Bar[] =>
  barsOfReturns(returns).map((bar, i) => ({
    ...bar,
    openTime: (i * HOUR_MS) as Bar['openTime'],
    intervalMs: HOUR_MS,
  }));

describe('the waves of the day', () => {
  it('come back as in the catalogue check', () => {
    const model = new ForgetfulRidge(3, 1, 1e-9);
    for (let t = 0; t < 48; t += 1) {
      const angle = (2 * Math.PI * t) / 24;
      model.learn(Float64Array.of(1, Math.sin(angle), Math.cos(angle)), 0.2 + 0.5 * Math.sin(angle));
    }
    expect([...(model.weights() ?? [])]).toEqual([0.2, 0.5, 0].map((each) => expect.closeTo(each, 8)));
  });

  it('are the forecast and its error worked out for one number', () => {
    // Rows 2 and 4 with targets 1 and 3: products 0.5 * (0.5 * ridge + 4) + 16.
    const model = new ForgetfulRidge(1, 0.5, 8);
    model.learn(Float64Array.of(2), 1);
    model.learn(Float64Array.of(4), 3);
    const product = 0.5 * (0.5 * 8 + 4) + 16;
    const found = model.predict(Float64Array.of(3));
    expect(found?.forecast).toBeCloseTo((3 * (0.5 * 2 + 12)) / product, 14);
    expect(found?.error).toBeCloseTo(3 / Math.sqrt(product), 14);
  });

  it('rise into the hours in which the price rose on the days before', () => {
    // Rises in the first half of the UTC day and falls in the second.
    const returns = normals(58, 24 * 12).map((z, t) => ((t + 1) % 24 < 12 ? 0.01 : -0.01) + 0.001 * z);
    const morning = harmonicSeasonalRegression.start(harmonicSeasonalRegression.defaults);
    hourly(returns.slice(0, 24 * 11 + 5)).forEach(morning);
    expect(readingOf(morning, 'signal')).toBeGreaterThan(0.5);
    expect(readingOf(morning, 'confidence')).toBeGreaterThan(0.9);
    const evening = harmonicSeasonalRegression.start(harmonicSeasonalRegression.defaults);
    hourly(returns.slice(0, 24 * 11 + 17)).forEach(evening);
    expect(readingOf(evening, 'signal')).toBeLessThan(-0.5);
    expect(readingOf(evening, 'standardError')).toBeGreaterThan(0);
  });
});

describeFormulaContract(
  harmonicSeasonalRegression,
  { K: 2, lam: 0.9995, ridge: 10 },
  hourly(normals(59, 90).map((z) => 0.01 * z)),
);
