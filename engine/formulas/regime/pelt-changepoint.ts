import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { meanAndDeviation } from '../../numerics/mean-and-deviation.ts';
import { newestSegmentStart } from '../../numerics/normal-segments.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FitClock } from '../fit-clock.ts';
import { withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';

/**
 * Bars since mean or variance of returns changed for the last time in the window. Searched for every `k`
 * bars, in between it ages. Warm with the bar after the first search, which needs half of `n` returns.
 */
export const peltChangepoint = defineFormula({
  id: 'F180',
  key: 'pelt-changepoint',
  title: 'PELT segmentation of mean and variance',
  family: 'regime',
  output: { unit: 'bars', min: 1 },
  role: 'context',
  source:
    "Killick, R., Fearnhead, P. and Eckley, I. A., 'Optimal Detection of Changepoints With a Linear Computational Cost', JASA, 2012",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'recompute interval' },
      minseg: { unit: 'bars', meaning: 'shortest segment' },
      pen: { unit: 'ln n', meaning: 'penalty per change in units of ln n' },
    },
    definition: `
      Segment cost C(s,t)=m*ln(max(var0(r_{s+1..t}),1e-12)), m=t-s>=minseg. F(0)=-B, F(t)=min_s
      F(s)+C(s,t)+B, B=pen*ln n. Candidates s with F(s)+C(s,t)>F(t) are pruned (kept while t-s<minseg).
      Backtrack gives the last change tau. Value: age n-tau of the current segment in bars; its mean/se
      t-value and its variance are published. Warm-up n/2.
    `,
    update: 'Expected O(n) with prefix sums, worst O(n^2), every k bars.',
    signal: `
      context: windows of formulas marked adaptive are cut to the segment age; a segment younger than
      2*minseg sets their confidence to half. Signal 0.
    `,
    range: '[minseg,n]',
  },
  defaults: { n: 500, k: 25, minseg: 20, pen: 3 },
  input: 'bar',
  readings: {
    /** Mean return of the segment in standard errors. */
    meanT: { unit: 't-statistic' },
    /** Variance of the returns of the segment. */
    variance: { unit: 'log return squared', min: 0 },
    /** What adaptive formulas multiply their confidence by: half of it while the segment is short. */
    confidenceFactor: { unit: 'factor', min: 0, max: 1, neutral: 1 },
  },
  // A close before the first return, and the bar of the fit.
  warmUp: ({ n }) => Math.ceil(n / 2) + 2,
  fit: fitSegments,

  start(params) {
    const { k, minseg, n, pen } = params;
    notNegative('pen', pen);
    wholeNumber('minseg', minseg, 2);
    const returns = new CloseReturns();
    const recent = new RecentValues(wholeNumber('a window', n, 4 * minseg));
    const clock = new FitClock(Math.ceil(n / 2), k);
    let age = 0;
    const moments = () => meanAndDeviation(recent.toArray().subarray(-age));

    const step = ({ close }: { close: number }) => {
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return undefined;
      recent.push(logReturn);
      clock.tick();
      if (age === 0) return undefined;
      age = Math.min(age + 1, recent.count);
      return age;
    };
    const readings = {
      meanT: () => {
        const { deviation, mean } = moments();
        const error = deviation / Math.sqrt(age - 1);
        return error > 1e-12 ? mean / error : undefined;
      },
      variance: () => moments().deviation ** 2,
      confidenceFactor: () => (age < 2 * minseg ? 0.5 : 1),
    };
    return withRefit(withReadings(step, readings), {
      due: () => (clock.takeDue() ? { params, data: { returns: recent.toArray() } } : undefined),
      accept: ([found = 0]) => {
        age = found;
      },
    });
  },
});

/** Values of the newest segment. */
function fitSegments({ data, params }: FitJob): FitModel {
  const returns = data['returns'] ?? new Float64Array();
  const { minseg = 2, pen = 0 } = params;
  const rule = { least: minseg, penalty: pen * Math.log(returns.length) };
  return [returns.length - newestSegmentStart(returns, rule)];
}
