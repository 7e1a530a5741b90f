import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { imaginaryErrorFunction } from '../../numerics/imaginary-error-function.ts';
import { type OrnsteinUhlenbeckFit, ornsteinUhlenbeckFit } from '../../numerics/ornstein-uhlenbeck.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const NEAREST = 1e-12;
const FURTHEST = 4;
const ROOT_TWO = Math.sqrt(2);
/** Share by which the deviation may change before the threshold is solved again. */
const STALE = 0.02;

/**
 * Distance of the log price from the mean it is pulled back to, in long-run deviations, with the entry
 * level that earns most a bar after costs. No value without a pull or where no level within 4 deviations
 * pays. Warm after `n` bars.
 */
export const bertramOuThresholds = defineFormula({
  id: 'F138',
  key: 'bertram-ou-thresholds',
  title: 'Bertram optimal OU trading thresholds',
  family: 'mean-reversion',
  output: { unit: 'sd units' },
  role: 'direction',
  source: "Bertram, W. K., 'Analytic solutions for optimal statistical arbitrage trading', Physica A, 2010",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      cost: { unit: 'fraction', meaning: 'round-trip cost in log price' },
      n: { unit: 'bars', meaning: 'window of the OU fit' },
    },
    definition: `
      OU fit of formula 131 (theta per bar, s_eq, mu). Cost in dimensionless units k=cost/(s_eq*sqrt2).
      Solve exp(u^2)*(2u+k)=sqrt(pi)*erfi(u) for u<0 by bisection on [-6,-1e-9] (60 steps); threshold in
      sd units d*=|u|*sqrt2. Mean time from -d* to +d*: C=(pi/theta)*erfi(|u|) bars; expected profit per
      bar g=(2*d* * s_eq-cost)/C. Value z=(y_t-mu)/s_eq. No OU fit or d*>4: null.
    `,
    update: `
      O(1) per bar; root finding 60 evaluations of erfi (series sum x^(2n+1)*2/sqrt(pi)/(n!(2n+1))) when
      s_eq changes by more than 2 %.
    `,
    signal: `
      signal: z<=-d*: +1; z>=d*: -1; in between the last state is kept (+1 until z>=d*), starting at 0.
      confidence = clip(g/(0.05*sig_t),0,1).
    `,
    range: '(-inf,inf)',
  },
  defaults: { cost: 0.0018, n: 250 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Distance from the mean at which to enter. */
    threshold: { unit: 'sd units', min: 0, max: FURTHEST },
    /** Expected profit of a bar at that threshold after costs, as a log return. */
    profit: { unit: 'log return per bar' },
  },
  warmUp: ({ n }) => n,

  start({ cost, n }) {
    notNegative('a cost', cost);
    const logs = new RecentValues(wholeNumber('a window', n, 21));
    const window = new Float64Array(n);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let solvedFor = NaN;
    let threshold = NaN;
    let state = 0;
    let found: OrnsteinUhlenbeckFit | undefined;

    const profit = () =>
      found === undefined
        ? 0
        : (2 * threshold * found.deviation - cost) / meanPassage(threshold / ROOT_TWO, found.speed);

    return withReadings(
      ({ close }) => {
        logs.push(Math.log(close));
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        if (!logs.isFull) return undefined;
        logs.copyTo(window);
        const fit = ornsteinUhlenbeckFit(window);
        if (fit === undefined || fit.deviation <= NEAREST) return undefined;
        if (!(Math.abs(fit.deviation / solvedFor - 1) <= STALE)) {
          solvedFor = fit.deviation;
          threshold = ROOT_TWO * -bertramRoot(cost / (fit.deviation * ROOT_TWO));
        }
        if (threshold > FURTHEST) return undefined;
        const z = (logs.at(0) - fit.mean) / fit.deviation;
        if (Math.abs(z) >= threshold) state = -Math.sign(z);
        found = fit;
        return z;
      },
      {
        signal: () => state,
        confidence: () => clip(profit() / (0.05 * volatility.value), 0, 1),
        threshold: () => threshold,
        profit,
      },
    );
  },
});

/** Bars from one threshold to the other, `u` from the mean in units of root two deviations. */
function meanPassage(u: number, speed: number): number {
  return (Math.PI / speed) * imaginaryErrorFunction(u);
}

/** The root below zero of `exp(u^2) (2u + k) = sqrt(pi) erfi(u)`, which maximizes the profit of a bar. */
export function bertramRoot(k: number): number {
  let low = -6;
  let high = -1e-9;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    const excess =
      Math.exp(middle ** 2) * (2 * middle + k) - Math.sqrt(Math.PI) * imaginaryErrorFunction(middle);
    if (excess > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
