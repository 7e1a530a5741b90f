import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { KernelFloats } from './simd/kernel-memory.ts';

describe('mulberry32', () => {
  it('gives the uniforms the formula catalogue states for seed 42', () => {
    const random = new Mulberry32(42);
    expect([random.uniform(), random.uniform(), random.uniform()]).toEqual([
      0.6011037519201636, 0.44829055899754167, 0.8524657934904099,
    ]);
  });

  it('gives the normals the formula catalogue states for seed 42', () => {
    const random = new Mulberry32(42);
    const normals = [random.normal(), random.normal(), random.normal()];
    [-1.2848381576290195, -0.9453528099747296, -0.6112802846514629].forEach((expected, index) =>
      expect(normals[index]).toBeCloseTo(expected, 13),
    );
  });

  it('fills a list with the same normals', () => {
    const one = new Mulberry32(4_000_000_000);
    const list = new KernelFloats(100_000);
    const other = new Mulberry32(4_000_000_000);
    other.fillWithNormals(list);
    const apart = [...list.values].map((each) => Math.abs(each - one.normal()));
    expect(Math.max(...apart.slice(0, 50_000), ...apart.slice(50_000))).toBeLessThan(4e-15);
    expect(other.uniform()).toBe(one.uniform());
  });

  it.each([-1, 0.5, 2 ** 32, NaN])('refuses %d as a seed', (seed) => {
    expect(() => new Mulberry32(seed)).toThrow(`a seed must be a whole number below 2^32, was ${seed}`);
  });
});
