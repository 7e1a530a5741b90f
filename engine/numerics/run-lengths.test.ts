import { describe, expect, it } from 'vitest';
import { logGamma } from './gamma-function.ts';
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

  it('are those of Student’s density and the moments of each run', () => {
    const hazard = 0.02;
    const runs = new RunLengths({ mean: 0.3, strength: 2, shape: 1.5, rate: 0.7 }, hazard, {
      most: 500,
      prune: 0,
    });
    let plain = [{ weight: 1, mean: 0.3, k: 2, a: 1.5, b: 0.7 }];
    for (const u of [...normals(11, 60), 6, -6, ...normals(12, 61)]) {
      runs.push(u);
      const grown = plain.map(({ a, b, k, mean, weight }) => ({
        weight:
          weight * studentDensity(u, { mean, scale: Math.sqrt((b * (k + 1)) / (a * k)), freedom: 2 * a }),
        mean: (k * mean + u) / (k + 1),
        k: k + 1,
        a: a + 0.5,
        b: b + (k * (u - mean) ** 2) / (2 * (k + 1)),
      }));
      const total = grown.reduce((sum, { weight }) => sum + weight, 0);
      plain = [
        { weight: hazard, mean: 0.3, k: 2, a: 1.5, b: 0.7 },
        ...grown.map((each) => ({ ...each, weight: (each.weight * (1 - hazard)) / total })),
      ];
    }
    for (const [length, { weight }] of plain.entries())
      expect(runs.probability(length)).toBeCloseTo(weight, 12);
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

interface Student {
  readonly mean: number;
  readonly scale: number;
  readonly freedom: number;
}

function studentDensity(x: number, { freedom, mean, scale }: Student): number {
  const constant = logGamma((freedom + 1) / 2) - logGamma(freedom / 2) - 0.5 * Math.log(freedom * Math.PI);
  const power = ((freedom + 1) / 2) * Math.log(1 + ((x - mean) / scale) ** 2 / freedom);
  return Math.exp(constant - power) / scale;
}
