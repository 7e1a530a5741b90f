import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { LeaderCloses } from '../leader-closes.ts';
import { type LevelBreak, zivotAndrews } from './zivot-andrews.ts';

/**
 * Is the log price in units of the leader's pulled back to a level that moved once? The further below zero
 * the surer; the gate of formulas that trade it is closed above `crit`. Computed every `refit` bars; no
 * value without a leader. Warm after `window` bars of both.
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
  warmUp: ({ window }) => window,

  start({ crit, lags, refit, trim, window }) {
    const closes = new LeaderCloses();
    const ratios = new RecentValues(wholeNumber('a window', window, 8));
    const every = wholeNumber('a refit interval', refit);
    const lagCount = wholeNumber('lags', lags, 0);
    let barsLeft = 0;
    let sinceFit = 0;
    let found: LevelBreak | undefined;
    const breakAge = () => (found === undefined ? undefined : window - 1 - found.at + sinceFit);

    return withReadings(
      (step) => {
        if (!closes.push(step)) return noValue();
        ratios.push(Math.log(closes.own / closes.leader));
        if (!ratios.isFull) return noValue();
        sinceFit += 1;
        if (barsLeft === 0) {
          found = zivotAndrews(ratios.toArray(), lagCount, trim);
          barsLeft = every;
          sinceFit = 0;
        }
        barsLeft -= 1;
        return found === undefined ? noValue() : found.statistic;
      },
      {
        gate: () => (found !== undefined && found.statistic < crit ? 1 : 0),
        breakAge,
        meanSince: () => meanOfNewest(ratios, Math.min(window, breakAge() ?? 0)),
      },
    );
  },
});

function meanOfNewest(values: RecentValues, count: number): number {
  let sum = 0;
  for (let age = 0; age < count; age += 1) sum += values.at(age);
  return sum / count;
}
