import { describe, expect, it } from 'vitest';
import { averagePathLength, growIsolationTrees, isolationScore } from './isolation-trees.ts';
import { IsolationTrees } from './isolation-walk.ts';
import { Mulberry32 } from './mulberry32.ts';

describe('isolation', () => {
  it('takes as many steps on average as a search tree', () => {
    // The number of sklearn.ensemble._iforest._average_path_length, from the catalogue check.
    expect(averagePathLength(256)).toBeCloseTo(10.2447709201, 7);
    expect([0, 1, 2].map(averagePathLength)).toEqual([0, 0, 1]);
    expect(isolationScore(5, 256)).toBeCloseTo(0.712986239969, 7);
    expect(isolationScore(averagePathLength(100), 100)).toBe(0.5);
  });

  const random = new Mulberry32(3);
  const inputs = Float64Array.from({ length: 600 }, () => random.normal());
  const grown = (seed: number, trees = 50) => {
    const nodes = Float64Array.from(growIsolationTrees(inputs, 2, { trees, rows: 64, seed }));
    return { nodes, forest: new IsolationTrees(nodes) };
  };

  it('is sooner for what lies apart', () => {
    const { forest } = grown(1);
    expect(forest.count).toBe(50);
    const score = (...x: number[]) => isolationScore(forest.meanPathLength(Float64Array.from(x)), 64);
    expect(score(0, 0)).toBeLessThan(0.5);
    expect(score(4, -4)).toBeGreaterThan(0.65);
    expect(score(4, -4)).toBeGreaterThan(score(2, -2));
  });

  it('is drawn by its seed', () => {
    expect(grown(1, 3).nodes).toEqual(grown(1, 3).nodes);
    expect(grown(1, 3).nodes).not.toEqual(grown(2, 3).nodes);
  });

  it('stops at the depth a balanced tree would have', () => {
    const { forest, nodes } = grown(4);
    const leaves: number[] = [];
    for (let at = 0; at < nodes.length; at += 3) if ((nodes[at] ?? 0) < 0) leaves.push(nodes[at + 1] ?? NaN);
    // Six steps down, and what the rows that are left would take on average.
    expect(Math.max(...leaves)).toBeLessThanOrEqual(6 + averagePathLength(64));
    expect(Math.min(...leaves)).toBeGreaterThanOrEqual(1);
    expect(leaves.length).toBeGreaterThan(10 * forest.count);
  });

  it('leaves equal rows together', () => {
    const same = growIsolationTrees(new Float64Array(20).fill(7), 2, { trees: 2, rows: 8, seed: 1 });
    expect(same).toEqual([-1, averagePathLength(8), 0, -1, averagePathLength(8), 0]);
  });
});
