import { defineFormula, noValue } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { detrendedCorrelation } from './detrended-cross-correlation.ts';
import { LeaderWindow } from './leader-window.ts';

const SCALES = [8, 16, 32, 64, 128];
const MIDDLE = 2;
const LONGEST = 128;

const ofScales = <Value>(value: (place: number) => Value): Record<string, Value> =>
  Object.fromEntries(SCALES.map((scale, place) => [`correlation${scale}`, value(place)]));

/**
 * Correlation of own returns with the leader's at the scale of 32 bars, trends taken out; other scales are
 * readings. Computed every `refit` bars; no value without a leader. Warm after `window + 1` bars of both.
 */
export const dccaCoefficient = defineFormula({
  id: 'F368',
  key: 'dcca-coefficient',
  title: 'Detrended cross-correlation coefficient',
  family: 'multiscale',
  output: { unit: 'correlation per scale', min: -1, max: 1 },
  role: 'context',
  source:
    "Podobnik, B. & Stanley, H. E., 'Detrended Cross-Correlation Analysis: A New Method for Analyzing Two Nonstationary Time Series', Physical Review Letters 100, 084102, 2008; Zebende, G. F., Physica A 390, 2011",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      scales: { fixed: [8, 16, 32, 64, 128], unit: 'bars', meaning: 'box lengths n' },
      window: { unit: 'bars', meaning: 'sample' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      Profiles X = cumulative sum of (x - mean x), Y likewise. Overlapping boxes of n+1 points starting at
      0..N-n-1; in each box subtract the OLS line of X and of Y; f2 = mean over the n+1 points of the
      product of residuals. F2_xy(n) = mean over boxes; rho_DCCA(n) = F2_xy/sqrt(F2_xx*F2_yy) in [-1,1].
      F2 = 0 -> null.
    `,
    update: 'Batch O(window*len(scales)) with incremental box sums every refit bars.',
    signal: `
      context: correlation at the strategy's holding scale replaces Pearson in position correlation limits
      (source document 002: block above 0.7).
    `,
    range: '[-1,1]',
  },
  defaults: { window: 1024, refit: 64 },
  input: 'step',
  reads: ['peers'],
  readings: ofScales(() => ({ unit: 'correlation', min: -1, max: 1 })),
  warmUp: ({ window }) => window + 1,

  start({ refit, window }) {
    const pair = new LeaderWindow(window, refit, LONGEST + 2);
    let correlations: readonly number[] = [];

    return withReadings(
      (step) => {
        if (!pair.push(step)) return noValue();
        if (pair.isDue()) {
          const own = pair.own.toArray();
          const leader = pair.leader.toArray();
          correlations = SCALES.map((scale) => detrendedCorrelation(own, leader, scale));
        }
        return pair.isFull ? correlations[MIDDLE] : noValue();
      },
      ofScales((place) => () => correlations[place]),
    );
  },
});
