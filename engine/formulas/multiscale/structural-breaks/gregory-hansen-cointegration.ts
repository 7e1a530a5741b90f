import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { FitClock } from '../../fit-clock.ts';
import { defineFormula, type MarketStep, noValue } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../../refit.ts';
import { LeaderCloses } from '../leader-closes.ts';
import { gregoryHansen, type LineBreak } from './gregory-hansen.ts';

const none = new Float64Array();

/**
 * Do the own log price and the leader's stay together along a line that changed once? The further below
 * zero the surer; the gate of pairs formulas is closed above `crit`. Fitted every `refit` bars, the
 * distance from the line with every bar; no value without a leader. Warm with the bar after the first fit, which
 * needs `window` bars of both.
 */
export const gregoryHansenCointegration = defineFormula({
  id: 'F367',
  key: 'gregory-hansen-cointegration',
  title: 'Gregory-Hansen cointegration with regime shift',
  family: 'multiscale',
  output: { unit: 't-statistic' },
  role: 'filter',
  source:
    "Gregory, A. W. & Hansen, B. E., 'Residual-based tests for cointegration in models with regime shifts', Journal of Econometrics 70(1), 1996",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      window: { unit: 'bars', meaning: 'sample' },
      trim: { unit: 'fraction', meaning: 'trimming' },
      crit: { unit: '1', meaning: '5% critical value, one regressor, regime-shift model C/S' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      y, x = log prices of two symbols. For each break TB (floor(trim*n) <= TB < n - floor(trim*n)), D_t =
      1 for t > TB: OLS y = m1 + m2*D + a1*x + a2*x*D + e; Dickey-Fuller regression of residuals without
      constant or lags: de_t = rho*e_{t-1}; t-statistic. Statistic = minimum over TB. Below crit ->
      cointegrated with a shift at TB; current hedge ratio a1+a2 if TB lies in the past (always), residual
      z = e_t/std(e after TB, ddof 1).
    `,
    update: 'Batch O(n^2) every refit bars.',
    signal:
      'filter: opens pairs formulas (ids 307, 320) with the post-break hedge ratio; not rejected -> closed.',
    range: 'real',
  },
  defaults: { window: 300, trim: 0.15, crit: -4.95, refit: 50 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...FILTER,
    /** Leader held against the own symbol since the line changed. */
    hedgeRatio: { unit: '1' },
    /** Distance from the line since it changed, in deviations; above zero the own price is high. */
    distance: { unit: 'sd units' },
    /** Bars since the line changed. */
    breakAge: { unit: 'bars', min: 0 },
  },
  // The last one is the bar of the fit.
  warmUp: ({ window }) => window + 1,
  fit: fitBreak,

  start(params) {
    const { crit, refit, window } = params;
    const closes = new LeaderCloses();
    const own = new RecentValues(wholeNumber('a window', window, 8));
    const leader = new RecentValues(window);
    const clock = new FitClock(window, refit);
    let sinceFit = 0;
    let found: LineBreak | undefined;
    const distance = ({ deviation, hedgeRatio, intercept }: LineBreak) =>
      (own.at(0) - intercept - hedgeRatio * leader.at(0)) / deviation;

    const run = withReadings(
      (step: MarketStep) => {
        if (!closes.push(step)) return noValue();
        own.push(Math.log(closes.own));
        leader.push(Math.log(closes.leader));
        clock.tick();
        sinceFit += 1;
        return found === undefined ? noValue() : found.statistic;
      },
      {
        gate: () => (found !== undefined && found.statistic < crit ? 1 : 0),
        hedgeRatio: () => found?.hedgeRatio,
        distance: () => (found === undefined ? undefined : distance(found)),
        breakAge: () => (found === undefined ? undefined : window - 1 - found.at + sinceFit),
      },
    );
    return withRefit(run, {
      due: () =>
        clock.takeDue() ? { params, data: { own: own.toArray(), leader: leader.toArray() } } : undefined,
      accept: ([statistic, at = 0, hedgeRatio = 0, intercept = 0, deviation = 0]) => {
        found = statistic === undefined ? undefined : { statistic, at, hedgeRatio, intercept, deviation };
        sinceFit = 0;
      },
    });
  },
});

/** The five numbers of the break; none where there is no line. */
function fitBreak({ data, params }: FitJob): FitModel {
  const { leader = none, own = none } = data;
  const found = gregoryHansen(own, leader, params['trim'] ?? 0);
  if (found === undefined) return [];
  return [found.statistic, found.at, found.hedgeRatio, found.intercept, found.deviation];
}
