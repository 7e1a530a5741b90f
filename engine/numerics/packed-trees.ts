import type { DecisionTree } from './decision-tree.ts';

/** Numbers of a node: its threshold, or the value of a leaf; beside it column and place of the right child. */
const NUMBERS = 2;
const INTEGERS = 4;
const COLUMN = 2;
const RIGHT = 3;

/**
 * Trees held so that one look at a node fetches one piece of memory: for trees that are asked seldom, of which
 * other work has taken the place in the caches.
 */
export class PackedTrees {
  /** How many there are. */
  readonly count: number;
  readonly #roots: Int32Array;
  readonly #numbers: Float64Array;
  /** The same memory as whole numbers. */
  readonly #integers: Int32Array;

  constructor(trees: readonly DecisionTree[]) {
    const nodes = trees.reduce((sum, { columns }) => sum + columns.length, 0);
    this.count = trees.length;
    this.#roots = new Int32Array(trees.length);
    this.#numbers = new Float64Array(NUMBERS * nodes);
    this.#integers = new Int32Array(this.#numbers.buffer);
    let root = 0;
    for (const [t, tree] of trees.entries()) {
      this.#roots[t] = root;
      this.#write(tree, root);
      root += tree.columns.length;
    }
  }

  /** Sum of the leaves where `x` ends, one of each tree. */
  sumOf(x: Readonly<Float64Array>): number {
    const roots = this.#roots;
    const numbers = this.#numbers;
    const integers = this.#integers;
    let sum = 0;
    for (let t = 0; t < roots.length; t += 1) {
      let node = roots[t] as number;
      let column = integers[INTEGERS * node + COLUMN] as number;
      while (column >= 0) {
        const isLeft = (x[column] as number) <= (numbers[NUMBERS * node] as number);
        node = isLeft ? node + 1 : (integers[INTEGERS * node + RIGHT] as number);
        column = integers[INTEGERS * node + COLUMN] as number;
      }
      sum += numbers[NUMBERS * node] as number;
    }
    return sum;
  }

  #write({ columns, numbers, rights }: DecisionTree, root: number): void {
    for (let i = 0; i < columns.length; i += 1) {
      const node = root + i;
      this.#numbers[NUMBERS * node] = numbers[i] as number;
      this.#integers[INTEGERS * node + COLUMN] = columns[i] as number;
      this.#integers[INTEGERS * node + RIGHT] = root + (rights[i] as number);
    }
  }
}
