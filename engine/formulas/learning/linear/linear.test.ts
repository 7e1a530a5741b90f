import { describe, expect, it } from 'vitest';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { describeLearnedDirection } from '../../contract-tests/describe-learned-direction.ts';
import type { FitJob } from '../../refit.ts';
import { ardBayesianRegression } from './ard-bayesian-regression.ts';
import { elasticNetCoordinateDescent } from './elastic-net-coordinate-descent.ts';
import { fisherLdaShrinkage } from './fisher-lda-shrinkage.ts';
import { partialLeastSquares } from './partial-least-squares.ts';
import { softmaxRegressionThreeClass } from './softmax-regression-three-class.ts';

/**
 * 400 samples of fourteen features, of which the first three tell the label: `3 + x0 + 0.5 x1 - 0.5 x2` and
 * as much noise as `noise` says. With `bias` a constant 1 is behind the features.
 */
function jobOf(params: FitJob['params'], { noise, width = 14 }: { noise: number; width?: number }): FitJob {
  const numbers = normals(9, 400 * 15);
  const inputs = new Float64Array(400 * width).fill(1);
  const labels = new Float64Array(400);
  for (let i = 0; i < 400; i += 1) {
    const [x0 = 0, x1 = 0, x2 = 0] = numbers.slice(15 * i);
    inputs.set(numbers.slice(15 * i, 15 * i + 14), i * width);
    labels[i] = 3 + x0 + 0.5 * x1 - 0.5 * x2 + noise * (numbers[15 * i + 14] ?? 0);
  }
  return { params, data: { inputs, labels, bars: labels.map((_, i) => i) } };
}

describe('the relevance regression', () => {
  it('finds noise and weights, and is the surer the less noise there is', () => {
    const [hitRate, noise, ...rest] =
      ardBayesianRegression.fit?.(jobOf(ardBayesianRegression.defaults, { noise: 0.5, width: 15 })) ?? [];
    expect(hitRate).toBeGreaterThan(0.97);
    expect(noise).toBeGreaterThan(0.2);
    expect(noise).toBeLessThan(0.3);
    [1, 0.5, -0.5].forEach((weight, j) => expect(Math.abs((rest[j] ?? NaN) - weight)).toBeLessThan(0.1));
    // The constant is the last weight.
    expect(Math.abs((rest[14] ?? NaN) - 3)).toBeLessThan(0.1);
    // Eleven features mean nothing.
    expect(Math.max(...rest.slice(3, 14).map(Math.abs))).toBeLessThan(0.1);
  });

  it('has no model of a market without moves', () => {
    const { data, params } = jobOf(ardBayesianRegression.defaults, { noise: 0, width: 15 });
    const still = { ...data, labels: new Float64Array(400) };
    expect(ardBayesianRegression.fit?.({ params, data: still })).toBeUndefined();
  });
});

describe('the elastic net', () => {
  it('drops features that mean nothing', () => {
    const [hitRate, constant, ...weights] =
      elasticNetCoordinateDescent.fit?.(jobOf(elasticNetCoordinateDescent.defaults, { noise: 1 })) ?? [];
    expect(hitRate).toBeGreaterThan(0.9);
    expect(Math.abs((constant ?? NaN) - 3)).toBeLessThan(0.2);
    expect(weights.slice(0, 3).map((each) => Math.abs(each) > 0.3)).toEqual([true, true, true]);
    expect(weights.filter((each) => each === 0).length).toBeGreaterThan(0);
  });

  it('is not believed where it has dropped all', () => {
    const { data, params } = jobOf(elasticNetCoordinateDescent.defaults, { noise: 0 });
    const alike = { ...data, labels: new Float64Array(400).fill(0.5) };
    const model = elasticNetCoordinateDescent.fit?.({ params, data: alike }) ?? [];
    expect(model).toEqual([1, 0.5, ...Array.from({ length: 14 }, () => 0)]);
    const believed = [model, model.with(5, 0.01)].map((each) => {
      const run = elasticNetCoordinateDescent.start(
        { N: 20, k: 20, H: 1, a: 0.5 },
        () => () => Float64Array.from(each),
      );
      expect(barSteps(decidedBars(5, 80)).map(run).at(-1)).toBeCloseTo(0.5, 1);
      return (run.readings?.['confidence']?.() ?? 0) > 0.4;
    });
    expect(believed).toEqual([false, true]);
  });

  it('is not started without a share of the penalty on the size of weights', () => {
    expect(() =>
      elasticNetCoordinateDescent.start({ ...elasticNetCoordinateDescent.defaults, a: 0 }),
    ).toThrow('a must be above 0 and at most 1, was 0');
  });
});

describe('Fisher’s discriminant', () => {
  it('has no model of fewer than thirty falls', () => {
    const { data, params } = jobOf(fisherLdaShrinkage.defaults, { noise: 1 });
    const signs = (falls: number) => data['labels']?.map((_, i) => (i % 14 === 0 && i < 14 * falls ? -1 : 1));
    const fitted = (falls: number) =>
      fisherLdaShrinkage.fit?.({ params, data: { ...data, labels: signs(falls) ?? new Float64Array() } });
    // Of 400 samples 29 are falls at most.
    expect(fitted(29)).toBeUndefined();
  });
});

describe('partial least squares', () => {
  it('finds the direction of what follows', () => {
    const [hitRate, constant, ...weights] =
      partialLeastSquares.fit?.(jobOf(partialLeastSquares.defaults, { noise: 0.2 })) ?? [];
    expect(hitRate).toBeGreaterThan(0.97);
    expect(constant).toBeCloseTo(3, 0.5);
    [1, 0.5, -0.5].forEach((weight, j) => expect(Math.abs((weights[j] ?? NaN) - weight)).toBeLessThan(0.1));
  });

  it('forecasts the mean where the features tell nothing', () => {
    const { data, params } = jobOf(partialLeastSquares.defaults, { noise: 0 });
    const alike = { ...data, inputs: new Float64Array(400 * 14).fill(2) };
    const model = partialLeastSquares.fit?.({ params, data: alike }) ?? [];
    const mean = (data['labels']?.reduce((sum, each) => sum + each, 0) ?? NaN) / 400;
    expect(model[1]).toBeCloseTo(mean, 12);
    expect(model.slice(2)).toEqual(Array.from({ length: 14 }, () => 0));
  });
});

describe('the three classes', () => {
  it('tell a market that stays where it is from one that may go either way', () => {
    const { data, params } = jobOf(softmaxRegressionThreeClass.defaults, { noise: 0 });
    // Large moves, up or down, where the first feature is large.
    const numbers = data['inputs'] ?? new Float64Array();
    const labels = (data['labels'] ?? new Float64Array()).map((_, i) =>
      (numbers[14 * i] ?? 0) > 0 ? (i % 2 === 0 ? 1 : -1) : 0,
    );
    const [, ...model] = softmaxRegressionThreeClass.fit?.({ params, data: { ...data, labels } }) ?? [];
    // Weights of the first feature: away from flat, towards both others alike.
    const [down = 0, flat = 0, up = 0] = [0, 15, 30].map((at) => model[at]);
    expect(flat).toBeLessThan(-0.5);
    expect(Math.abs(down - up)).toBeLessThan(0.3);
    expect(Math.min(down, up)).toBeGreaterThan(0.2);
  });
});

const small = { N: 150, k: 60, H: 1 };
const watch = { bars: 420, judged: 200 };
describeLearnedDirection(ardBayesianRegression, { ...ardBayesianRegression.defaults, ...small }, watch);
describeLearnedDirection(elasticNetCoordinateDescent, { ...small, a: 0.5 }, watch);
describeLearnedDirection(fisherLdaShrinkage, { ...small, N: 200, g: 0.2 }, watch);
describeLearnedDirection(partialLeastSquares, { ...small, mmax: 4 }, watch);
describeLearnedDirection(softmaxRegressionThreeClass, { ...small, l2: 1 }, watch);

const tiny = { N: 40, k: 20, H: 1 };
const steps = barSteps(decidedBars(21, 110));
describeFormulaContract(ardBayesianRegression, { ...tiny, iters: 5 }, steps);
describeFormulaContract(elasticNetCoordinateDescent, { ...tiny, a: 0.5 }, steps);
describeFormulaContract(fisherLdaShrinkage, { ...tiny, N: 200, g: 0.2 }, barSteps(decidedBars(21, 180)));
describeFormulaContract(partialLeastSquares, { ...tiny, mmax: 2 }, steps);
describeFormulaContract(softmaxRegressionThreeClass, { ...tiny, l2: 10 }, steps);
