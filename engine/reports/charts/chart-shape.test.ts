import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartShape } from './chart-shape.ts';
import { niceSteps } from './nice-steps.ts';

describe('round steps', () => {
  it.each([
    [0, 10, 4, [0, 5, 10]],
    [0.13, 0.92, 4, [0.2, 0.4, 0.6, 0.8]],
    [-130, 20, 4, [-100, -50, 0]],
    [9870, 10_010, 4, [9900, 9950, 10_000]],
    [5, 5, 4, [5]],
    [-5e-324, 5e-324, 4, [-5e-324]],
  ])('cover %d to %d', (low, high, count, steps) => {
    expect(niceSteps(low, high, count)).toEqual(steps);
  });
});

describe('a chart', () => {
  const size = { width: 200, height: 100 } as const;

  it('is nothing without points', () => {
    expect(chartShape({ ...size, kind: 'line', xAxis: 'time', points: [] })).toBeUndefined();
  });

  it('spans its box from the first to the last point', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 10, y: 5 },
    ];
    const shape = chartShape({ ...size, kind: 'line', xAxis: 'time', points });
    expect(shape?.line).toBe('M 74 80 L 190 8');
    expect(shape?.area).toBe('M 74 80 L 190 8 L 190 80 L 74 80 Z');
  });

  it('draws gains above the zero line and losses below', () => {
    const points = [
      { x: 1, y: 2 },
      { x: 2, y: -2 },
    ];
    const shape = chartShape({ ...size, kind: 'bars', xAxis: 'count', points });
    expect(shape?.zeroAt).toBe(44);
    expect(shape?.gains).toBe('M 97 44 L 97 8 L 109 8 L 109 44 Z');
    expect(shape?.losses).toBe('M 155 44 L 155 80 L 167 80 L 167 44 Z');
  });

  it('never leaves its box or writes a number that is not one', () => {
    const value = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 50 }), fc.boolean(), (values, isBars) => {
        const points = values.map((y, index) => ({ x: index + 1, y }));
        const kind = isBars ? 'bars' : 'line';
        const shape = chartShape({ ...size, kind, xAxis: 'count', points });
        const drawn = [shape?.line, shape?.area, shape?.gains, shape?.losses].join(' ');
        const numbers = drawn
          .split(/[ MLZ]+/)
          .filter((text) => text !== '')
          .map(Number);
        for (const number of numbers) {
          expect(number).toBeGreaterThanOrEqual(0);
          expect(number).toBeLessThanOrEqual(200);
        }
      }),
    );
  });
});
