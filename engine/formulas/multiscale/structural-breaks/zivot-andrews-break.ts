import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { FitClock } from '../../fit-clock.ts';
import { defineFormula, type MarketStep, noValue } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../../refit.ts';
import { LeaderCloses } from '../leader-closes.ts';
import { type LevelBreak, zivotAndrews } from './zivot-andrews.ts';

/**
 * Is the log price in units of the leader's pulled back to a level that moved once? The further below zero
 * the surer; the gate of formulas that trade it is closed above `crit`. Fitted every `refit` bars; no
 * value without a leader. Warm with the bar after the first fit, which needs `window` bars of both.
 */
export const zivotAndrewsBreak = defineFormula({
  id: 'F366',
  key: 'zivot-andrews-break',
  title: 'Zivot-Andrews unit-root test with a break in level',
  family: 'multiscale',
  output: { unit: 't-statistic' },
  role: 'filter',
  source:
    "Zivot, E. & Andrews, D. W. K., 'Further Evidence on the Great Crash, the Oil-Price Shock, and the Unit-Root Hypothesis', Journal of Business & Economic Statistics 10(3), 1992",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      window: { unit: 'bars', meaning: 'sample' },
      lags: { unit: 'lags', meaning: 'fixed augmentation' },
      trim: { unit: 'fraction', meaning: 'trimming' },
      crit: { unit: '1', meaning: '5% critical value, model A' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      Series y (log price ratio or spread). For each break TB (last index of the first regime,
      floor(trim*n) <= TB < n - floor(trim*n)): dy_t = a + b*t + c*DU_t + rho*y_{t-1} + sum_{l<=lags}
      g_l*dy_{t-l} + e, DU_t = 1 for t > TB (0-based t). Statistic = minimum over TB of the t-statistic of
      rho. Below crit -> stationary around a level with one break at TB.
    `,
    update: 'Batch O(n * n*(4+lags)^2) every refit bars.',
    signal: `
      filter: not rejected -> mean-reversion and pairs formulas on this series are closed; rejected ->
      their mean is re-estimated after TB only.
    `,
    range: 'real',
  },
  defaults: { window: 250, lags: 1, trim: 0.15, crit: -4.8, refit: 50 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...FILTER,
    /** Bars since the level moved. */
    breakAge: { unit: 'bars', min: 0 },
    /** Mean of the log price ratio since it moved. */
    meanSince: { unit: 'log price ratio' },
  },
  // The last one is the bar of the fit.
  warmUp: ({ window }) => window + 1,
  fit: fitLevel,

  start(params) {
    const { crit, lags, refit, window } = params;
    wholeNumber('lags', lags, 0);
    const closes = new LeaderCloses();
    const ratios = new RecentValues(wholeNumber('a window', window, 8));
    const clock = new FitClock(window, refit);
    let sinceFit = 0;
    let found: LevelBreak | undefined;
    const breakAge = () => (found === undefined ? undefined : window - 1 - found.at + sinceFit);

    const run = withReadings(
      (step: MarketStep) => {
        if (!closes.push(step)) return noValue();
        ratios.push(Math.log(closes.own / closes.leader));
        clock.tick();
        sinceFit += 1;
        return found === undefined ? noValue() : found.statistic;
      },
      {
        gate: () => (found !== undefined && found.statistic < crit ? 1 : 0),
        breakAge,
        meanSince: () => meanOfNewest(ratios, Math.min(window, breakAge() ?? 0)),
      },
    );
    return withRefit(run, {
      due: () => (clock.takeDue() ? { params, data: { ratios: ratios.toArray() } } : undefined),
      accept: ([statistic, at = 0]) => {
        found = statistic === undefined ? undefined : { statistic, at };
        sinceFit = 0;
      },
    });
  },
});

/** The statistic and the last place before the level moved; nothing where there is no such place. */
function fitLevel({ data, params }: FitJob): FitModel {
  const { lags = 0, trim = 0 } = params;
  const found = zivotAndrews(data['ratios'] ?? new Float64Array(), lags, trim);
  return found === undefined ? [] : [found.statistic, found.at];
}

function meanOfNewest(values: RecentValues, count: number): number {
  let sum = 0;
  for (let age = 0; age < count; age += 1) sum += values.at(age);
  return sum / count;
}
