import { describe, expect, it } from 'vitest';
import { RecursiveLeastSquares } from '../../numerics/recursive-least-squares.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { learnQuantile, onlineQuantileAutoregression } from './online-quantile-autoregression.ts';
import { rlsAdaptiveAr } from './rls-adaptive-ar.ts';

const expectCloseTo = (found: Iterable<number>, expected: readonly number[]) => {
  expect([...found]).toEqual(expected.map((each) => expect.closeTo(each, 9)));
};
const swinging = Array.from({ length: 300 }, (_, t) => 0.01 * Math.sin((2 * Math.PI * t) / 12));
const rising = normals(54, 2500).map((z) => 0.01 + 0.004 * z);

describe('the autoregression that learns at every bar', () => {
  it('takes the step of the catalogue check', () => {
    const model = new RecursiveLeastSquares(2, 0.995, 100);
    model.learn([1, 2], 3);
    expectCloseTo(model.weights, [0.598808371341, 1.19761674268]);
    const found = [model.covariance(0, 0), model.covariance(0, 1), model.covariance(1, 1)];
    expect(found).toEqual([80.4419306083, -40.1211639089, 20.2601847449].map((x) => expect.closeTo(x, 8)));
  });

  it('sees the turn of a wave coming', () => {
    const run = rlsAdaptiveAr.start(rlsAdaptiveAr.defaults);
    const bars = barsOfReturns(swinging);
    bars.slice(0, 300).forEach(run);
    // The next return of the wave; the bar before it closed on the rise to its top.
    const next = swinging[299] ?? NaN;
    expect(Math.sign(readingOf(run, 'signal'))).toBe(Math.sign(next));
    expect(Math.abs(readingOf(run, 'signal'))).toBeGreaterThan(0.5);
    expect(readingOf(run, 'confidence')).toBe(1);
  });

  it('learns nothing of the skill from returns of zero', () => {
    const run = rlsAdaptiveAr.start({ ...rlsAdaptiveAr.defaults, p: 2 });
    const values = barsOfReturns([...swinging, ...Array.from({ length: 50 }, () => 0)]).map(run);
    expect(values.at(-1)).toBe(0);
    expect(readingOf(run, 'confidence')).toBe(1);
  });
});

describe('the quartiles that learn at every bar', () => {
  it('take the step of the catalogue check', () => {
    const weights = Float64Array.of(0.6744897502, 0, 0);
    learnQuantile(weights, Float64Array.of(1, 0.5, -1), 0.2, { tau: 0.75, eta: 0.02 });
    expectCloseTo(weights, [0.6694897502, -0.0025, 0.005]);
  });

  it('lean up where even a quarter of moves lie above zero, and earn their skill', () => {
    const run = onlineQuantileAutoregression.start({ eta: 0.02 });
    expect(barsOfReturns(rising).map(run).at(-1)).toBe(1);
    expect(readingOf(run, 'lowerQuartile')).toBeGreaterThan(0);
    expect(readingOf(run, 'upperQuartile')).toBeGreaterThan(readingOf(run, 'lowerQuartile'));
    expect(readingOf(run, 'signal')).toBe(1);
    expect(readingOf(run, 'confidence')).toBe(1);
  });

  it('lie a quarter of the way out around a market without drift', () => {
    const run = onlineQuantileAutoregression.start({ eta: 0.005 });
    barsOfReturns(normals(55, 3000).map((z) => 0.004 * z)).forEach(run);
    expect(Math.abs(readingOf(run, 'lowerQuartile') + 0.69)).toBeLessThan(0.25);
    expect(Math.abs(readingOf(run, 'upperQuartile') - 0.69)).toBeLessThan(0.25);
  });
});

describeFormulaContract(rlsAdaptiveAr, { p: 4, lam: 0.995, P0: 100 }, walkBars(53, 100));
describeFormulaContract(onlineQuantileAutoregression, { eta: 0.02 }, walkBars(54, 120));
