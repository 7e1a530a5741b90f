import { describe, expect, it } from 'vitest';
import { bartlettSum } from './bartlett-sum.ts';
import { Random } from './random.ts';
import { RunningMeanError } from './running-mean-error.ts';

describe('the running error of a mean', () => {
  it('is that of Newey and West over all values', () => {
    const random = new Random(3);
    let before = 0;
    const values = Array.from({ length: 57 }, () => (before = 0.6 * before + random.normal()));
    const running = new RunningMeanError(4);
    for (const value of values) running.push(value);
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    const centered = values.map((each) => each - mean);
    const longRun = bartlettSum(Float64Array.from(centered), Float64Array.from(centered), 4) / values.length;
    expect(running.mean).toBeCloseTo(mean, 12);
    expect(running.error).toBeCloseTo(Math.sqrt(longRun / (values.length - 1)), 12);
  });

  it('is the plain one without lags', () => {
    const running = new RunningMeanError(0);
    for (const value of [1, 2, 3, 6]) running.push(value);
    // Mean 3, squares 4 + 1 + 0 + 9 = 14, sample variance 14 / 3.
    expect(running.error).toBeCloseTo(Math.sqrt(14 / 3 / 4), 12);
  });

  it('does not exist of one value', () => {
    const running = new RunningMeanError(2);
    expect(running.mean).toBeNaN();
    running.push(1);
    expect(running.error).toBeNaN();
  });

  it('is never below that of values without memory', () => {
    const running = new RunningMeanError(1);
    for (let i = 0; i < 100; i += 1) running.push(i % 2 === 0 ? 1 : -1);
    expect(running.error).toBeCloseTo(1 / Math.sqrt(99), 12);
  });
});
