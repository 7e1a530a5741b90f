import { type DecisionTree, leafValue } from '../../numerics/decision-tree.ts';
import { forestProbability, growForest } from '../../numerics/random-forest.ts';
import { growRegressionTree } from '../../numerics/regression-tree.ts';
import { SortedColumns } from '../../numerics/sorted-columns.ts';
import type { Adapter } from './adapter.ts';
import { number, numbers } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';

/** Features and labels of 0 and 1 of a case, of which the first rows are for training. */
function rowsOf(given: ReferenceCase) {
  const names = Object.keys(given.inputs).filter((name) => name.startsWith('f'));
  const columns = names.map((name) => numbers(given, name));
  const rotated = given.params['rotateLabels'] === undefined ? 0 : number(given, 'rotateLabels');
  const plain = numbers(given, 'y');
  const y = plain.map((_, i) => plain[(i - rotated + plain.length) % plain.length] ?? NaN);
  const x = y.map((_, i) => Float64Array.from(columns, (column) => column[i] ?? NaN));
  const train = given.params['train'] === undefined ? y.length : number(given, 'train');
  const inputs = Float64Array.from(x.slice(0, train).flatMap((row) => [...row]));
  const labels = Float64Array.from(y.slice(0, train));
  return { x, y, training: { count: train, width: names.length, inputs, labels } };
}

const accuracy = (y: readonly number[], probabilities: readonly number[]) =>
  y.filter((each, i) => ((probabilities[i] ?? NaN) > 0.5 ? 1 : 0) === each).length / y.length;

function forest(given: ReferenceCase) {
  const { training, x, y } = rowsOf(given);
  const grown = growForest(training, {
    trees: number(given, 'trees'),
    columnsPerSplit: Math.floor(Math.sqrt(training.width)),
    depth: 100,
    leaf: 1,
    seed: 1,
  });
  const leading = [...grown.importances.keys()].toSorted(
    (a, b) => (grown.importances[b] ?? 0) - (grown.importances[a] ?? 0),
  );
  return {
    testAccuracy: accuracy(
      y.slice(training.count),
      x.slice(training.count).map((row) => forestProbability(grown.trees, row)),
    ),
    oobAccuracy: grown.outOfBagAccuracy,
    topThreeFeatures: { setEquals: leading.slice(0, 3).toSorted((a, b) => a - b) },
  };
}

const gini = (labels: readonly number[]) => {
  const share = labels.reduce((sum, each) => sum + each, 0) / labels.length;
  return 2 * share * (1 - share);
};

function tree(given: ReferenceCase) {
  const { training, x, y } = rowsOf(given);
  const { count, inputs, labels, width } = training;
  const grown: DecisionTree = growRegressionTree(
    new SortedColumns(inputs, count, width),
    new Float64Array(count).fill(1),
    labels,
    { depth: number(given, 'maxDepth'), leaf: 1 },
  );
  const right = grown.rights[0] ?? NaN;
  const [column = 0] = grown.columns;
  const [threshold = 0] = grown.numbers;
  const [trained, told] = [y.slice(0, count), x.map((row) => leafValue(grown, row))];
  const side = (isLeft: boolean) => trained.filter((_, i) => (x[i]?.[column] ?? NaN) <= threshold === isLeft);
  return {
    rootFeature: column,
    rootThreshold: threshold,
    leftFeature: grown.columns[1],
    leftThreshold: grown.numbers[1],
    rightFeature: grown.columns[right],
    rightThreshold: grown.numbers[right],
    trainAccuracy: accuracy(trained, told),
    testAccuracy: accuracy(y.slice(count), told.slice(count)),
    rootGini: gini(trained),
    leftGini: gini(side(true)),
    rightGini: gini(side(false)),
  };
}

export const forestAdapters: Readonly<Record<string, Adapter>> = { forest, tree };
