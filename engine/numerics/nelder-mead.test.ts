import { describe, expect, it } from 'vitest';
import { nelderMead } from './nelder-mead.ts';

const bowl = ([x = 0, y = 0]: readonly number[]) => (x - 3) ** 2 + 2 * (y + 1) ** 2 + 5;

describe('a downhill simplex search', () => {
  it('finds the bottom of a bowl', () => {
    const { point, value } = nelderMead(bowl, [0, 0]);
    expect(point[0]).toBeCloseTo(3, 3);
    expect(point[1]).toBeCloseTo(-1, 3);
    expect(value).toBeCloseTo(5, 6);
  });

  it('walks along the bent valley of Rosenbrock to (1, 1)', () => {
    const valley = ([x = 0, y = 0]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const { point } = nelderMead(valley, [-1.2, 1]);
    expect(point[0]).toBeCloseTo(1, 2);
    expect(point[1]).toBeCloseTo(1, 2);
  });

  it('does not step where the function does not exist', () => {
    const { point } = nelderMead(([x = 0]) => (x < 2 ? NaN : x), [3]);
    expect(point[0]).toBeGreaterThanOrEqual(2);
    expect(point[0]).toBeCloseTo(2, 3);
  });

  it('ends near the number of evaluations it is given', () => {
    const { evaluations } = nelderMead(bowl, [100, 100], 20);
    expect(evaluations).toBeGreaterThanOrEqual(20);
    expect(evaluations).toBeLessThan(25);
  });

  it('finds the same point every time', () => {
    expect(nelderMead(bowl, [1, 1])).toEqual(nelderMead(bowl, [1, 1]));
  });
});
