import { describe, expect, it } from 'vitest';
import { leafValue, TreeBuilder } from './decision-tree.ts';
import { Mulberry32 } from './mulberry32.ts';
import { PackedTrees } from './packed-trees.ts';

/** A tree of a depth whose columns, thresholds and leaves are drawn. */
function drawnTree(random: Mulberry32, depth: number) {
  const builder = new TreeBuilder();
  const grow = (left: number): void => {
    if (left === 0 || random.uniform() < 0.2) return builder.addLeaf(random.normal());
    const node = builder.addNode(Math.floor(3 * random.uniform()), random.normal());
    grow(left - 1);
    builder.closeLeft(node);
    grow(left - 1);
  };
  grow(depth);
  return builder.tree();
}

describe('packed trees', () => {
  it('end where the trees end, on the threshold too', () => {
    const random = new Mulberry32(5);
    const trees = Array.from({ length: 20 }, () => drawnTree(random, 6));
    const packed = new PackedTrees(trees);
    expect(packed.count).toBe(20);
    for (let trial = 0; trial < 100; trial += 1) {
      const x = Float64Array.from({ length: 3 }, () => random.normal());
      if (trial % 2 === 0) x[trees[0]?.columns[0] ?? 0] = trees[0]?.numbers[0] ?? 0;
      const expected = trees.reduce((sum, tree) => sum + leafValue(tree, x), 0);
      expect(packed.sumOf(x)).toBe(expected);
    }
  });

  it('may be none, or a single leaf', () => {
    expect(new PackedTrees([]).sumOf(new Float64Array(3))).toBe(0);
    const builder = new TreeBuilder();
    builder.addLeaf(2.5);
    expect(new PackedTrees([builder.tree()]).sumOf(new Float64Array(3))).toBe(2.5);
  });
});
