import { describe, expect, it } from 'vitest';
import { binColumns } from './binned-columns.ts';
import { boostedScore, boostLogistic } from './gradient-boosting.ts';
import { growForest, forestProbability } from './random-forest.ts';
import { growNewtonTree, newtonGain } from './newton-tree.ts';
import { Mulberry32 } from './mulberry32.ts';

const logistic = (score: number) => 1 / (1 + Math.exp(-score));

/** Rows of three columns of which the first tells the label, but for one of ten. */
function noisyRows(count: number) {
  const random = new Mulberry32(11);
  const inputs = Float64Array.from({ length: 3 * count }, () => random.normal());
  const labels = Float64Array.from({ length: count }, (_, i) => {
    const sign = (inputs[3 * i] ?? 0) > 0.3 ? 1 : -1;
    return random.uniform() < 0.1 ? -sign : sign;
  });
  return { count, width: 3, inputs, labels };
}

describe('gradient boosting', () => {
  it('has the probabilities of scikit-learn’s GradientBoostingClassifier', () => {
    const rows = {
      count: 6,
      width: 1,
      inputs: Float64Array.of(1, 2, 3, 4, 5, 6),
      labels: Float64Array.of(-1, -1, -1, 1, -1, 1),
    };
    const rules = { rounds: 2, shrinkage: 0.1, depth: 1, leaf: 1, sample: 1, seed: 42 };
    const boosted = boostLogistic(rows, rules);
    // n_estimators 2, learning_rate 0.1, max_depth 1, squared_error
    const expected = [
      0.271666748762, 0.271666748762, 0.271666748762, 0.397853556625, 0.397853556625, 0.397853556625,
    ];
    const found = [1, 2, 3, 4, 5, 6].map((x) =>
      logistic(boosted ? boostedScore(boosted, Float64Array.of(x)) : NaN),
    );
    found.forEach((each, i) => expect(each).toBeCloseTo(expected[i] ?? NaN, 8));
  });

  it('grows each tree on a sample of the rows, and the same with the same seed', () => {
    const rows = noisyRows(200);
    const rules = { rounds: 20, shrinkage: 0.1, depth: 2, leaf: 5, sample: 0.5, seed: 1 };
    const one = boostLogistic(rows, rules);
    expect(boostLogistic(rows, rules)).toEqual(one);
    expect(boostLogistic(rows, { ...rules, seed: 2 })).not.toEqual(one);
    expect(one && logistic(boostedScore(one, Float64Array.of(2, 0, 0)))).toBeGreaterThan(0.7);
    expect(one && logistic(boostedScore(one, Float64Array.of(-1, 0, 0)))).toBeLessThan(0.2);
  });

  it('has nothing to tell where all labels are the same', () => {
    const rows = { ...noisyRows(20), labels: new Float64Array(20).fill(1) };
    expect(
      boostLogistic(rows, { rounds: 2, shrinkage: 0.1, depth: 1, leaf: 1, sample: 1, seed: 1 }),
    ).toBeUndefined();
  });
});

describe('a tree of Newton steps', () => {
  const derivatives = {
    slopes: Float64Array.of(0.5, 0.5, -0.5, -0.5),
    curvatures: new Float64Array(4).fill(0.25),
  };
  const columns = binColumns({ count: 4, width: 1, inputs: Float64Array.of(1, 2, 3, 4) }, 32);
  const rules = { depth: 1, ridge: 1, penalty: 0, leastCurvature: 0.25 };

  it('gains what was worked out by hand', () => {
    // 0.5 * (1 / 1.5 + 1 / 1.5 - 0 / 2)
    expect(newtonGain([1, 0.5], [-1, 0.5], 1)).toBeCloseTo(2 / 3, 12);
    const tree = growNewtonTree(columns, derivatives, rules);
    expect(tree.numbers[0]).toBe(2.5);
    expect(tree.numbers[1]).toBeCloseTo(-2 / 3, 12);
    expect(tree.numbers[2]).toBeCloseTo(2 / 3, 12);
  });

  it.each([
    ['gains no more than its penalty', { ...rules, penalty: 0.67 }],
    ['leaves too little curvature on a side', { ...rules, leastCurvature: 0.6 }],
  ])('is a leaf where no split %s', (_what, each) => {
    expect(growNewtonTree(columns, derivatives, each).columns).toHaveLength(1);
  });
});

describe('bins', () => {
  it('are cut midway between the values around each quantile', () => {
    const { bins, cuts } = binColumns({ count: 4, width: 1, inputs: Float64Array.of(4, 1, 3, 2) }, 32);
    expect([...(cuts[0] ?? [])]).toEqual([1.5, 2.5, 3.5]);
    expect([...bins]).toEqual([3, 0, 2, 1]);
  });

  it('are as many as asked for where there are values enough', () => {
    const inputs = Float64Array.from({ length: 320 }, (_, i) => i);
    const { bins, cuts } = binColumns({ count: 320, width: 1, inputs }, 32);
    expect(cuts[0]).toHaveLength(31);
    const sizes = Array.from({ length: 32 }, (_, bin) => bins.filter((each) => each === bin).length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  it('is one where nothing varies', () => {
    expect([...(binColumns({ count: 3, width: 1, inputs: new Float64Array(3) }, 8).cuts[0] ?? [])]).toEqual(
      [],
    );
  });
});

describe('a random forest', () => {
  const rules = { trees: 30, columnsPerSplit: 2, depth: 4, leaf: 5, seed: 42 };

  it('finds the column that tells the label', () => {
    const forest = growForest(noisyRows(300), rules);
    expect(forest.outOfBagAccuracy).toBeGreaterThan(0.85);
    expect(forest.importances[0]).toBeGreaterThan(0.7);
    expect(forest.importances.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
    expect(forestProbability(forest.trees, Float64Array.of(2, 0, 0))).toBeGreaterThan(0.8);
  });

  it('is the same with the same seed', () => {
    expect(growForest(noisyRows(100), rules)).toEqual(growForest(noisyRows(100), rules));
    expect(growForest(noisyRows(100), { ...rules, seed: 1 })).not.toEqual(growForest(noisyRows(100), rules));
  });

  it('asks nothing where nothing can be told', () => {
    const { importances, trees } = growForest({ ...noisyRows(50), inputs: new Float64Array(150) }, rules);
    expect([...importances]).toEqual([0, 0, 0]);
    expect(trees.every(({ columns }) => columns.length === 1)).toBe(true);
  });
});
