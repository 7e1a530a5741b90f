import type { DecisionTree } from './decision-tree.ts';
import { TreeWalk } from './tree-walk.ts';

/** Trees held so that looking at a node fetches one piece of memory. */
export class PackedTrees {
  readonly #walk: TreeWalk;

  constructor(trees: readonly DecisionTree[]) {
    this.#walk = new TreeWalk(trees);
  }

  /** How many there are. */
  get count(): number {
    return this.#walk.count;
  }

  /** Sum of the leaves where `x` ends, one of each tree. */
  sumOf(x: Readonly<Float64Array>): number {
    return this.#walk.sumOf(x);
  }

  /** Gives their memory back; they may not be asked again. */
  release(): void {
    this.#walk.release();
  }
}
