import { type DecisionTree, leafValue } from './decision-tree.ts';
import type { LabeledRows } from './labeled-rows.ts';
import { Mulberry32 } from './mulberry32.ts';
import { growRegressionTree } from './regression-tree.ts';
import { SortedColumns } from './sorted-columns.ts';

/** How a sequence of trees is fitted to what those before have left. */
export interface BoostingRules {
  readonly rounds: number;
  /** Share of each tree that counts. */
  readonly shrinkage: number;
  readonly depth: number;
  readonly leaf: number;
  /** Share of the rows that each tree is grown on. */
  readonly sample: number;
  readonly seed: number;
}

/** Trees whose sum, shrunk, is the log odds of a label above 0. */
export interface BoostedTrees {
  readonly start: number;
  readonly shrinkage: number;
  readonly trees: readonly DecisionTree[];
}

const NO_CURVATURE = 1e-9;

/**
 * Gradient boosting of the logistic loss with Newton steps in the leaves and a fresh sample of rows for each
 * tree. `onRound` sees each tree as it is added. Undefined where all labels are of one kind.
 *
 * Source: Friedman (2001), Greedy Function Approximation, Annals of Statistics 29; (2002), Stochastic
 * Gradient Boosting, Computational Statistics & Data Analysis 38.
 */
export function boostLogistic(
  rows: LabeledRows,
  rules: BoostingRules,
  onRound?: (tree: DecisionTree) => void,
): BoostedTrees | undefined {
  const { count, inputs, width } = rows;
  const labels = rows.labels.map((label) => (label > 0 ? 1 : 0));
  const share = labels.reduce((sum, each) => sum + each, 0) / count;
  if (!(share > 0 && share < 1)) return undefined;
  const start = Math.log(share / (1 - share));
  const sorted = new SortedColumns(inputs, count, width);
  const random = new Mulberry32(rules.seed);
  const scores = new Float64Array(count).fill(start);
  const residuals = new Float64Array(count);
  const curvatures = new Float64Array(count);
  const stepOf = (leafRows: Int32Array) => newtonStep(leafRows, residuals, curvatures);
  const trees = Array.from({ length: rules.rounds }, () => {
    for (let i = 0; i < count; i += 1) {
      const probability = 1 / (1 + Math.exp(-(scores[i] as number)));
      residuals[i] = (labels[i] as number) - probability;
      curvatures[i] = probability * (1 - probability);
    }
    const weights = drawnRows(random, count, Math.floor(rules.sample * count));
    const tree = growRegressionTree(sorted, weights, residuals, {
      depth: rules.depth,
      leaf: rules.leaf,
      stepOf,
    });
    for (let i = 0; i < count; i += 1) {
      const step = leafValue(tree, inputs.subarray(i * width, (i + 1) * width));
      scores[i] = (scores[i] as number) + rules.shrinkage * step;
    }
    onRound?.(tree);
    return tree;
  });
  return { start, shrinkage: rules.shrinkage, trees };
}

/** Log odds of a label above 0. */
export function boostedScore({ shrinkage, start, trees }: BoostedTrees, x: Readonly<Float64Array>): number {
  let score = start;
  for (let t = 0; t < trees.length; t += 1) score += shrinkage * leafValue(trees[t] as DecisionTree, x);
  return score;
}

function newtonStep(rows: Int32Array, residuals: Float64Array, curvatures: Float64Array): number {
  let pull = 0;
  let curvature = 0;
  for (let i = 0; i < rows.length; i += 1) {
    pull += residuals[rows[i] as number] as number;
    curvature += curvatures[rows[i] as number] as number;
  }
  return curvature <= NO_CURVATURE ? 0 : pull / curvature;
}

/** Weights of 1 for rows drawn without replacement by a partial shuffle, of 0 for the others. */
function drawnRows(random: Mulberry32, count: number, drawn: number): Float64Array {
  const weights = new Float64Array(count);
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  for (let j = 0; j < drawn; j += 1) {
    const other = j + Math.floor(random.uniform() * (count - j));
    const row = rows[other] as number;
    rows[other] = rows[j] as number;
    rows[j] = row;
    weights[row] = 1;
  }
  return weights;
}
