import { describe, expect, it } from 'vitest';
import { logisticAt, logisticLine } from './logistic-line.ts';

describe('a logistic line', () => {
  it('gives the numbers of the catalogue check of F241, found there by another method too', () => {
    const imbalances = [-0.8, -0.5, -0.2, 0.1, 0.3, 0.6, 0.9, -0.1];
    const line = logisticLine(imbalances, [0, 0, 1, 0, 1, 1, 1, 0], 1);
    expect(line?.intercept).toBeCloseTo(-0.0227971608865, 11);
    expect(line?.slope).toBeCloseTo(0.948571457786, 11);
    expect(line && logisticAt(line, 0.5)).toBeCloseTo(0.610993095986, 11);
  });

  it('is the log odds of the outcomes where x says nothing and the penalty is small', () => {
    const line = logisticLine([0, 0, 0, 0], [1, 1, 1, 0], 1e-9);
    expect(line?.intercept).toBeCloseTo(Math.log(3), 6);
    expect(line?.slope).toBe(0);
  });

  it('stays finite where a line parts the outcomes', () => {
    const line = logisticLine([-1, -1, 1, 1], [0, 0, 1, 1], 0.01);
    expect(line?.slope).toBeGreaterThan(2);
    expect(Number.isFinite(line?.slope)).toBe(true);
  });

  it('is none of nothing and refuses what cannot be fitted', () => {
    expect(logisticLine([], [], 1)).toBeUndefined();
    expect(() => logisticLine([1], [], 1)).toThrow('a regression needs one y per x, was given 1 x and 0 y');
    expect(() => logisticLine([1], [1], 0)).toThrow('ridge must be above zero, was 0');
  });
});
