import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { arima111Css, conditionalSquares } from './arima-111-css.ts';

/** Returns of an ARMA(1,1) with phi 0.7 and theta 0.4 around one thousandth. */
const simulated = (count: number): number[] => {
  const noise = normals(15, count).map((z) => 0.01 * z);
  const returns: number[] = [];
  noise.forEach((each, t) =>
    returns.push(0.001 + 0.7 * (returns[t - 1] ?? 0) + each + 0.4 * (noise[t - 1] ?? 0)),
  );
  return returns;
};

const fitted = (returns: readonly number[]) =>
  arima111Css.fit?.({ params: {}, data: { returns: Float64Array.from(returns) } });

describe('the ARIMA(1,1,1) forecast', () => {
  it('gives the numbers of the catalogue check', () => {
    const given = { c: 0, phi: 0.5, theta: 0.4 };
    const { lastError, squares } = conditionalSquares(Float64Array.of(1, 2, 1, 3), given);
    expect(squares).toBeCloseTo(10.1176, 9);
    expect(lastError).toBeCloseTo(2.74, 12);
    expect(given.phi * 3 + given.theta * lastError).toBeCloseTo(2.596, 9);
  });

  it('finds again how a series was made', () => {
    const returns = simulated(3000);
    const [c = NaN, phi = NaN, theta = NaN, , share = NaN] = fitted(returns) ?? [];
    expect(Math.abs(phi - 0.7)).toBeLessThan(0.05);
    expect(Math.abs(theta - 0.4)).toBeLessThan(0.05);
    expect(Math.abs(c - 0.001)).toBeLessThan(0.001);
    expect(share).toBeGreaterThan(0.5);
  });

  it('leaves coefficients that ran into their bounds, where nothing slopes', () => {
    const returns = Float64Array.from(simulated(300));
    const fresh = arima111Css.fit?.({ params: {}, data: { returns } }) ?? [];
    for (const side of [1, -1]) {
      const last = [0, side * 0.98999999, -side * 0.98999999, 0, 0];
      const share = arima111Css.fit?.({ params: {}, data: { returns }, last })?.[4];
      expect(share).toBeGreaterThanOrEqual((fresh[4] ?? NaN) - 1e-6);
    }
  });

  it('walks on with frozen coefficients', () => {
    const returns = simulated(62);
    const run = arima111Css.start({ n: 60, k: 20 });
    const values = barsOfReturns(returns).map(run);
    const model = fitted(returns.slice(0, 60));
    const [c = NaN, phi = NaN, theta = NaN, error = NaN] = model ?? [];
    const [a = NaN, b = NaN, last = NaN] = returns.slice(59);
    const first = b - c - phi * a - theta * error;
    const second = last - c - phi * b - theta * first;
    expect(values[61]).toBeCloseTo(c + phi * b + theta * first, 8);
    expect(values[62]).toBeCloseTo(c + phi * last + theta * second, 8);
    expect(Math.sign(readingOf(run, 'signal'))).toBe(Math.sign(values[62] ?? NaN));
    expect(readingOf(run, 'confidence')).toBe(1);
  });

  it('has no value while nothing moves', () => {
    const run = arima111Css.start({ n: 20, k: 5 });
    expect(
      barsOfReturns(Array.from({ length: 40 }, () => 0))
        .map(run)
        .every((value) => value === undefined),
    ).toBe(true);
  });
});

describeFormulaContract(arima111Css, { n: 30, k: 10 }, walkBars(39, 60));
