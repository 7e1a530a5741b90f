import { describe, expect, it } from 'vitest';
import { kalmanFilter, kalmanSmoother } from './kalman-filter.ts';
import { fitLocalLevel, steadyLevel } from './local-level.ts';
import { Mulberry32 } from './mulberry32.ts';

const level = { T: [[1]], Q: [[0.5]], Z: [1], R: 2 };
const first = { mean: [10], covariance: [[1]] };

describe('a Kalman filter', () => {
  it('moves towards a value by the share of what it did not know', () => {
    const { logLikelihood, steps } = kalmanFilter(level, first, [13]);
    // The surprise of 3 has a variance of 1 + 2; a third of it is due to the level.
    expect(steps[0]?.innovation).toBe(3);
    expect(steps[0]?.innovationVariance).toBe(3);
    expect(steps[0]?.filtered.mean[0]).toBeCloseTo(11, 12);
    expect(steps[0]?.filtered.covariance[0]?.[0]).toBeCloseTo(2 / 3, 12);
    expect(logLikelihood).toBeCloseTo(-0.5 * (Math.log(2 * Math.PI * 3) + 3), 12);
  });

  it('knows less after a missing value, and no likelihood', () => {
    const { logLikelihood, steps } = kalmanFilter(level, first, [NaN, NaN]);
    expect(steps[1]?.filtered).toEqual({ mean: [10], covariance: [[1.5]] });
    expect(steps[1]?.innovation).toBeUndefined();
    expect(logLikelihood).toBe(0);
  });

  it('is smoothed to what regression on all values says', () => {
    // A state without noise of its own: a line through four values, known beforehand next to not at all.
    const line = {
      T: [
        [1, 1],
        [0, 1],
      ],
      Q: [
        [0, 0],
        [0, 0],
      ],
      Z: [1, 0],
      R: 1,
    };
    const vague = {
      mean: [0, 0],
      covariance: [
        [1e7, 0],
        [0, 1e7],
      ],
    };
    const { steps } = kalmanFilter(line, vague, [1, 3, 2, 4]);
    // Least squares: slope (3 * 3 - 1) / 10 = 0.8 about the mean of 2.5.
    const smoothed = kalmanSmoother(line, steps).map(({ mean }) => mean);
    [1.3, 2.1, 2.9, 3.7].forEach((each, t) => expect(smoothed[t]?.[0]).toBeCloseTo(each, 4));
    smoothed.forEach((mean) => expect(mean[1]).toBeCloseTo(0.8, 4));
  });
});

describe('a wandering level', () => {
  it('settles at an exponential average', () => {
    const { steps } = kalmanFilter(
      level,
      first,
      Array.from({ length: 60 }, () => 10),
    );
    const { gain, predictedVariance } = steadyLevel({ noiseVariance: 2, levelVariance: 0.5 });
    expect(steps.at(-1)?.predicted.covariance[0]?.[0]).toBeCloseTo(predictedVariance, 10);
    expect(gain).toBeCloseTo(predictedVariance / (predictedVariance + 2), 12);
  });

  it('is told apart from its noise', () => {
    const random = new Mulberry32(5);
    let wandering = 0;
    const values = Float64Array.from(
      { length: 3000 },
      () => (wandering += 0.5 * random.normal()) + random.normal(),
    );
    const fit = fitLocalLevel(values);
    expect(fit?.noiseVariance).toBeCloseTo(1, 0);
    expect(fit?.levelVariance).toBeCloseTo(0.25, 1);
    expect(fitLocalLevel(new Float64Array(10))).toBeUndefined();
  });
});
