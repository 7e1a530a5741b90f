import { describe, expect, it } from 'vitest';
import { walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { bookAt } from '../../contract-tests/sample-inputs.ts';
import type { FormulaRun } from '../../formula.ts';
import { arowDirection, ConfidentWeights } from './arow-direction.ts';
import { ftrlProximalLogistic, ProximalWeights } from './ftrl-proximal-logistic.ts';
import { passiveAggressiveRegression, passiveAggressiveStep } from './passive-aggressive-regression.ts';
import { ShortFeatures } from './short-features.ts';

const inputs = (...values: number[]) => Float64Array.from(values);
type Bars = ReturnType<typeof decidedBars>;

/** Share of the last 400 of 900 bars whose direction was forecast. */
function hitRate(signal: (bar: Bars[number]) => number, momentum: number): number {
  const bars = decidedBars(11, 900, momentum);
  const signals = bars.map(signal);
  const hits = signals
    .slice(-401, -1)
    .filter((each, i) => each * ((bars[500 + i]?.close ?? 0) - (bars[499 + i]?.close ?? 0)) > 0);
  return hits.length / 400;
}
const onBars = (run: FormulaRun<'bar'>) => (bar: Bars[number]) => (run(bar), readingOf(run, 'signal'));

describe('passive-aggressive regression', () => {
  it('gives the weights of the catalogue check', () => {
    const weights = inputs(0, 0);
    const settings = { C: 0.1, epsilon: 0.1 };
    passiveAggressiveStep(weights, [1, 0.5], { y: 1, ...settings });
    passiveAggressiveStep(weights, [-0.5, 1], { y: 0.5, ...settings });
    passiveAggressiveStep(weights, [0.2, -0.3], { y: -0.4, ...settings });
    expect(weights[0]).toBeCloseTo(0.03, 10);
    expect(weights[1]).toBeCloseTo(0.18, 10);
  });

  it('moves no further than to the edge of what it lets pass', () => {
    const weights = inputs(0, 0);
    passiveAggressiveStep(weights, [1, 2], { y: -0.6, C: 10, epsilon: 0.1 });
    expect((weights[0] ?? 0) + 2 * (weights[1] ?? 0)).toBeCloseTo(-0.5, 12);
    const before = [...weights];
    passiveAggressiveStep(weights, [1, 2], { y: -0.45, C: 10, epsilon: 0.1 });
    expect([...weights]).toEqual(before);
  });

  it.each([0.9, 0.1])('learns that a share of %d of the moves goes on', (momentum) => {
    const run = passiveAggressiveRegression.start({ ...passiveAggressiveRegression.defaults, C: 0.01 });
    expect(hitRate(onBars(run), momentum)).toBeGreaterThan(0.85);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.5);
  });

  it('is not believed before its warm-up, and has no value while a price stands still', () => {
    const run = passiveAggressiveRegression.start({ ...passiveAggressiveRegression.defaults, warmup: 50 });
    const bars = decidedBars(3, 50, 0.9);
    bars.slice(0, 49).forEach(run);
    expect(readingOf(run, 'confidence')).toBe(0);
    expect(run(bars[49] as Bars[number])).toBeDefined();
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0);
    const still = passiveAggressiveRegression.start(passiveAggressiveRegression.defaults);
    expect(bars.map(() => still(bars[0] as Bars[number]))).toEqual(bars.map(() => undefined));
  });
});

describe('adaptive regularization of weights', () => {
  it('gives the weights of the catalogue check', () => {
    const weights = new ConfidentWeights(2, { r: 1, inflate: 1 });
    weights.learn(inputs(1, 0), 1);
    weights.learn(inputs(0, 2), -1);
    weights.learn(inputs(1, 1), 1);
    expect(weights.means[0]).toBeCloseTo(0.764705882353, 10);
    expect(weights.means[1]).toBeCloseTo(-0.294117647059, 10);
    expect(weights.variance(0)).toBeCloseTo(0.352941176471, 10);
    expect(weights.variance(1)).toBeCloseTo(0.176470588235, 10);
  });

  it('never knows less than in the beginning', () => {
    const weights = new ConfidentWeights(2, { r: 1, inflate: 1.5 });
    for (let i = 0; i < 20; i += 1) weights.learn(inputs(1, 0), 1);
    expect(weights.variance(0) + weights.variance(1)).toBeCloseTo(2, 10);
  });

  it.each([0.9, 0.1])('learns that a share of %d of the moves goes on', (momentum) => {
    const run = arowDirection.start(arowDirection.defaults);
    expect(hitRate(onBars(run), momentum)).toBeGreaterThan(0.85);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.2);
  });
});

describe('the proximal logistic regression', () => {
  it('gives the probabilities and weights of the catalogue check', () => {
    const weights = new ProximalWeights(2, { alpha: 0.05, beta: 1, l1: 0.01, l2: 1 });
    const found = [
      [inputs(1, 1), 1],
      [inputs(0.5, 1), 1],
      [inputs(-1, 1), 0],
    ].map(([x, y]) => {
      const p = weights.probability(x as Float64Array);
      weights.learn(x as Float64Array, y as number);
      return p;
    });
    [0.5, 0.505927141696, 0.501602460185].forEach((p, i) => expect(found[i]).toBeCloseTo(p, 10));
    expect(weights.weights[0]).toBeCloseTo(0.0374220962467, 10);
    expect(weights.weights[1]).toBeCloseTo(0.016792622328, 10);
  });

  it('sets a weight to zero that says little', () => {
    const weights = new ProximalWeights(1, { alpha: 0.05, beta: 1, l1: 1, l2: 1 });
    weights.learn(inputs(1), 1);
    expect(weights.weights[0]).toBe(0);
    weights.learn(inputs(4), 1);
    expect(weights.weights[0]).toBeGreaterThan(0);
  });

  it.each([0.9, 0.1])('learns that a share of %d of the moves goes on', (momentum) => {
    const run = ftrlProximalLogistic.start({ ...ftrlProximalLogistic.defaults, alpha: 0.5 });
    const onSteps = (bar: Bars[number]) => (barSteps([bar]).forEach(run), readingOf(run, 'signal'));
    expect(hitRate(onSteps, momentum)).toBeGreaterThan(0.8);
  });

  it('sees the imbalance of a fresh book, and nothing in a stale one', () => {
    const seen = (bookTimes: readonly number[]) => {
      const features = new ShortFeatures();
      walkBars(1, 10).forEach((bar, i) => {
        const time = bookTimes[i];
        if (time !== undefined) features.pushBook(bookAt(time, [99, i === 9 ? 9 : 1 + (i % 2)], [101, 1]));
        features.pushBar(bar);
      });
      return features.values[4];
    };
    expect(seen(Array.from({ length: 10 }, (_, i) => i * 60_000 + 30_000))).toBeGreaterThan(1);
    expect(seen(Array.from({ length: 9 }, (_, i) => i * 60_000))).toBe(0);
    expect(seen([])).toBe(0);
  });

  it('measures in deviations around exponential means', () => {
    const features = new ShortFeatures();
    const bars = walkBars(2, 40);
    bars.forEach((bar) => features.pushBar(bar));
    let mean = bars[0]?.volumeBase ?? NaN;
    let variance = 0;
    for (const { volumeBase } of bars.slice(1)) {
      const step = volumeBase - mean;
      mean += 0.03 * step;
      variance = 0.97 * (variance + 0.03 * step * step);
    }
    const score = ((bars.at(-1)?.volumeBase ?? NaN) - mean) / Math.sqrt(variance);
    expect(features.values[2]).toBeCloseTo(score, 10);
    expect(features.values[5]).toBe(1);
  });
});

describeFormulaContract(
  passiveAggressiveRegression,
  { ...passiveAggressiveRegression.defaults, warmup: 10 },
  walkBars(227, 40),
);
describeFormulaContract(arowDirection, { ...arowDirection.defaults, warmup: 10 }, walkBars(228, 40));
describeFormulaContract(
  ftrlProximalLogistic,
  { ...ftrlProximalLogistic.defaults, warmup: 10 },
  barSteps(walkBars(229, 40)),
);
