import { type DecisionTree, leafValue } from './decision-tree.ts';
import type { LabeledRows } from './labeled-rows.ts';
import { Mulberry32 } from './mulberry32.ts';
import { growRegressionTree } from './regression-tree.ts';
import { SortedColumns } from './sorted-columns.ts';

/** How a forest is grown. */
export interface ForestRules {
  readonly trees: number;
  /** Columns a node may ask, drawn for each node. */
  readonly columnsPerSplit: number;
  readonly depth: number;
  readonly leaf: number;
  readonly seed: number;
}

/** Trees whose mean leaf is the probability of a label above 0. */
export interface Forest {
  readonly trees: readonly DecisionTree[];
  /** Share of rows that the trees which had not drawn them told right. */
  readonly outOfBagAccuracy: number;
  /** Share of each column in what impurity all splits took away; of sum 1, or all 0 without a split. */
  readonly importances: Float64Array;
}

/**
 * Random forest of classification trees: each tree draws as many rows as there are, with replacement, and
 * every node looks at a few columns drawn for it.
 *
 * Source: Breiman (2001), Random Forests, Machine Learning 45.
 */
export function growForest(rows: LabeledRows, rules: ForestRules): Forest {
  const { count, width } = rows;
  const random = new Mulberry32(rules.seed);
  const sorted = new SortedColumns(rows.inputs, count, width);
  const targets = rows.labels.map((label) => (label > 0 ? 1 : 0));
  const importances = new Float64Array(width);
  const votes = new Float64Array(count);
  const voters = new Float64Array(count);
  const weights = new Float64Array(count);
  const trees = Array.from({ length: rules.trees }, () => {
    weights.fill(0);
    for (let i = 0; i < count; i += 1) {
      const row = Math.floor(random.uniform() * count);
      weights[row] = (weights[row] as number) + 1;
    }
    const tree = growRegressionTree(sorted, weights, targets, {
      depth: rules.depth,
      leaf: rules.leaf,
      columns: () => drawnColumns(random, width, rules.columnsPerSplit),
      onSplit: (column, gain) => {
        importances[column] = (importances[column] as number) + gain;
      },
    });
    for (let row = 0; row < count; row += 1) {
      if ((weights[row] as number) > 0) continue;
      votes[row] = (votes[row] as number) + leafValue(tree, rowAt(rows, row));
      voters[row] = (voters[row] as number) + 1;
    }
    return tree;
  });
  const total = importances.reduce((sum, each) => sum + each, 0);
  return {
    trees,
    outOfBagAccuracy: accuracyOf(votes, voters, targets),
    importances: importances.map((each) => (total > 0 ? each / total : 0)),
  };
}

/** Mean leaf of the trees. */
export function forestProbability(trees: readonly DecisionTree[], x: Readonly<Float64Array>): number {
  let sum = 0;
  for (let t = 0; t < trees.length; t += 1) sum += leafValue(trees[t] as DecisionTree, x);
  return sum / trees.length;
}

/** A few of the columns by a partial shuffle, in ascending order. */
function drawnColumns(random: Mulberry32, width: number, count: number): Int32Array {
  const columns = Int32Array.from({ length: width }, (_, column) => column);
  const drawn = Math.min(count, width);
  for (let j = 0; j < drawn; j += 1) {
    const other = j + Math.floor(random.uniform() * (width - j));
    const column = columns[j] as number;
    columns[j] = columns[other] as number;
    columns[other] = column;
  }
  return columns.subarray(0, drawn).sort();
}

const rowAt = ({ inputs, width }: LabeledRows, row: number): Float64Array =>
  inputs.subarray(row * width, (row + 1) * width);

function accuracyOf(votes: Float64Array, voters: Float64Array, targets: Float64Array): number {
  let hits = 0;
  let count = 0;
  for (let row = 0; row < votes.length; row += 1) {
    const asked = voters[row] as number;
    if (asked === 0) continue;
    count += 1;
    if (((votes[row] as number) / asked > 0.5 ? 1 : 0) === targets[row]) hits += 1;
  }
  return count === 0 ? 0 : hits / count;
}
