import { describe, expect, it } from 'vitest';
import { autocorrelations, levinsonDurbin } from '../../numerics/autocorrelation.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { lastOutside, pacfDurbinLevinsonForecast } from './pacf-durbin-levinson-forecast.ts';

describe('the forecast by partial autocorrelations', () => {
  it('rests on the partial autocorrelations of the catalogue check', () => {
    const { partial } = levinsonDurbin(autocorrelations([1, 2, 3, 4, 5], 2));
    expect(partial[0]).toBeCloseTo(0.4, 9);
    expect(partial[1]).toBeCloseTo(-0.309523809524, 9);
  });

  it('takes the highest order that stands out', () => {
    expect(lastOutside(Float64Array.of(0.5, 0.1, -0.3, 0.2), 0.2)).toBe(3);
    expect(lastOutside(Float64Array.of(0.1, 0.2), 0.2)).toBe(0);
  });

  it('applies the autoregression to the last returns', () => {
    const returns: number[] = [];
    normals(7, 120).forEach((z, t) =>
      returns.push(0.6 * (returns[t - 1] ?? 0) - 0.5 * (returns[t - 2] ?? 0) + 0.01 * z),
    );
    const run = pacfDurbinLevinsonForecast.start({ n: 120, K: 2 });
    const value = barsOfReturns(returns).map(run).at(-1);
    const rho = autocorrelations(returns, 2);
    const mean = returns.reduce((sum, each) => sum + each, 0) / 120;
    const [, r1 = 0, r2 = 0] = rho;
    const phi2 = (r2 - r1 * r1) / (1 - r1 * r1);
    const [second = 0, last = 0] = returns.slice(-2);
    const expected = mean + r1 * (1 - phi2) * (last - mean) + phi2 * (second - mean);
    expect(value).toBeCloseTo(expected, 12);
    expect(readingOf(run, 'order')).toBe(2);
    expect(Math.sign(readingOf(run, 'signal'))).toBe(Math.sign(expected));
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.99);
  });

  it('forecasts nothing of noise or of a market that stands still', () => {
    const run = pacfDurbinLevinsonForecast.start({ n: 60, K: 2 });
    expect(
      barsOfReturns(Array.from({ length: 60 }, () => 0))
        .map(run)
        .at(-1),
    ).toBe(0);
    expect(readingOf(run, 'order')).toBe(0);
    expect(readingOf(run, 'confidence')).toBe(0);
  });
});

describeFormulaContract(pacfDurbinLevinsonForecast, { n: 30, K: 4 }, walkBars(32, 60));
