import { describe, expect, it } from 'vitest';
import { reliabilityPoints } from './reliability-shape.ts';

describe('the points of a reliability curve', () => {
  it('lie on the diagonal where as much happens as was foretold', () => {
    const [point] = reliabilityPoints(
      [{ foretold: 0.25, count: 8, happened: 0.25, range: { low: 0.1, high: 0.5 } }],
      200,
    );
    expect(point).toEqual({ x: 50, y: 150, lowY: 180, highY: 100, radius: 6 });
  });

  it('have areas that grow with their counts, but never vanish', () => {
    const range = { low: 0, high: 1 };
    const radii = reliabilityPoints(
      [
        { foretold: 0.4, count: 400, happened: 0.5, range },
        { foretold: 0.5, count: 100, happened: 0.5, range },
        { foretold: 0.6, count: 1, happened: 1, range },
      ],
      100,
    ).map(({ radius }) => radius);
    expect(radii).toEqual([6, 3, 2]);
  });
});
