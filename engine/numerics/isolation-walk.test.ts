import { describe, expect, it } from 'vitest';
import { averagePathLength, growIsolationTrees } from './isolation-trees.ts';
import { IsolationTrees } from './isolation-walk.ts';
import { Mulberry32 } from './mulberry32.ts';

const WIDTH = 3;

/** The length of the path through every tree, node by node. */
function plainMean(nodes: readonly number[], x: Readonly<Float64Array>): number {
  let [sum, trees] = [0, 0];
  for (let root = 0; root < nodes.length; trees += 1) {
    let at = root;
    for (let column = nodes[at] ?? -1; column >= 0; column = nodes[at] ?? -1)
      at = (x[column] ?? NaN) < (nodes[at + 1] ?? NaN) ? at + 3 : (nodes[at + 2] ?? NaN);
    sum += nodes[at + 1] ?? NaN;
    while ((nodes[root] ?? -1) >= 0) root = nodes[root + 2] ?? NaN;
    root += 3;
  }
  return sum / trees;
}

describe('isolation trees in blocks', () => {
  const random = new Mulberry32(5);
  const drawn = (length: number) => Float64Array.from({ length }, () => random.normal());

  it.each([2, 8, 64, 300])('say what trees of %d rows say node by node', (rows) => {
    const inputs = drawn(WIDTH * Math.max(rows, 100));
    const nodes = growIsolationTrees(inputs, WIDTH, { trees: 7, rows, seed: 9 });
    const forest = new IsolationTrees(Float64Array.from(nodes));
    expect(forest.count).toBe(7);
    for (let i = 0; i < 200; i += 1) {
      const x = drawn(WIDTH);
      if (i % 20 === 0) x[i % WIDTH] = i % 40 === 0 ? 1e9 : -1e9;
      expect(forest.meanPathLength(x)).toBeCloseTo(plainMean(nodes, x), 12);
    }
  });

  it('ask the exact numbers where the rounded ones are the same', () => {
    const inputs = Float64Array.from({ length: WIDTH * 64 }, (_, i) => (i < 3 ? 1e6 : random.normal()));
    const nodes = growIsolationTrees(inputs, WIDTH, { trees: 20, rows: 64, seed: 9 });
    const forest = new IsolationTrees(Float64Array.from(nodes));
    // One row is so far away that all others are the same in the rough.
    for (let i = 0; i < 100; i += 1) {
      const x = drawn(WIDTH);
      expect(forest.meanPathLength(x)).toBeCloseTo(plainMean(nodes, x), 12);
    }
    const at = Float64Array.of(nodes[1] ?? NaN, nodes[1] ?? NaN, nodes[1] ?? NaN);
    expect(forest.meanPathLength(at)).toBeCloseTo(plainMean(nodes, at), 12);
  });

  it('may have more lengths of paths than a byte can tell apart', () => {
    // A trunk of single splits: 300 leaves, each of another length.
    const nodes = Array.from({ length: 300 }, (_, i) => [
      [0, i / 300, 6 * 1],
      [-1, i + 0.25, 0],
    ]);
    const trees = nodes.flatMap(([split = [], leaf = []], i) => [
      ...split.with(2, 9 * i + 6),
      ...leaf,
      -1,
      i + 0.5,
      0,
    ]);
    const forest = new IsolationTrees(Float64Array.from(trees));
    for (const x of [-1, 0.4001, 0.9, 2].map((each) => Float64Array.of(each)))
      expect(forest.meanPathLength(x)).toBeCloseTo(plainMean(trees, x), 12);
  });

  it('may be a leaf each', () => {
    const same = growIsolationTrees(new Float64Array(30).fill(7), WIDTH, { trees: 2, rows: 8, seed: 1 });
    const forest = new IsolationTrees(Float64Array.from(same));
    expect(forest.meanPathLength(new Float64Array(WIDTH))).toBeCloseTo(averagePathLength(8), 12);
  });
});
