import { describe, expect, it } from 'vitest';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { describeLearnedDirection } from '../../contract-tests/describe-learned-direction.ts';
import { averagedPerceptron, PerceptronWeights } from './averaged-perceptron.ts';
import { MarginScale } from './margin-scale.ts';
import { onlineBayesianProbit, ProbitWeights } from './online-bayesian-probit.ts';
import { PegasosWeights, pegasosLinearSvm } from './pegasos-linear-svm.ts';
import { ForwardRidge, vovkAzouryWarmuthRidge } from './vovk-azoury-warmuth-ridge.ts';

const inputs = (...values: number[]) => Float64Array.from(values);

describe('the online Bayesian probit', () => {
  it('gives the moments of the catalogue check', () => {
    const weights = new ProbitWeights(1, { beta: 1, s0: 1, eps: 0 });
    weights.learn(inputs(1), 1);
    expect(weights.means[0]).toBeCloseTo(1 / Math.sqrt(Math.PI), 8);
    expect(weights.variances[0]).toBeCloseTo(1 - 1 / Math.PI, 8);
    // Noise of 1 and the variance that is left make a score of 0.43506, of which tables give 0.66824.
    expect(weights.predict(inputs(1))).toBeCloseTo(0.66824, 5);
  });

  it('forgets towards its prior', () => {
    const weights = new ProbitWeights(2, { beta: 1, s0: 0.5, eps: 0.5 });
    weights.learn(inputs(1, 0), 1);
    const learned = weights.means[0] ?? 0;
    for (let i = 0; i < 60; i += 1) weights.learn(inputs(0, 0), 1);
    expect(learned).toBeGreaterThan(0.05);
    expect(weights.means[0]).toBeCloseTo(0, 10);
    expect(weights.variances[0]).toBeCloseTo(0.25, 10);
  });
});

describe('the averaged perceptron', () => {
  it('gives the weights of the catalogue check', () => {
    const perceptron = new PerceptronWeights(2, 0.5);
    perceptron.learn(inputs(1, 1), 1);
    perceptron.learn(inputs(1, -1), -1);
    perceptron.learn(inputs(1, 0.5), 1);
    expect([...perceptron.weights]).toEqual([0, 2]);
    expect([...perceptron.average]).toEqual([0.125, 1.625]);
  });

  it('never has weights longer than 50', () => {
    const perceptron = new PerceptronWeights(1, 0.999);
    perceptron.learn(inputs(80), 1);
    expect([...perceptron.weights]).toEqual([50]);
  });
});

describe('the scale of a margin', () => {
  it('is its running mean size with the newest counted', () => {
    const scale = new MarginScale(1);
    expect(scale.scaled(-2)).toBeCloseTo(-2 / 1.01, 12);
    expect(scale.scaled(1)).toBeCloseTo(1 / (0.99 * 1.01 + 0.01), 12);
    expect(new MarginScale().scaled(-3)).toBe(-1);
    expect(new MarginScale().scaled(0)).toBe(0);
  });
});

describe('the Pegasos machine', () => {
  it('gives the weights of the catalogue check', () => {
    const machine = new PegasosWeights(2, 0.1, 1);
    machine.learn(inputs(1, 0), 1);
    expect(machine.weights[0]).toBeCloseTo(Math.sqrt(10), 9);
    expect(machine.weights[1]).toBe(0);
  });

  it('only shrinks its weights where the margin is wide enough', () => {
    const machine = new PegasosWeights(1, 0.1, 4);
    machine.learn(inputs(1), 1);
    // A step of 1 / (0.1 * 4) makes 2.5; the margin of the next sample is 2.5 and the counter is 5.
    machine.learn(inputs(1), 1);
    expect(machine.weights[0]).toBeCloseTo(2.5 * (1 - 1 / 5), 12);
  });
});

describe('the Vovk-Azoury-Warmuth ridge', () => {
  it('gives the forecast of the catalogue check', () => {
    const ridge = new ForwardRidge(1, { a: 1, lam: 1 });
    ridge.learn(inputs(1), 2);
    expect(ridge.predict(inputs(1))).toBeCloseTo(2 / 3, 9);
  });

  it('keeps a tenth of its prior however much it forgets', () => {
    const ridge = new ForwardRidge(2, { a: 10, lam: 0.9 });
    for (let i = 0; i < 500; i += 1) ridge.learn(inputs(1, 0), 1);
    // Of the second input nothing is left but the 10 * 0.1 that was given back.
    ridge.learn(inputs(0, 1), 3);
    expect(ridge.predict(inputs(0, 1))).toBeCloseTo(3 / (0.9 * 1 + 1 + 1), 6);
  });

  it('answers nothing before its first label and 0 until a move was seen', () => {
    const values = barSteps(decidedBars(1, 64)).map(
      vovkAzouryWarmuthRidge.start({ ...vovkAzouryWarmuthRidge.defaults, H: 3 }),
    );
    expect(values.findIndex((value) => value !== undefined)).toBe(63);
  });
});

const watch = { bars: 600, judged: 250 };
const steps = barSteps(decidedBars(21, 290));
describeLearnedDirection(onlineBayesianProbit, { ...onlineBayesianProbit.defaults, H: 1 }, watch);
// A perceptron without a margin does not find the rule of long runs, whose ends have the largest features.
describeLearnedDirection(averagedPerceptron, { H: 1, a: 0.999 }, { ...watch, momenta: [0.1] });
describeLearnedDirection(pegasosLinearSvm, { ...pegasosLinearSvm.defaults, H: 1 }, watch);
describeLearnedDirection(vovkAzouryWarmuthRidge, { ...vovkAzouryWarmuthRidge.defaults, H: 1 }, watch);
describeFormulaContract(onlineBayesianProbit, { ...onlineBayesianProbit.defaults, H: 1 }, steps);
describeFormulaContract(averagedPerceptron, { ...averagedPerceptron.defaults, H: 1 }, steps);
describeFormulaContract(pegasosLinearSvm, { ...pegasosLinearSvm.defaults, H: 1 }, steps);
describeFormulaContract(vovkAzouryWarmuthRidge, vovkAzouryWarmuthRidge.defaults, steps.slice(0, 120));
