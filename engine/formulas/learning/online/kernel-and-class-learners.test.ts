import { describe, expect, it } from 'vitest';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { describeLearnedDirection } from '../../contract-tests/describe-learned-direction.ts';
import { FadingNormals, gaussianNaiveBayes, logOdds } from './gaussian-naive-bayes.ts';
import { ExpertMixture, mixtureOfExpertsGate } from './mixture-of-experts-gate.ts';
import { KernelMachine, normaKernelOnline } from './norma-kernel-online.ts';
import { FeatureLines } from '../protocol/feature-lines.ts';
import { randomFourierFeatureRidge, writeWaves } from './random-fourier-feature-ridge.ts';

const inputs = (...values: number[]) => Float64Array.from(values);

describe('the online kernel machine', () => {
  const rates = { eta: 0.5, lam: 0.1, B: 10, gamma: 1, biasRate: 0 };

  it('gives the margin of the catalogue check', () => {
    const machine = new KernelMachine(1, rates);
    machine.learn(inputs(0), 1);
    machine.learn(inputs(1), -1);
    expect(machine.predict(inputs(1))).toBeCloseTo(-0.2118979366, 9);
  });

  it('forgets the oldest moment when it is full', () => {
    const machine = new KernelMachine(1, { ...rates, B: 2, lam: 0 });
    for (const place of [0, 100, 200]) machine.learn(inputs(place), 1);
    [0, 0.5, 0.5].forEach((height, i) => expect(machine.predict(inputs(100 * i))).toBeCloseTo(height, 15));
  });

  it('moves its constant by a tenth of a step', () => {
    const machine = new KernelMachine(1, { eta: 0.5, lam: 0.1, B: 2, gamma: 1 });
    machine.learn(inputs(0), -1);
    expect(machine.predict(inputs(1000))).toBeCloseTo(-0.05, 14);
  });
});

describe('naive Bayes', () => {
  it('gives the probability of the catalogue check', () => {
    const zero = new FadingNormals(1);
    const one = new FadingNormals(1);
    for (const x of [1, 2, 3]) zero.add(inputs(x));
    for (const x of [5, 6, 7]) one.add(inputs(x));
    expect(logOdds(one, zero, inputs(4.5), 0)).toBeCloseTo(3, 9);
    expect(1 / (1 + Math.exp(-logOdds(one, zero, inputs(4.5), 0)))).toBeCloseTo(0.952574126822, 9);
  });

  it('weighs how often each happened and how much its numbers vary', () => {
    const narrow = new FadingNormals(1);
    const wide = new FadingNormals(1);
    for (const x of [-1, 1, -1, 1]) narrow.add(inputs(x));
    for (const x of [-2, 2]) wide.add(inputs(x));
    // At 0 the densities differ as the standard deviations 1 and 2, the weights as 4 and 2.
    expect(logOdds(narrow, wide, inputs(0), 0)).toBeCloseTo(Math.log(2) + Math.log(2), 12);
    // Variances of at least 4 make both alike.
    expect(logOdds(narrow, wide, inputs(0), 4)).toBeCloseTo(Math.log(2), 12);
  });

  it('has no value where the market only rises', () => {
    const rising = barSteps(decidedBars(2, 300, 1));
    const values = rising.map(gaussianNaiveBayes.start({ ...gaussianNaiveBayes.defaults, H: 1 }));
    expect(values.every((value) => value === undefined)).toBe(true);
  });
});

describe('the mixture of experts', () => {
  it('gives the numbers of the catalogue check', () => {
    const mixture = new ExpertMixture(2, 1, 0.1, 1);
    expect(mixture.predict(inputs(1, -1), inputs(1))).toBe(0);
    expect([...mixture.weights]).toEqual([0.5, 0.5]);
    mixture.learn(inputs(1, -1), inputs(1), 1);
    expect(mixture.shares[0]).toBeCloseTo(0.880797077978, 9);
    expect(mixture.gates[0]?.[0]).toBeCloseTo(0.0380797077978, 9);
    expect(mixture.gates[1]?.[0]).toBeCloseTo(-0.0380797077978, 9);
    expect(mixture.scales[0]).toBe(1);
    expect(mixture.scales[1]).toBeCloseTo(0.976159415596, 9);
  });

  it('learns nothing from what no opinion explains', () => {
    const mixture = new ExpertMixture(2, 1, 0.1, 1);
    mixture.learn(inputs(1, -1), inputs(1), 1e6);
    expect([...mixture.scales]).toEqual([1, 1]);
  });

  it('tells which opinion is in charge', () => {
    const run = mixtureOfExpertsGate.start({ H: 1, eta: 0.05 });
    barSteps(decidedBars(6, 900, 0.95)).forEach((step) => run(step));
    const [momentum = 0, reversion = 0, flow = 0] = ['momentum', 'reversion', 'flow'].map((name) =>
      run.readings?.[`${name}Weight`]?.(),
    );
    expect(momentum).toBeGreaterThan(reversion);
    expect(momentum + reversion + flow).toBeCloseTo(1, 12);
  });
});

describe('random waves', () => {
  it('are those of the catalogue check', () => {
    const target = new Float64Array(2);
    // The check has one feature; the others weigh nothing.
    const rest = Array.from({ length: 13 }, () => 0);
    const lines = new FeatureLines(inputs(1, ...rest, 0.5, ...rest), inputs(0, 1.57079632679));
    writeWaves(lines.cosinesAt(inputs(2, ...rest.map(() => 3))), target);
    expect(target[0]).toBeCloseTo(-0.416146836547, 9);
    expect(target[1]).toBeCloseTo(-0.841470984808, 9);
  });

  it('differ from seed to seed', () => {
    const small = { ...randomFourierFeatureRidge.defaults, D: 8, H: 1 };
    const steps = barSteps(decidedBars(6, 600));
    const [one, other] = [1, 2].map((seed) =>
      steps.map(randomFourierFeatureRidge.start({ ...small, seed })).at(-1),
    );
    expect(one).not.toBe(other);
  });
});

const watch = { bars: 600, judged: 200 };
describeLearnedDirection(
  normaKernelOnline,
  { ...normaKernelOnline.defaults, H: 1, B: 100, gamma: 0.5 },
  watch,
);
describeLearnedDirection(gaussianNaiveBayes, { ...gaussianNaiveBayes.defaults, H: 1 }, watch);
describeLearnedDirection(
  randomFourierFeatureRidge,
  { ...randomFourierFeatureRidge.defaults, H: 1, D: 60 },
  { bars: 900, judged: 200 },
);

const steps = barSteps(decidedBars(21, 290));
describeFormulaContract(normaKernelOnline, { ...normaKernelOnline.defaults, H: 1, B: 10 }, steps);
describeFormulaContract(
  gaussianNaiveBayes,
  { ...gaussianNaiveBayes.defaults, H: 1, lam: 1 },
  // Rises and falls in turns, so that both are known with the fortieth label.
  barSteps(decidedBars(21, 150, 0)),
);
describeFormulaContract(mixtureOfExpertsGate, { H: 1, eta: 0.01 }, barSteps(decidedBars(21, 400)));
describeFormulaContract(
  randomFourierFeatureRidge,
  { ...randomFourierFeatureRidge.defaults, H: 1, D: 6 },
  barSteps(decidedBars(21, 590)),
);
