import { describe, expect, it } from 'vitest';
import { AdaptiveThreshold } from './adaptive-threshold.ts';
import { Random } from './random.ts';

const settings = { fixed: 0.7, share: 0.9, halfLife: 200, warmUp: 50 };

describe('an adaptive threshold', () => {
  it('goes by the fixed level until it has seen enough', () => {
    const threshold = new AdaptiveThreshold({ ...settings, warmUp: 2 });
    expect(threshold.push(0.8)).toEqual({
      fixed: 0.7,
      adaptive: undefined,
      isAboveFixed: true,
      isAboveAdaptive: true,
    });
    threshold.push(0.1);
    expect(threshold.push(0.5).adaptive).toBeGreaterThan(0.5);
  });

  it('judges a size by what came before it, never by itself', () => {
    const threshold = new AdaptiveThreshold({ ...settings, warmUp: 1 });
    threshold.push(1);
    expect(threshold.push(50)).toMatchObject({ isAboveAdaptive: true });
  });

  it('is exceeded as often as its share says when the scale moves, where the fixed level is not', () => {
    const random = new Random(7);
    const threshold = new AdaptiveThreshold(settings);
    for (let i = 0; i < 2000; i += 1) threshold.push(0.1 * random.uniform());
    for (let i = 0; i < 2000; i += 1) threshold.push(-10 * random.uniform());
    const { seen, aboveFixed, aboveAdaptive } = threshold.counts;
    expect(seen).toBe(4000);
    // A tenth is wanted; the change of scale itself costs some hundred half-weights more.
    expect(aboveAdaptive / seen).toBeGreaterThan(0.08);
    expect(aboveAdaptive / seen).toBeLessThan(0.14);
    expect(aboveFixed / 2000).toBeCloseTo(0.93, 1);
  });

  it.each([
    [{ ...settings, fixed: NaN }, 'a fixed threshold must be finite, was NaN'],
    [{ ...settings, warmUp: 0 }, 'a warm-up must be a whole number of at least 1, was 0'],
    [{ ...settings, share: 1 }, 'a share must lie between 0 and 1, was 1'],
  ])('refuses %o', (wrong, message) => {
    expect(() => new AdaptiveThreshold(wrong)).toThrow(message);
  });
});
