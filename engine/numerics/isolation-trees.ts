import { Mulberry32 } from './mulberry32.ts';

/** How isolation trees are grown. */
export interface IsolationRules {
  readonly trees: number;
  /** Rows each tree sees; at most as many as there are. */
  readonly rows: number;
  readonly seed: number;
}

/** Euler’s constant with the digits of the paper. */
const EULER = 0.5772156649;
/** Numbers of a node: column (-1 of a leaf), threshold (of a leaf the path length), place of the right child. */
export const ISOLATION_NODE = 3;

/**
 * Mean length of a path that looks for one of `count` things in a random search tree without finding it.
 *
 * Source: Liu, Ting & Zhou (2008), Isolation Forest, ICDM, equation 1.
 */
export function averagePathLength(count: number): number {
  if (count <= 1) return 0;
  if (count === 2) return 1;
  return 2 * (Math.log(count - 1) + EULER) - (2 * (count - 1)) / count;
}

/** How unusual something is that trees over `rows` rows isolate after `meanPath` steps on average: 0 to 1. */
export const isolationScore = (meanPath: number, rows: number): number =>
  2 ** (-meanPath / averagePathLength(rows));

/**
 * Trees that split a few rows at random until each is alone: what they isolate soon is unusual. `inputs` are
 * rows of `width` numbers. Answers the numbers of all nodes, tree by tree, the left child behind its parent;
 * every tree begins where the one before ends.
 */
export function growIsolationTrees(inputs: Float64Array, width: number, rules: IsolationRules): number[] {
  const random = new Mulberry32(rules.seed);
  const count = inputs.length / width;
  const nodes: number[] = [];
  const growing: Growing = { inputs, width, random, nodes, deepest: Math.ceil(Math.log2(rules.rows)) };
  for (let tree = 0; tree < rules.trees; tree += 1) {
    const rows = Int32Array.from({ length: count }, (_, i) => i);
    for (let j = 0; j < rules.rows; j += 1) {
      const other = j + Math.floor(random.uniform() * (count - j));
      const row = rows[j] as number;
      rows[j] = rows[other] as number;
      rows[other] = row;
    }
    grow(growing, rows.subarray(0, rules.rows), 0);
  }
  return nodes;
}

interface Growing {
  readonly inputs: Float64Array;
  readonly width: number;
  readonly random: Mulberry32;
  readonly nodes: number[];
  readonly deepest: number;
}

function grow(growing: Growing, rows: Int32Array, depth: number): void {
  const { inputs, nodes, width } = growing;
  const split = depth < growing.deepest && rows.length > 1 ? drawnSplit(growing, rows) : undefined;
  if (split === undefined) {
    nodes.push(-1, depth + averagePathLength(rows.length), 0);
    return;
  }
  const { column, threshold } = split;
  const isLeft = (row: number) => (inputs[row * width + column] as number) < threshold;
  const place = nodes.length;
  nodes.push(column, threshold, 0);
  grow(growing, rows.filter(isLeft), depth + 1);
  nodes[place + 2] = nodes.length;
  grow(
    growing,
    rows.filter((row) => !isLeft(row)),
    depth + 1,
  );
}

/** A column that varies and a threshold in its range; undefined where as many draws as there are columns find none. */
function drawnSplit({ inputs, random, width }: Growing, rows: Int32Array) {
  for (let draw = 0; draw <= width; draw += 1) {
    const column = Math.floor(random.uniform() * width);
    let least = Infinity;
    let most = -Infinity;
    for (const row of rows) {
      const value = inputs[row * width + column] as number;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    if (least < most) return { column, threshold: least + random.uniform() * (most - least) };
  }
  return undefined;
}
