import { type DecisionTree, TreeBuilder } from './decision-tree.ts';
import type { SortedColumns } from './sorted-columns.ts';

/** Splits within this share of the best count as equally good: rounding must not choose. */
const AS_GOOD = 1e-12;

/** How a tree grows. */
export interface GrowthRules {
  /** Splits on the way to a leaf at most. */
  readonly depth: number;
  /** Rows in a leaf at least, by weight. */
  readonly leaf: number;
  /** The columns a node may ask, ascending; asked once at every node that is not yet pure. All when left out. */
  readonly columns?: () => ArrayLike<number>;
  /** Value of the leaf of these rows; their mean target when left out. */
  readonly stepOf?: (rows: Int32Array) => number;
  /** Told of every split: how much of the squared error it takes away. */
  readonly onSplit?: (column: number, gain: number) => void;
}

/** A fall of the squared error per row that is no more than rounding. */
const LEAST_GAIN = 0.5e-12;

interface Split {
  readonly column: number;
  readonly threshold: number;
  readonly gain: number;
}

/**
 * Grows a regression tree, depth first and left side first, that takes away as much squared error as it can
 * at every node. For targets of 0 and 1 this is the tree of least Gini impurity. Thresholds lie midway
 * between neighboring values; of equally good splits the lower column wins, then the lower threshold.
 *
 * Source: Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees.
 */
export function growRegressionTree(
  sorted: SortedColumns,
  weights: Readonly<Float64Array>,
  targets: Readonly<Float64Array>,
  rules: GrowthRules,
): DecisionTree {
  const builder = new TreeBuilder();
  const all = Int32Array.from({ length: sorted.width }, (_, column) => column);
  const grow = (from: number, to: number, depth: number): void => {
    const rows = sorted.orderOf(0).subarray(from, to);
    const node = sumsOf(rows, weights, targets);
    const isPure = node.weight * node.squares - node.sum * node.sum <= 0;
    const split =
      depth === 0 || isPure
        ? undefined
        : bestSplit({ sorted, weights, targets, from, to }, node, rules.leaf, rules.columns?.() ?? all);
    if (split === undefined) {
      builder.addLeaf(rules.stepOf?.(rows) ?? node.sum / node.weight);
      return;
    }
    rules.onSplit?.(split.column, split.gain);
    const place = builder.addNode(split.column, split.threshold);
    const middle = sorted.split(from, to, split.column, split.threshold);
    grow(from, middle, depth - 1);
    builder.closeLeft(place);
    grow(middle, to, depth - 1);
  };
  grow(0, sorted.choose(weights), rules.depth);
  return builder.tree();
}

interface NodeSums {
  readonly weight: number;
  readonly sum: number;
  readonly squares: number;
}

function sumsOf(
  rows: Int32Array,
  weights: Readonly<Float64Array>,
  targets: Readonly<Float64Array>,
): NodeSums {
  let weight = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const each = weights[rows[i] as number] as number;
    const target = targets[rows[i] as number] as number;
    weight += each;
    sum += each * target;
    squares += each * target * target;
  }
  return { weight, sum, squares };
}

interface NodeRange {
  readonly sorted: SortedColumns;
  readonly weights: Readonly<Float64Array>;
  readonly targets: Readonly<Float64Array>;
  readonly from: number;
  readonly to: number;
}

function bestSplit(
  range: NodeRange,
  node: NodeSums,
  leaf: number,
  columns: ArrayLike<number>,
): Split | undefined {
  let best: Split | undefined;
  for (let c = 0; c < columns.length; c += 1) {
    const found = bestInColumn(range, node, leaf, columns[c] as number);
    if (found !== undefined && found.gain > (best?.gain ?? 0) * (1 + AS_GOOD)) best = found;
  }
  return best !== undefined && best.gain > LEAST_GAIN * node.weight ? best : undefined;
}

function bestInColumn(
  { from, sorted, targets, to, weights }: NodeRange,
  { sum, weight }: NodeSums,
  leaf: number,
  column: number,
): Split | undefined {
  const order = sorted.orderOf(column);
  const values = sorted.values.subarray(column * sorted.count, (column + 1) * sorted.count);
  let left = 0;
  let leftSum = 0;
  let best = 0;
  let place = -1;
  for (let i = from; i < to - 1; i += 1) {
    const row = order[i] as number;
    left += weights[row] as number;
    leftSum += (weights[row] as number) * (targets[row] as number);
    if (left < leaf || (values[row] as number) === (values[order[i + 1] as number] as number)) continue;
    const right = weight - left;
    if (right < leaf) break;
    const apart = leftSum / left - (sum - leftSum) / right;
    const gain = ((left * right) / weight) * apart * apart;
    if (gain > best * (1 + AS_GOOD)) {
      best = gain;
      place = i;
    }
  }
  if (place < 0) return undefined;
  const below = values[order[place] as number] as number;
  const above = values[order[place + 1] as number] as number;
  // Where the two are neighbors among doubles the midpoint may be the upper one, which must go right.
  const middle = (below + above) / 2;
  return { column, gain: best, threshold: middle < above ? middle : below };
}
