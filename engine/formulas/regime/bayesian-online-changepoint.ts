import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { positive } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { type RunPrior, RunLengths } from '../../numerics/run-lengths.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

const WARM = 50;
const SCALED_OVER = 500;
const FURTHEST = 6;
const NEW_UP_TO = 5;

/**
 * Probability that mean or variance of returns has changed within the last five bars. Warm after 50
 * returns.
 */
export const bayesianOnlineChangepoint = defineFormula({
  id: 'F177',
  key: 'bayesian-online-changepoint',
  title: 'Bayesian online change-point detection',
  family: 'regime',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'filter',
  source: "Adams, R. P. and MacKay, D. J. C., 'Bayesian Online Changepoint Detection', 2007",
  catalogue: {
    inputs: ['returns'],
    params: {
      hazard: { unit: '1', meaning: '1/expected run length' },
      k0: { unit: '1', meaning: 'prior strength of the mean' },
      a0: { unit: '1', meaning: 'prior shape' },
      b0: { unit: '1', meaning: 'prior scale in u units' },
      Rmax: { unit: 'bars', meaning: 'longest run kept' },
      prune: { unit: '1', meaning: 'weights below are dropped' },
    },
    definition: `
      u_t=clip(r_t/s,-6,6), s = median of sig over the last 500 bars. For every run length l: predictive
      Student-t with 2a degrees of freedom, location m, scale^2=b(k+1)/(a k). Growth:
      w_{l+1}=w_l*pred_l*(1-hazard); change: w_0=sum w_l*pred_l*hazard; normalise. Statistics of run l:
      m'=(k m+u)/(k+1), k'=k+1, a'=a+1/2, b'=b+k(u-m)^2/(2(k+1)); the new run 0 has (0,k0,a0,b0). Value P5
      = sum of w_l for l<=5; expected run length sum l*w_l. Warm-up 50.
    `,
    update: 'O(number of kept runs) per bar, at most Rmax.',
    signal:
      'filter: gate = 1-0.8*P5; learning formulas may shorten their windows to the expected run length.',
    range: '[0,1]',
  },
  defaults: { hazard: 0.004, k0: 1, a0: 1, b0: 1, Rmax: 500, prune: 0.000001 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Bars since the last change that are to be expected. */
    expectedRun: { unit: 'bars', min: 0 },
  },
  warmUp: () => WARM + 1,

  start({ Rmax, a0, b0, hazard, k0, prune }) {
    const prior: RunPrior = {
      mean: 0,
      strength: positive('k0', k0),
      shape: positive('a0', a0),
      rate: positive('b0', b0),
    };
    const runs = new RunLengths(prior, hazard, { most: Rmax, prune });
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const levels = new SortedWindow(SCALED_OVER);
    let count = 0;
    let isNew = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        count += 1;
        volatility.push(logReturn);
        if (!volatility.isWarm) return undefined;
        levels.push(volatility.value);
        runs.push(clip(logReturn / levels.quantile(0.5), -FURTHEST, FURTHEST));
        if (count < WARM) return undefined;
        isNew = runs.shareUpTo(NEW_UP_TO);
        return isNew;
      },
      { gate: () => 1 - 0.8 * isNew, expectedRun: () => runs.expectedLength },
    );
  },
});
