import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RollingExtreme } from './rolling-extreme.ts';

describe('a rolling extreme', () => {
  it.each([
    ['highest', 1, Math.max],
    ['lowest', -1, Math.min],
  ] as const)('is the %s of the window', (_what, direction, extremeOf) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 })), fc.integer({ min: 1, max: 5 }), (values, n) => {
        const extreme = new RollingExtreme(n, direction);
        const found = values.map((value) => {
          extreme.push(value);
          return extreme.value;
        });
        expect(found).toEqual(
          values.map((_, i) => extremeOf(...values.slice(Math.max(0, i + 1 - n), i + 1))),
        );
      }),
    );
  });

  it('is NaN of nothing, and full after its length', () => {
    const extreme = new RollingExtreme(2, 1);
    expect(extreme.value).toBeNaN();
    extreme.push(1);
    expect(extreme.isFull).toBe(false);
    extreme.push(1);
    expect(extreme.isFull).toBe(true);
  });
});
