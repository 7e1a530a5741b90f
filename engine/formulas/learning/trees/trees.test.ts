import { describe, expect, it } from 'vitest';
import { normals, uniforms } from '../../contract-tests/catalogue-fixtures.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { describeLearnedDirection } from '../../contract-tests/describe-learned-direction.ts';
import type { MarketStep } from '../../formula.ts';
import type { FitJob } from '../../refit.ts';
import { adaboostStumps, boostStumps } from './adaboost-stumps.ts';
import { BoostingWatch } from './boosted-model.ts';
import { gradientBoostingLogistic } from './gradient-boosting-logistic.ts';
import { GrowingTree, hoeffdingBound, informationGain } from './growing-tree.ts';
import { hoeffdingTree } from './hoeffding-tree.ts';
import { newtonBoostedTreesXgboost } from './newton-boosted-trees-xgboost.ts';
import { randomForestValidator, sideGate } from './random-forest-validator.ts';

/** 300 samples of fourteen features, whose label is the side of the second but for the given share. */
function jobOf(params: FitJob['params'], wrong: number): FitJob {
  const inputs = Float64Array.from(normals(9, 300 * 14));
  const coin = uniforms(4, 300);
  const labels = Float64Array.from(coin, (each, i) =>
    (inputs[14 * i + 1] ?? 0) > 0.2 !== each < wrong ? 1 : -1,
  );
  return { params, data: { inputs, labels, bars: labels.map((_, i) => i) } };
}

describe('the Hoeffding tree', () => {
  it('has the bound and the gain of the catalogue check', () => {
    expect(hoeffdingBound(1e-6, 1000)).toBeCloseTo(0.0831129068135, 9);
    expect(informationGain(30, 10, 10, 50)).toBeCloseTo(0.256425891682, 9);
  });

  const rules = { delta: 1e-3, tie: 0.05, grace: 50, cand: 10, maxdepth: 2, maxleaves: 3 };
  const side = (value: number, threshold: number) => value > threshold;

  it('splits where the classes part, and keeps what both sides had known', () => {
    const tree = new GrowingTree(2, { ...rules, grace: 100 });
    const numbers = normals(5, 200);
    for (let i = 0; i < 100; i += 1) {
      const x = Float64Array.from(numbers.slice(2 * i, 2 * i + 2));
      tree.learn(x, side(x[1] ?? NaN, 0.25));
    }
    expect(tree.leaves).toBe(2);
    const above = numbers.filter((each, i) => i % 2 === 1 && each > 0.25).length;
    expect(tree.predict(Float64Array.of(0, 1))).toBeCloseTo((above + 1) / (above + 2), 12);
    expect(tree.predict(Float64Array.of(0, 0.25))).toBeCloseTo(1 / (100 - above + 2), 12);
  });

  it('does not split without a difference, and never beyond its size', () => {
    const coin = uniforms(6, 4000);
    const dull = new GrowingTree(2, { ...rules, tie: 0 });
    const eager = new GrowingTree(2, { ...rules, tie: 1 });
    const numbers = normals(7, 8000);
    for (let i = 0; i < 1000; i += 1) {
      const x = Float64Array.from(numbers.slice(2 * i, 2 * i + 2));
      dull.learn(x, (coin[i] ?? 0) > 0.5);
      eager.learn(x, (coin[i] ?? 0) > 0.5);
    }
    expect(dull.leaves).toBe(1);
    expect(eager.leaves).toBe(3);
    expect(eager.isFull).toBe(true);
  });

  it('starts again when it has been as large as it may be for 5000 samples', () => {
    const params = { ...hoeffdingTree.defaults, H: 1, tie: 1, grace: 100, maxleaves: 2, maxdepth: 1 };
    const run = hoeffdingTree.start(params);
    const leaves = barSteps(decidedBars(3, 5300, 0.1)).map((step) => {
      run(step);
      return run.readings?.['leaves']?.();
    });
    expect(leaves.filter((each, i) => leaves[i - 1] === 1 && each === 2)).toHaveLength(2);
    const grown = leaves.indexOf(2);
    expect(leaves.indexOf(1, grown) - grown).toBe(5000);
  });
});

describe('the forest that validates', () => {
  it.each([
    [0.6, 0.6, 1, 1],
    [0.5, 0.6, 1, 0.5],
    [0.4, 0.6, 1, 0],
    [0.4, 0.6, -1, 1],
    [0.4, 0.6, 0, 1],
    [0.4, 0.52, 1, 1],
  ])('at a probability of %d and an accuracy of %d lets side %d through by %d', (...[p, a, s, gate]) => {
    expect(sideGate(p, a, s)).toBeCloseTo(gate, 12);
  });

  it('finds the feature that matters', () => {
    const params = { ...randomForestValidator.defaults, B: 30 };
    const [accuracy, ...rest] = randomForestValidator.fit?.(jobOf(params, 0.1)) ?? [];
    expect(accuracy).toBeGreaterThan(0.8);
    const importances = rest.slice(0, 14);
    expect(importances.indexOf(Math.max(...importances))).toBe(1);
    expect(importances.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
  });

  it('closes for the side of the last combined signal that the trees are against', () => {
    const params = { ...randomForestValidator.defaults, N: 200, k: 100, H: 1, B: 20, depth: 4 };
    const run = randomForestValidator.start(params);
    barSteps(decidedBars(17, 300, 0.05)).forEach((step) => run(step));
    const { gate, longGate, outOfBagAccuracy, shortGate } = run.readings ?? {};
    expect(outOfBagAccuracy?.()).toBeGreaterThan(0.85);
    expect(gate?.()).toBe(1);
    const voted = (winner: 1 | -1): MarketStep => ({
      kind: 'vote',
      time: 0,
      vote: { winner, signal: winner * 0.4, confidence: 0.5, probabilityUp: 0.5 },
    });
    const gates = ([1, -1] as const).map((winner) => {
      run(voted(winner));
      return gate?.();
    });
    expect(gates).toEqual([longGate?.(), shortGate?.()]);
    expect(new Set(gates)).toEqual(new Set([0, 1]));
  });
});

describe('boosting', () => {
  it('keeps the number of trees that forecast best', () => {
    const samples = {
      count: 2,
      width: 1,
      inputs: Float64Array.of(0, 1),
      labels: Float64Array.of(-1, 1),
      bars: Float64Array.of(0, 1),
    };
    const watch = new BoostingWatch(samples, 0, 1);
    const leaf = (value: number) => ({
      columns: Int32Array.of(0, -1, -1),
      numbers: Float64Array.of(0.5, -value, value),
      rights: Int32Array.of(2, 0, 0),
    });
    watch.add(leaf(1));
    watch.add(leaf(0.5));
    watch.add(leaf(-1));
    expect([watch.bestRounds, watch.roundsSinceBest]).toEqual([2, 1]);
  });

  it.each([gradientBoostingLogistic, newtonBoostedTreesXgboost])(
    'of $key keeps few trees where there is little to learn, more where there is much',
    (formula) => {
      const counts = [0.1, 0.5].map(
        (wrong) => formula.fit?.(jobOf({ ...formula.defaults, H: 1 }, wrong))?.[3] ?? NaN,
      );
      expect(counts[0]).toBeGreaterThan(5);
      expect(counts[1]).toBeLessThan(counts[0] ?? 0);
    },
  );

  it('needs both rises and falls', () => {
    const job = jobOf(gradientBoostingLogistic.defaults, 0);
    const rising = { ...job.data, labels: new Float64Array(300).fill(1) };
    expect(gradientBoostingLogistic.fit?.({ ...job, data: rising })).toBeUndefined();
  });
});

describe('stumps', () => {
  it('are those of the catalogue check', () => {
    const rows = {
      count: 4,
      width: 1,
      inputs: Float64Array.of(1, 2, 3, 4),
      labels: Float64Array.of(-1, 1, -1, 1),
    };
    const [stump] = boostStumps(rows, 1);
    // Wrong on the third only: an error of 0.25, a weight of half the logarithm of 3.
    expect(stump).toMatchObject({ column: 0, threshold: 1.5, sign: 1 });
    expect(stump?.weight).toBeCloseTo(0.549306144334, 9);
  });

  it('end where none is better than a coin', () => {
    const rows = { count: 4, width: 1, inputs: new Float64Array(4), labels: Float64Array.of(-1, 1, -1, 1) };
    expect(boostStumps(rows, 5)).toEqual([]);
    expect(adaboostStumps.fit?.({ ...jobOf({ M: 5, H: 1 }, 0), data: {} })).toBeUndefined();
  });

  it('reports the probability its vote stands for', () => {
    const model = Float64Array.of(0.9, 0, 0, 1, 0.5, 1, 0, 1, 1.5);
    const run = adaboostStumps.start({ N: 20, k: 20, H: 1, M: 2 }, () => () => model);
    const value = barSteps(decidedBars(5, 80)).map(run).at(-1) ?? NaN;
    expect([-1, -0.5, 0.5, 1]).toContain(value);
    expect(run.readings?.['probabilityUp']?.()).toBeCloseTo(1 / (1 + Math.exp(-4 * value)), 12);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(Math.abs(value), 12);
  });
});

const small = { N: 200, k: 100, H: 1 };
const watch = { bars: 420, judged: 150 };
const growth = { ...gradientBoostingLogistic.defaults, ...small, M: 40, nu: 0.1, leaf: 5 };
const newton = { ...newtonBoostedTreesXgboost.defaults, ...small, M: 30, mcw: 1 };
describeLearnedDirection(gradientBoostingLogistic, growth, watch);
describeLearnedDirection(newtonBoostedTreesXgboost, newton, watch);
describeLearnedDirection(adaboostStumps, { ...small, M: 20 }, watch);
describeLearnedDirection(
  hoeffdingTree,
  { ...hoeffdingTree.defaults, H: 1, delta: 0.01, tie: 0.5 },
  { bars: 1000, judged: 300 },
);

const tiny = { N: 40, k: 20, H: 1 };
const steps = barSteps(decidedBars(21, 110));
describeFormulaContract(gradientBoostingLogistic, { ...growth, ...tiny, M: 3 }, steps);
describeFormulaContract(newtonBoostedTreesXgboost, { ...newton, ...tiny, M: 3 }, steps);
describeFormulaContract(adaboostStumps, { ...tiny, M: 3 }, steps);
describeFormulaContract(
  randomForestValidator,
  { ...randomForestValidator.defaults, ...tiny, B: 3, leaf: 3, depth: 2 },
  steps,
);
describeFormulaContract(hoeffdingTree, { ...hoeffdingTree.defaults, H: 1, grace: 10 }, steps);
