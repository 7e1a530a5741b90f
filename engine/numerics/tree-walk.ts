import type { DecisionTree } from './decision-tree.ts';
import { KernelFloats } from './simd/kernel-memory.ts';
import { NODE_BYTES, walkUpTo } from './simd/tree-kernel.ts';

const FLOAT_BYTES = 8;
const INTEGER_BYTES = 4;
const SHORT_BYTES = 2;
/** Numbers of a node: its threshold or the value of a leaf, and others in the bytes behind it. */
const FLOATS = NODE_BYTES / FLOAT_BYTES;
const INTEGERS = NODE_BYTES / INTEGER_BYTES;
const SHORTS = NODE_BYTES / SHORT_BYTES;
const COLUMN = 4;
const LEFT = 5;
const RIGHT = 3;
/** Trees walked through together. */
const TOGETHER = 4;

/**
 * Trees that are asked seldom, when other work has taken their place in the caches: they are held tightly, and
 * walked through several at a time, so that their memory is waited for at the same time.
 */
export class TreeWalk {
  /** How many there are. */
  readonly count: number;
  readonly #nodes: KernelFloats;
  readonly #row: KernelFloats;
  /** Roots, and behind them where the last walks ended; a multiple of those walked together. */
  readonly #places: KernelFloats;
  readonly #listBytes: number;
  #depth = 0;

  /** Numbers up to a threshold go left. */
  constructor(trees: readonly DecisionTree[]) {
    const nodes = trees.reduce((sum, { columns }) => sum + columns.length, 0);
    const largest = trees.reduce((most, { columns }) => Math.max(most, columns.length), 0);
    this.count = trees.length;
    this.#nodes = new KernelFloats(FLOATS * nodes);
    this.#row = new KernelFloats(trees.reduce(lastColumn, 0) + 1);
    this.#listBytes = INTEGER_BYTES * TOGETHER * Math.ceil(trees.length / TOGETHER);
    this.#places = new KernelFloats((2 * this.#listBytes) / FLOAT_BYTES);
    let root = 0;
    const roots = this.#places.integers;
    const depths = new Int32Array(largest);
    for (const [t, tree] of trees.entries()) {
      roots[t] = NODE_BYTES * root;
      depths[0] = 0;
      this.#depth = Math.max(this.#depth, this.#write(tree, root, depths));
      root += tree.columns.length;
    }
  }

  /** Sum of the leaves where `x` ends, one of each tree. */
  sumOf(x: Readonly<Float64Array>): number {
    const row = this.#row.values;
    for (let j = 0; j < row.length; j += 1) row[j] = x[j] as number;
    const { address } = this.#places;
    const ends = this.#places.integers;
    walkUpTo(
      this.#nodes.address,
      this.#row.address,
      address,
      address + this.#listBytes,
      this.#listBytes,
      this.#depth,
    );
    const { values } = this.#nodes;
    const last = this.#listBytes / INTEGER_BYTES;
    let sum = 0;
    for (let t = 0; t < this.count; t += 1) sum += values[(ends[last + t] as number) / FLOAT_BYTES] as number;
    return sum;
  }

  /** Gives their memory back; they may not be asked again. */
  release(): void {
    for (const floats of [this.#nodes, this.#row, this.#places]) floats.release();
  }

  /** Writes a tree behind those before, in `depths` those of its nodes; answers that of the deepest. */
  #write({ columns, numbers, rights }: DecisionTree, root: number, depths: Int32Array): number {
    const { integers, shorts, values: thresholds } = this.#nodes;
    let deepest = 0;
    for (let i = 0; i < columns.length; i += 1) {
      const node = root + i;
      const column = columns[i] as number;
      const right = rights[i] as number;
      const isLeaf = column < 0;
      const depth = depths[i] as number;
      thresholds[FLOATS * node] = numbers[i] as number;
      // Either side of a leaf is the leaf itself.
      shorts[SHORTS * node + COLUMN] = isLeaf ? 0 : FLOAT_BYTES * column;
      shorts[SHORTS * node + LEFT] = isLeaf ? 0 : NODE_BYTES;
      integers[INTEGERS * node + RIGHT] = NODE_BYTES * (isLeaf ? node : root + right);
      if (!isLeaf) depths[i + 1] = depths[right] = depth + 1;
      if (depth > deepest) deepest = depth;
    }
    return deepest;
  }
}

/** The last column that is asked, that of other trees or of this one. */
function lastColumn(last: number, { columns }: DecisionTree): number {
  let most = last;
  for (let i = 0; i < columns.length; i += 1) most = Math.max(most, columns[i] as number);
  return most;
}
