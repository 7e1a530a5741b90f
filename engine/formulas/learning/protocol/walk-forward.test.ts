import { describe, expect, it } from 'vitest';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import type { FitJob } from '../../refit.ts';
import { risenOrFallen } from './labels.ts';
import { asForecast } from './output-map.ts';
import { rowOf, samplesOf, splitInTime } from './samples.ts';
import { fitWalkForward, withoutSettings } from './walk-forward-fit.ts';
import { startWalkForward, walkForwardWarmUp } from './walk-forward-run.ts';

const samples = (bars: readonly number[], labels: readonly number[] = bars.map(() => 1)) => ({
  count: bars.length,
  width: 1,
  inputs: Float64Array.from(bars),
  labels: Float64Array.from(labels),
  bars: Float64Array.from(bars),
});

/** Forecasts the mean label of what it was fitted to. */
const meanLabel = withoutSettings(
  ({ labels }) => [labels.reduce((sum, each) => sum + each, 0) / labels.length],
  ([mean = 0]) => ({ predict: () => mean }),
);

describe('a split in time', () => {
  it('keeps the last fifth for validation and drops what reaches into it', () => {
    const { training, validation } = splitInTime(samples([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), 3);
    expect([...validation.bars]).toEqual([9, 10]);
    // Bar 6 and 3 bars more is the first of validation.
    expect([...training.bars]).toEqual([1, 2, 3, 4, 5]);
    expect([...rowOf(validation, 1)]).toEqual([10]);
  });

  it('counts in bars where samples were left out', () => {
    const { training } = splitInTime(samples([1, 5, 10, 20, 30, 40, 50, 60, 70, 80]), 11);
    expect([...training.bars]).toEqual([1, 5, 10, 20, 30, 40, 50]);
  });
});

describe('a walk-forward fit', () => {
  const job = (labels: readonly number[]): FitJob => {
    const { bars, inputs } = samples(labels.map((_, i) => i));
    return { params: { H: 1 }, data: { bars, inputs, labels: Float64Array.from(labels) } };
  };

  it('measures the skill on what the trial did not see and fits to all', () => {
    // The trial sees mostly rises and says rise: right in one of two. All together fall more often.
    const found = fitWalkForward(job([1, 1, 1, -1, 1, -1, -1, -1, -1, 1]), meanLabel, asForecast);
    expect(found).toEqual([0.5, 0]);
    expect(fitWalkForward(job([1, 1, 1, -1, 1, 1, 1, -1, -1, -1]), meanLabel, asForecast)).toEqual([0, 0.2]);
  });

  it('does not count labels without a sign', () => {
    expect(fitWalkForward(job([1, 1, 1, 1, 1, 1, 1, 1, 0, 1]), meanLabel, asForecast)?.[0]).toBe(1);
    expect(fitWalkForward(job([1, 1, 1, 1, 1, 1, 1, 1, 0, 0]), meanLabel, asForecast)?.[0]).toBe(0.5);
  });
});

describe('a walk-forward run', () => {
  const params = { N: 20, k: 7, H: 1 };
  const setting = {
    label: risenOrFallen,
    output: asForecast,
    open: ([mean = 0]: Float64Array) => ({ predict: () => mean }),
  };

  it('hands out the last N samples every k bars once there are half as many', () => {
    const run = startWalkForward(params, setting);
    const jobs: [bar: number, job: FitJob][] = [];
    barSteps(decidedBars(4, 110)).forEach((step, i) => {
      run(step);
      const job = run.refit.due();
      if (job !== undefined) jobs.push([i + 1, job]);
      expect(run.refit.due()).toBeUndefined();
    });
    // The first label comes with bar 62, the tenth with bar 71.
    expect(jobs.map(([bar]) => bar)).toEqual([71, 78, 85, 92, 99, 106]);
    expect(jobs.map(([, job]) => samplesOf(job).count)).toEqual([10, 17, 20, 20, 20, 20]);
    expect([...samplesOf(jobs[2]?.[1] ?? { params, data: {} }).bars]).toEqual(
      Array.from({ length: 20 }, (_, i) => 65 + i),
    );
    expect(samplesOf(jobs[0]?.[1] ?? { params, data: {} }).width).toBe(14);
    expect(walkForwardWarmUp(params)).toBe(72);
  });

  it('answers with its model and believes it by its skill', () => {
    const run = startWalkForward(params, setting);
    const before = barSteps(decidedBars(4, 110));
    expect(before.map(run).filter((value) => value !== undefined)).toEqual([]);
    run.refit.accept(Float64Array.of(0.58, 0.4));
    expect(before.slice(0, 2).map(run)).toEqual([0.4, 0.4]);
    expect(run.readings['confidence']?.()).toBeCloseTo(0.8 * 0.4, 12);
    expect(run.readings['signal']?.()).toBeCloseTo(Math.tanh(0.4), 14);
  });
});
