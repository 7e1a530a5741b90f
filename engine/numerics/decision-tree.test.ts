import { describe, expect, it } from 'vitest';
import { leafValue, packTrees, TreeBuilder, unpackTrees } from './decision-tree.ts';

/** First column up to 2: 10; above it 20 or 30 by the second column. */
function small() {
  const builder = new TreeBuilder();
  const root = builder.addNode(0, 2);
  builder.addLeaf(10);
  builder.closeLeft(root);
  const right = builder.addNode(1, 5);
  builder.addLeaf(20);
  builder.closeLeft(right);
  builder.addLeaf(30);
  return builder.tree();
}

describe('a decision tree', () => {
  it.each([
    [2, 9, 10],
    [2.1, 5, 20],
    [3, 6, 30],
  ])('sends %d and %d to the leaf of %d', (first, second, value) => {
    expect(leafValue(small(), Float64Array.of(first, second))).toBe(value);
  });

  it('is the same after it was packed among others', () => {
    const leaf = new TreeBuilder();
    leaf.addLeaf(7);
    const trees = [leaf.tree(), small(), leaf.tree()];
    expect(unpackTrees(Float64Array.from(packTrees(trees)))).toEqual(trees);
    expect(unpackTrees(Float64Array.from(packTrees([])))).toEqual([]);
  });
});
