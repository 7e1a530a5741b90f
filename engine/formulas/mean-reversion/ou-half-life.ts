import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { type OrnsteinUhlenbeckFit, ornsteinUhlenbeckFit } from '../../numerics/ornstein-uhlenbeck.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const NEAREST = 1e-12;

/**
 * How far the log price stands from the mean it is pulled back to, in long-run deviations: above zero it
 * is high. No value while it is not pulled back. Warm after `n` bars.
 */
export const ouHalfLife = defineFormula({
  id: 'F131',
  key: 'ou-half-life',
  title: 'Ornstein-Uhlenbeck half-life and deviation',
  family: 'mean-reversion',
  output: { unit: 'sd units' },
  role: 'direction',
  source:
    "Uhlenbeck, G. E. and Ornstein, L. S., 'On the Theory of the Brownian Motion', Physical Review, 1930; trading use Chan, E. P., 'Algorithmic Trading', 2013",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      entry: { unit: 'sd', meaning: 'entry deviation (source document 003)' },
      exit: { unit: 'sd', meaning: 'exit deviation (source document 003)' },
      hl_max: { unit: 'bars', meaning: 'longest useful half-life' },
    },
    definition: `
      y=ln c over W_n. OLS y_t=a+b*y_{t-1}+e. 0<b<1 needed, else null. theta=-ln b per bar; half-life H=ln
      2/theta; mu=a/(1-b); s_eq=sqrt(SSE/(n-3))/sqrt(1-b^2) (n-1 rows, 2 coefficients). Value
      z=(y_t-mu)/s_eq; H is published. Warm-up n.
    `,
    update: `
      Rolling sums of y, y_{t-1}, products (y relative to the window's first value, rebuilt every n bars):
      O(1).
    `,
    signal: `
      signal = -clip(z/entry,-1,1) if |z|>exit, else 0; confidence = 0 if H>hl_max, else
      clip((|z|-1)/(entry-1),0,1)*clip(2-2*H/hl_max,0,1). A position is closed after 2*H bars (source
      document 001).
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 250, k: 5, entry: 2.5, exit: 0.5, hl_max: 120 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Bars in which half of the distance is gone. */
    halfLife: { unit: 'bars', min: 0 },
  },
  warmUp: ({ n }) => n,

  start({ entry, exit, hl_max: longest, k, n }) {
    const closes = new RecentValues(wholeNumber('a window', n, 4));
    const window = new Float64Array(n);
    const every = wholeNumber('a refit interval', k);
    let barsToFit = 0;
    let fit: OrnsteinUhlenbeckFit | undefined;
    let z = 0;
    const halfLife = () => Math.LN2 / (fit?.speed ?? NaN);

    return withReadings(
      ({ close }) => {
        closes.push(Math.log(close));
        if (!closes.isFull) return undefined;
        if (barsToFit === 0) {
          closes.copyTo(window);
          fit = ornsteinUhlenbeckFit(window);
          barsToFit = every;
        }
        barsToFit -= 1;
        if (fit === undefined || fit.deviation <= NEAREST) return undefined;
        z = (closes.at(0) - fit.mean) / fit.deviation;
        return z;
      },
      {
        signal: () => (Math.abs(z) > exit ? -clip(z / entry, -1, 1) : 0),
        confidence: () =>
          halfLife() > longest
            ? 0
            : clip((Math.abs(z) - 1) / (entry - 1), 0, 1) * clip(2 - (2 * halfLife()) / longest, 0, 1),
        halfLife,
      },
    );
  },
});
