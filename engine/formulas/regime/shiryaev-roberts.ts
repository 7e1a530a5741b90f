import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

/** Bars between the newest return and the window it is measured by, and bars an alarm lasts. */
const LAG = 20;
const FURTHEST = 5;
const NEAREST = 1e-12;

/**
 * Evidence that the variance has grown to `q` times what it was, in nats; 0 is none. Begins again after an
 * alarm. No value where the price did not move in the window. Warm after `n + 20` returns.
 */
export const shiryaevRoberts = defineFormula({
  id: 'F179',
  key: 'shiryaev-roberts',
  title: 'Shiryaev-Roberts detection of a volatility jump',
  family: 'regime',
  output: { unit: 'nats', min: 0 },
  role: 'filter',
  source:
    "Shiryaev, A. N., 'On Optimum Methods in Quickest Detection Problems', Theory of Probability and Its Applications, 1963; Roberts, S. W., 'A Comparison of Some Control Chart Procedures', Technometrics, 1966",
  catalogue: {
    inputs: ['returns'],
    params: {
      q: { unit: '1', meaning: 'variance ratio after the change' },
      A: { unit: '1', meaning: 'alarm level, about the mean time between false alarms in bars' },
      n: { unit: 'bars', meaning: 'reference window, lagged by 20 bars' },
    },
    definition: `
      u_t=r_t/s, s = sd0 of r over the n bars that ended 20 bars ago. Likelihood ratio
      L_t=q^(-1/2)*exp(0.5*u_t^2*(1-1/q)), u clipped to [-5,5]. R_t=(1+R_{t-1})*L_t, R_0=0. Alarm when
      R>=A, then R=0. Value ln(1+R). Warm-up n+20.
    `,
    update: 'O(1).',
    signal: 'filter: gate = clip(1-0.6*ln(1+R)/ln(1+A),0.4,1); after an alarm gate 0.4 for 20 bars.',
    range: '[0,inf)',
  },
  defaults: { q: 2, A: 2000, n: 300 },
  input: 'bar',
  readings: FILTER,
  warmUp: ({ n }) => n + LAG + 1,

  start({ A, n, q }) {
    positive('A', A);
    positive('q', q);
    const lagged = new RecentValues(LAG + 1);
    const moments = new RollingMoments(wholeNumber('a window', n, 2));
    const returns = new CloseReturns();
    let statistic = 0;
    let alarmAge = LAG;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        lagged.push(logReturn);
        if (lagged.isFull) moments.push(lagged.at(LAG));
        const deviation = Math.sqrt(moments.populationVariance);
        if (!moments.isFull || !(deviation > NEAREST)) return undefined;
        statistic = (1 + statistic) * varianceLikelihoodRatio(logReturn / deviation, q);
        alarmAge += 1;
        if (statistic >= A) {
          statistic = 0;
          alarmAge = 0;
        }
        return Math.log1p(statistic);
      },
      {
        gate: () => (alarmAge < LAG ? 0.4 : clip(1 - (0.6 * Math.log1p(statistic)) / Math.log1p(A), 0.4, 1)),
      },
    );
  },
});

/** How much likelier a standardized value is under a variance of `q` than under 1; values beyond 5 count as 5. */
export function varianceLikelihoodRatio(u: number, q: number): number {
  const clipped = clip(u, -FURTHEST, FURTHEST);
  return Math.exp(0.5 * clipped * clipped * (1 - 1 / q)) / Math.sqrt(q);
}
