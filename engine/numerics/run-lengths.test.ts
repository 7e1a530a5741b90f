import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { RunLengths } from './run-lengths.ts';

const normals = (seed: number, count: number) => {
  const random = new Mulberry32(seed);
  return Array.from({ length: count }, () => random.normal());
};

const prior = { mean: 0, strength: 1, shape: 1, rate: 1 };

describe('run lengths', () => {
  it('have the distribution of the formula catalogue', () => {
    // Enumeration of all eight patterns of change gives the same, as the catalogue states.
    const runs = new RunLengths(prior, 0.1, { most: 500, prune: 0 });
    [0.1, -0.2, 3].forEach((each) => runs.push(each));
    [0.1, 0.254008860605, 0.0811597162208, 0.564831423175].forEach((each, length) =>
      expect(runs.probability(length)).toBeCloseTo(each, 11),
    );
    expect(runs.shareUpTo(3)).toBeCloseTo(1, 12);
    expect(runs.shareUpTo(1)).toBeCloseTo(0.354008860605, 11);
  });

  it('find where the mean moved', () => {
    const runs = new RunLengths(prior, 0.01, { most: 300, prune: 1e-6 });
    normals(5, 200).forEach((z) => runs.push(z));
    expect(runs.expectedLength).toBeGreaterThan(150);
    normals(6, 12).forEach((z) => runs.push(z + 4));
    expect(runs.expectedLength).toBeGreaterThan(11);
    expect(runs.expectedLength).toBeLessThan(14);
  });

  it('keep to the most they may hold', () => {
    const runs = new RunLengths(prior, 0.01, { most: 10, prune: 0 });
    normals(7, 100).forEach((z) => runs.push(z));
    expect(runs.count).toBeLessThanOrEqual(10);
    expect(runs.shareUpTo(1000)).toBeCloseTo(1, 12);
  });
});
