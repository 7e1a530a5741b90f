import { describe, expect, it } from 'vitest';
import { ForecastCalibration } from './forecast-calibration.ts';

describe('the calibration of forecasts', () => {
  // Case forecast_scoring/scores_small, by scikit-learn 1.9.1: Brier 0.18.
  const forecasts = [0.9, 0.8, 0.7, 0.6, 0.4, 0.4, 0.2];
  const outcomes = [1, 1, 0, 1, 0, 1, 0];
  const calibration = new ForecastCalibration();
  forecasts.forEach((each, i) => calibration.push(each, 0.5, outcomes[i] === 1));

  it('is their Brier score', () => {
    expect(calibration.count).toBe(7);
    expect(calibration.brier).toBeCloseTo(0.18, 12);
  });

  it('has skill where it beats the base rate: 0.18 against 0.25', () => {
    expect(calibration.skill).toBeCloseTo(1 - 0.18 / 0.25, 12);
  });

  it('keeps what happened beside what was foretold, tenth by tenth', () => {
    expect(calibration.reliability[3]).toEqual({ count: 2, foretold: 0.4, happened: 0.5 });
    expect(calibration.reliability[0]).toEqual({ count: 0, foretold: NaN, happened: NaN });
    // 0.1 + 0.2 + 0.7 + 0.4 + 0.2 + 0.2 over seven.
    expect(calibration.calibrationError).toBeCloseTo(1.8 / 7, 12);
  });

  it('says how sure the skill is: the mean saving over its standard error', () => {
    // Savings against 0.25: 0.24, 0.21, -0.24, 0.09, 0.09, -0.11 and 0.21.
    const savings = [0.24, 0.21, -0.24, 0.09, 0.09, -0.11, 0.21];
    const mean = savings.reduce((sum, each) => sum + each, 0) / 7;
    const variance = savings.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 6;
    expect(calibration.skillT).toBeCloseTo(mean / Math.sqrt(variance / 7), 9);
  });

  it('has no score before the first', () => {
    const fresh = new ForecastCalibration();
    expect([fresh.brier, fresh.skill, fresh.calibrationError, fresh.skillT]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
