import type { BinnedColumns } from './binned-columns.ts';
import { type DecisionTree, TreeBuilder } from './decision-tree.ts';

/** Splits within this much of the best count as equally good. */
const AS_GOOD = 1e-12;

/** How a tree of Newton steps grows. */
export interface NewtonRules {
  readonly depth: number;
  /** Ridge on the values of leaves. */
  readonly ridge: number;
  /** What a split has to gain at least. */
  readonly penalty: number;
  /** Curvature on either side of a split at least. */
  readonly leastCurvature: number;
}

/** First and second derivative of the loss of each row by its score. */
export interface Derivatives {
  readonly slopes: Float64Array;
  readonly curvatures: Float64Array;
}

/** Gain of a split of a node into sides with these sums of slopes and curvatures, before the penalty. */
export function newtonGain(
  left: readonly [slope: number, curvature: number],
  right: readonly [slope: number, curvature: number],
  ridge: number,
): number {
  const quality = (slope: number, curvature: number) => (slope * slope) / (curvature + ridge);
  return 0.5 * (quality(...left) + quality(...right) - quality(left[0] + right[0], left[1] + right[1]));
}

/**
 * Grows a tree whose leaves are the steps that lessen a loss most by its derivatives. Only the thresholds of
 * the bins are tried; of equally good splits the lower column wins, then the lower threshold.
 *
 * Source: Chen & Guestrin (2016), XGBoost, KDD.
 */
export function growNewtonTree(
  columns: BinnedColumns,
  derivatives: Derivatives,
  rules: NewtonRules,
): DecisionTree {
  const builder = new TreeBuilder();
  const grow = (rows: Int32Array, depth: number): void => {
    const node = sumsOf(rows, derivatives);
    const split = depth === 0 ? undefined : bestSplit(columns, derivatives, rows, { node, rules });
    if (split === undefined) {
      builder.addLeaf(-node[0] / (node[1] + rules.ridge));
      return;
    }
    const place = builder.addNode(split.column, columns.cuts[split.column]?.[split.bin] ?? NaN);
    const bins = columns.bins.subarray(split.column * columns.count);
    grow(
      rows.filter((row) => (bins[row] as number) <= split.bin),
      depth - 1,
    );
    builder.closeLeft(place);
    grow(
      rows.filter((row) => (bins[row] as number) > split.bin),
      depth - 1,
    );
  };
  grow(
    Int32Array.from({ length: columns.count }, (_, row) => row),
    rules.depth,
  );
  return builder.tree();
}

type Sums = readonly [slope: number, curvature: number];

function sumsOf(rows: Int32Array, { curvatures, slopes }: Derivatives): Sums {
  let slope = 0;
  let curvature = 0;
  for (let i = 0; i < rows.length; i += 1) {
    slope += slopes[rows[i] as number] as number;
    curvature += curvatures[rows[i] as number] as number;
  }
  return [slope, curvature];
}

interface BinSplit {
  readonly column: number;
  readonly bin: number;
  readonly gain: number;
}

function bestSplit(
  columns: BinnedColumns,
  derivatives: Derivatives,
  rows: Int32Array,
  { node, rules }: { readonly node: Sums; readonly rules: NewtonRules },
): BinSplit | undefined {
  let best: BinSplit = { column: -1, bin: -1, gain: rules.penalty };
  for (let column = 0; column < columns.width; column += 1) {
    const size = (columns.cuts[column]?.length ?? 0) + 1;
    const bins = columns.bins.subarray(column * columns.count, (column + 1) * columns.count);
    const histogram = histogramOf(bins, size, rows, derivatives);
    let slope = 0;
    let curvature = 0;
    for (let bin = 0; bin < size - 1; bin += 1) {
      slope += histogram[2 * bin] as number;
      curvature += histogram[2 * bin + 1] as number;
      const rest: Sums = [node[0] - slope, node[1] - curvature];
      if (curvature < rules.leastCurvature) continue;
      if (rest[1] < rules.leastCurvature) break;
      const gain = newtonGain([slope, curvature], rest, rules.ridge);
      if (gain > best.gain + AS_GOOD) best = { column, bin, gain };
    }
  }
  return best.column < 0 ? undefined : best;
}

/** Slope and curvature summed by bin, in turns. */
function histogramOf(
  bins: Uint8Array,
  size: number,
  rows: Int32Array,
  { curvatures, slopes }: Derivatives,
): Float64Array {
  const histogram = new Float64Array(2 * size);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] as number;
    const at = 2 * (bins[row] as number);
    histogram[at] = (histogram[at] as number) + (slopes[row] as number);
    histogram[at + 1] = (histogram[at + 1] as number) + (curvatures[row] as number);
  }
  return histogram;
}
