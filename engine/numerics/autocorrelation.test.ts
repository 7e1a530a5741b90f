import { describe, expect, it } from 'vitest';
import { autocorrelations, levinsonDurbin, ljungBox } from './autocorrelation.ts';
import { chiSquaredTail } from './tail-probabilities.ts';

describe('autocorrelations', () => {
  it('are worked out for 1 to 5: 4/10 and -1/10', () => {
    expect([...autocorrelations([1, 2, 3, 4, 5], 2)]).toEqual(
      [1, 0.4, -0.1].map((x) => expect.closeTo(x, 14)),
    );
  });

  it('are zero of values that do not vary, and beyond the series', () => {
    expect([...autocorrelations([3, 3, 3], 2)]).toEqual([1, 0, 0]);
    expect([...autocorrelations([1, 2], 3)]).toEqual([1, -0.5, 0, 0]);
  });
});

describe('the recursion of Levinson and Durbin', () => {
  it('gives the partial autocorrelations of statsmodels pacf(method=ldb) of 1 to 5', () => {
    const { models, partial } = levinsonDurbin([1, 0.4, -0.1]);
    expect(partial[1]).toBeCloseTo((-0.1 - 0.16) / (1 - 0.16), 14);
    expect(models[0]?.[0]).toBe(0.4);
    expect(models[1]?.[0]).toBeCloseTo(0.4 * (1 + 0.26 / 0.84), 14);
  });

  it('solves the equations of Yule and Walker', () => {
    const r = [1, 0.6, 0.3, 0.25];
    const model = levinsonDurbin(r).models[2] ?? [];
    [1, 2, 3].forEach((lag) => {
      const fitted = [...model].reduce((sum, phi, j) => sum + phi * (r[Math.abs(lag - j - 1)] ?? 0), 0);
      expect(fitted).toBeCloseTo(r[lag] ?? 0, 14);
    });
  });

  it('stops where nothing is left to explain', () => {
    expect([...levinsonDurbin([1, 1, 1]).partial]).toEqual([1, 0]);
  });
});

describe('the statistic of Ljung and Box', () => {
  it('gives the numbers of statsmodels acorr_ljungbox(lags=[2])', () => {
    const x = [1, 3, 2, 5, 4, 6, 5, 8];
    const q = ljungBox(autocorrelations(x, 2), x.length);
    expect(q).toBeCloseTo(2.94736730241, 10);
    expect(chiSquaredTail(q, 2)).toBeCloseTo(0.229080077945, 10);
  });
});
