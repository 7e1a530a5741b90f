import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { L1Trend } from '../../numerics/l1-trend.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/** Gap per bar, and size of a kink, in squares and units of the volatility of a bar. */
const GAP = 1e-8;
const KINK = 1e-6;

/**
 * Slope of the last straight piece of a trend line that has few kinks: above zero the log price rises.
 * Fitted every `k` bars; warm after `n`.
 */
export const l1TrendFilter = defineFormula({
  id: 'F204',
  key: 'l1-trend-filter',
  title: 'l1 trend filter (piecewise-linear trend)',
  family: 'filtering',
  output: { unit: 'log price per bar' },
  role: 'direction',
  source: "Kim, S.-J., Koh, K., Boyd, S. and Gorinevsky, D., 'l1 Trend Filtering', SIAM Review, 2009",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      lam: { unit: 'sig', meaning: 'penalty in units of sig_t' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      x minimises 0.5*sum (y_i-x_i)^2+L*sum |x_{i+1}-2x_i+x_{i-1}| over W_n, y=ln c, L=lam*sig_t. Dual:
      minimise 0.5*|D'u|^2-u'Dy with |u_i|<=L, x=y-D'u; any solver (primal-dual interior point: about 20
      banded solves) until the duality gap < 1e-8*sig_t^2*n. Last slope b=x_n-x_{n-1}; age of the last
      kink (last i with |second difference|>1e-6*sig_t). Value b. Warm-up n.
    `,
    update: 'O(20*n*15)=36 000 operations every k bars.',
    signal: `
      signal = tanh(b*sqrt(age+1)/(0.5*sig_t)); confidence =
      min(1,(age+1)/10)*min(1,2*|b|*sqrt(age+1)/sig_t).
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 120, lam: 5, k: 2 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Bars since the last kink; the whole window where there is none. */
    age: { unit: 'bars', min: 0 },
  },
  // The volatility that the slope is measured by takes a close and twenty returns.
  warmUp: ({ n }) => Math.max(n, 21),

  start({ k, lam, n }) {
    positive('lam', lam);
    const logs = new RecentValues(wholeNumber('a window', n, 4));
    const window = new Float64Array(n);
    const trend = new L1Trend(n);
    const every = wholeNumber('a recompute interval', k);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let barsLeft = 0;
    let slope = 0;
    let age = 0;
    const strength = () => (slope * Math.sqrt(age + 1)) / volatility.value;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        logs.push(Math.log(close));
        if (!logs.isFull || !volatility.isWarm) return undefined;
        if (barsLeft === 0) {
          const scale = volatility.value;
          const origin = logs.at(0);
          logs.copyTo(window);
          for (let i = 0; i < n; i += 1) window[i] = ((window[i] as number) - origin) / scale;
          const line = trend.of(window, lam, GAP * n);
          slope = scale * ((line[n - 1] as number) - (line[n - 2] as number));
          age = barsSinceKink(line);
          barsLeft = every;
        }
        barsLeft -= 1;
        return slope;
      },
      {
        signal: () => Math.tanh(2 * strength()),
        confidence: () => Math.min(1, (age + 1) / 10) * Math.min(1, 2 * Math.abs(strength())),
        age: () => age,
      },
    );
  },
});

/** Bars after the last one at which a line changes its slope. */
export function barsSinceKink(line: Readonly<Float64Array>): number {
  const end = line.length - 1;
  for (let i = end - 1; i > 0; i -= 1) {
    const bend = (line[i + 1] as number) - 2 * (line[i] as number) + (line[i - 1] as number);
    if (Math.abs(bend) > KINK) return end - i;
  }
  return end;
}
