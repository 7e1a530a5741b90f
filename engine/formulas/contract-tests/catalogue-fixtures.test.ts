import { describe, expect, it } from 'vitest';
import { cumulated, normals, uniforms, walkBars, walkCloses } from './catalogue-fixtures.ts';

describe('the fixtures of the formula catalogue', () => {
  it('draw the uniforms and normals stated for seed 42', () => {
    expect(uniforms(42, 2)).toEqual([0.6011037519201636, 0.44829055899754167]);
    expect(normals(42, 1)[0]).toBeCloseTo(-1.2848381576290195, 13);
  });

  it('walk from 100 by a hundredth of a normal', () => {
    expect(walkCloses(42, 1)[0]).toBeCloseTo(100 * Math.exp(-0.012848381576290195), 11);
    expect(cumulated([1, 2, 3])).toEqual([1, 3, 6]);
  });

  it('make bars that open where the one before closed and hold their own path', () => {
    const bars = walkBars(7, 20);
    expect(bars[0]?.open).toBe(100);
    for (const [index, bar] of bars.entries()) {
      expect(bar.open).toBe(bars[index - 1]?.close ?? 100);
      expect(bar.high).toBeGreaterThanOrEqual(Math.max(bar.open, bar.close));
      expect(bar.low).toBeLessThanOrEqual(Math.min(bar.open, bar.close));
    }
  });
});
