import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { newestSegmentStart, normalSegments, type SegmentRule } from './normal-segments.ts';

const costOf = (values: readonly number[]): number => {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length;
  return values.length * Math.log(Math.max(variance, 1e-12));
};

/** The least cost of all ways to cut, by trying them. */
const leastCost = (values: readonly number[], rule: SegmentRule): number => {
  let least = values.length >= rule.least ? costOf(values) : Infinity;
  for (let cut = rule.least; cut <= values.length - rule.least; cut += 1) {
    const before = leastCost(values.slice(0, cut), rule);
    least = Math.min(least, before + costOf(values.slice(cut)) + rule.penalty);
  }
  return least;
};

describe('segments of normal values', () => {
  it('are cut as in the formula catalogue', () => {
    const values = Float64Array.of(0.1, -0.1, 0.2, -0.2, 0.1, 3, -3, 2.5, -2.8, 3.1);
    const { changes, cost } = normalSegments(values, { least: 2, penalty: 3 });
    expect(cost).toBeCloseTo(-5.76162927831, 9);
    expect(changes).toEqual([5]);
    expect(newestSegmentStart(values, { least: 2, penalty: 3 })).toBe(5);
  });

  it.each([1, 2, 3, 4, 5, 6])('cost the least of all ways to cut (seed %d)', (seed) => {
    const random = new Mulberry32(seed);
    const values = Array.from({ length: 14 }, (_, i) => random.normal() * (i % 7 < 3 ? 0.3 : 2));
    for (const rule of [
      { least: 2, penalty: 1.5 },
      { least: 3, penalty: 0.5 },
    ]) {
      expect(normalSegments(Float64Array.from(values), rule).cost).toBeCloseTo(leastCost(values, rule), 9);
    }
  });

  it('are one where nothing changes', () => {
    const random = new Mulberry32(9);
    const values = Float64Array.from({ length: 100 }, () => random.normal());
    expect(normalSegments(values, { least: 10, penalty: 3 * Math.log(100) }).changes).toEqual([]);
  });
});
