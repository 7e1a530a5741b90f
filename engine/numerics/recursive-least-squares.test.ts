import { describe, expect, it } from 'vitest';
import { RecursiveLeastSquares } from './recursive-least-squares.ts';

describe('recursive least squares', () => {
  it('takes one step as the weighted ridge solution has it', () => {
    // inv(0.995 I / 100 + x x') x y with x = (1, 2), y = 3: the numbers of catalogue check 53.
    const model = new RecursiveLeastSquares(2, 0.995, 100);
    model.learn([1, 2], 3);
    expect(model.weights[0]).toBeCloseTo(0.598808371341, 11);
    expect(model.weights[1]).toBeCloseTo(1.19761674268, 11);
    expect(model.covariance(0, 0)).toBeCloseTo(80.4419306083, 9);
    expect(model.covariance(0, 1)).toBeCloseTo(-40.1211639089, 9);
    expect(model.covariance(1, 0)).toBe(model.covariance(0, 1));
    expect(model.covariance(1, 1)).toBeCloseTo(20.2601847449, 9);
  });

  it('finds the line that noise-free pairs lie on', () => {
    const model = new RecursiveLeastSquares(2, 1, 1e6);
    for (let x = -5; x <= 5; x += 1) model.learn([1, x], 2 - 0.5 * x);
    expect(model.predict([1, 10])).toBeCloseTo(-3, 4);
  });

  it('follows a slope that changed, the sooner the less it remembers', () => {
    const slopeAfter = (memory: number) => {
      const model = new RecursiveLeastSquares(1, memory, 100);
      for (let i = 0; i < 100; i += 1) model.learn([1 + (i % 3)], i < 50 ? 1 + (i % 3) : -1 - (i % 3));
      return model.weights[0] ?? NaN;
    };
    expect(slopeAfter(0.8)).toBeCloseTo(-1, 3);
    expect(slopeAfter(1)).toBeCloseTo(0, 1);
  });

  it('does not let its uncertainty explode where nothing varies', () => {
    const model = new RecursiveLeastSquares(2, 0.9, 10);
    for (let i = 0; i < 500; i += 1) model.learn([0, 0], 0);
    expect(model.covariance(0, 0) + model.covariance(1, 1)).toBeCloseTo(1e6, 3);
  });

  it('keeps its uncertainty below what it is told', () => {
    const model = new RecursiveLeastSquares(2, 0.9, 10, 20);
    for (let i = 0; i < 50; i += 1) model.learn([1, 0], 0);
    expect(model.covariance(0, 0) + model.covariance(1, 1)).toBeCloseTo(20, 9);
  });

  it('learns nothing from what overflows', () => {
    const model = new RecursiveLeastSquares(1, 0.99, 10);
    model.learn([1], 1);
    const before = model.weights[0];
    model.learn([1e200], 1e200);
    model.learn([1], Infinity);
    expect(model.weights[0]).toBe(before);
  });

  it.each([
    [0, 1, 1, 'the number of weights must be a whole number of at least 1, was 0'],
    [1, 0, 1, 'a memory must be above 0 and at most 1, was 0'],
    [1, 1, 0, 'a prior must be finite and above zero, was 0'],
  ])('refuses %d weights with memory %d and prior %d', (size, memory, prior, message) => {
    expect(() => new RecursiveLeastSquares(size, memory, prior)).toThrow(message);
  });
});
