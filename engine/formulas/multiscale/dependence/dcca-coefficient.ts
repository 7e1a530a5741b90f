import { defineFormula, type MarketStep, noValue } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../../refit.ts';
import { detrendedCorrelation } from './detrended-cross-correlation.ts';
import { LeaderWindow } from './leader-window.ts';

const SCALES = [8, 16, 32, 64, 128];
const MIDDLE = 2;
const LONGEST = 128;
/** Places of scales are counted from here in a model: no correlation is as large. */
const PLACES_FROM = 2;
const none = new Float64Array();

const ofScales = <Value>(value: (place: number) => Value): Record<string, Value> =>
  Object.fromEntries(SCALES.map((scale, place) => [`correlation${scale}`, value(place)]));

/**
 * Correlation of own returns with the leader's at the scale of 32 bars, trends taken out; other scales are
 * readings. Fitted every `refit` bars; no value without a leader. Warm with the bar after the first fit, which
 * needs `window + 1` bars of both.
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
  // A close before the first return, and the bar of the fit.
  warmUp: ({ window }) => window + 2,
  fit: fitScales,

  start(params) {
    const pair = new LeaderWindow(params.window, params.refit, LONGEST + 2);
    let correlations: readonly (number | undefined)[] = [];

    const run = withReadings(
      (step: MarketStep) => (pair.push(step) ? correlations[MIDDLE] : noValue()),
      ofScales((place) => () => correlations[place]),
    );
    return withRefit(run, {
      due: () => pair.takeJob(params),
      accept: (found) => {
        correlations = SCALES.map((_, place) => {
          const at = found.indexOf(place + PLACES_FROM);
          return at < 0 ? undefined : found[at + 1];
        });
      },
    });
  },
});

/** Each scale at which there is a correlation, told by its place, and the correlation behind it. */
function fitScales({ data }: FitJob): FitModel {
  const { leader = none, own = none } = data;
  return SCALES.flatMap((scale, place) => {
    const correlation = detrendedCorrelation(own, leader, scale);
    return Number.isNaN(correlation) ? [] : [place + PLACES_FROM, correlation];
  });
}
