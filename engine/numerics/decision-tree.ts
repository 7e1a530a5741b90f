/**
 * A tree of thresholds. Nodes stand in the order of a walk that takes the left side first, so the left child
 * is the next node.
 */
export interface DecisionTree {
  /** Column that is asked at a node; -1 at a leaf. */
  readonly columns: Int32Array;
  /** Threshold of a node, up to which inputs go left; value of a leaf. */
  readonly numbers: Float64Array;
  /** Place of the right child of a node; 0 at a leaf. */
  readonly rights: Int32Array;
}

/** The value of the leaf where `x` ends. */
export function leafValue({ columns, numbers, rights }: DecisionTree, x: Readonly<Float64Array>): number {
  let node = 0;
  for (let column = columns[0] as number; column >= 0; column = columns[node] as number) {
    node = (x[column] as number) <= (numbers[node] as number) ? node + 1 : (rights[node] as number);
  }
  return numbers[node] as number;
}

/** Collects the nodes of a tree while it grows. */
export class TreeBuilder {
  readonly #columns: number[] = [];
  readonly #numbers: number[] = [];
  readonly #rights: number[] = [];

  addLeaf(value: number): void {
    this.#columns.push(-1);
    this.#numbers.push(value);
    this.#rights.push(0);
  }

  /** Adds a node whose left child is added next; answers its place for {@link closeLeft}. */
  addNode(column: number, threshold: number): number {
    this.#columns.push(column);
    this.#numbers.push(threshold);
    return this.#rights.push(0) - 1;
  }

  /** Says that the left side of a node is complete and its right child is added next. */
  closeLeft(node: number): void {
    this.#rights[node] = this.#columns.length;
  }

  tree(): DecisionTree {
    return {
      columns: Int32Array.from(this.#columns),
      numbers: Float64Array.from(this.#numbers),
      rights: Int32Array.from(this.#rights),
    };
  }
}

/** Trees as one list of plain numbers. */
export function packTrees(trees: readonly DecisionTree[]): number[] {
  return [
    trees.length,
    ...trees.flatMap(({ columns, numbers, rights }) => [columns.length, ...columns, ...numbers, ...rights]),
  ];
}

/** The trees of {@link packTrees}. */
export function unpackTrees(packed: Readonly<Float64Array>): DecisionTree[] {
  let at = 1;
  return Array.from({ length: packed[0] ?? 0 }, () => {
    const size = packed[at] ?? 0;
    const part = (index: number) => packed.subarray(at + 1 + index * size, at + 1 + (index + 1) * size);
    const tree = {
      columns: new Int32Array(part(0)),
      numbers: new Float64Array(part(1)),
      rights: new Int32Array(part(2)),
    };
    at += 1 + 3 * size;
    return tree;
  });
}
