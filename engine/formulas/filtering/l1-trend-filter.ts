import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { L1Trend } from '../../numerics/l1-trend.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FitClock } from '../fit-clock.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';

/** Gap per bar, and size of a kink, in squares and units of the volatility of a bar. */
const GAP = 1e-8;
const KINK = 1e-6;

/**
 * Slope of the last straight piece of a trend line that has few kinks: above zero the log price rises.
 * Fitted every `k` bars; warm with the bar after the first fit, which needs `n`.
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
  // The volatility that the slope is measured by takes a close and twenty returns; the last one is the bar of the fit.
  warmUp: ({ n }) => Math.max(n, 21) + 1,
  fit: fitTrend,

  start(params) {
    const { k, lam, n } = params;
    positive('lam', lam);
    const logs = new RecentValues(wholeNumber('a window', n, 4));
    const clock = new FitClock(1, k);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let slope: number | undefined;
    let age = 0;
    const strength = () => ((slope ?? 0) * Math.sqrt(age + 1)) / volatility.value;

    const step = ({ close }: { close: number }) => {
      const logReturn = returns.next(close);
      if (Number.isFinite(logReturn)) volatility.push(logReturn);
      logs.push(Math.log(close));
      if (logs.isFull && volatility.isWarm) clock.tick();
      return slope;
    };
    const readings = {
      signal: () => Math.tanh(2 * strength()),
      confidence: () => Math.min(1, (age + 1) / 10) * Math.min(1, 2 * Math.abs(strength())),
      age: () => age,
    };
    return withRefit(withReadings(step, readings), {
      due: () =>
        clock.takeDue()
          ? { params, data: { logs: logs.toArray(), volatility: Float64Array.of(volatility.value) } }
          : undefined,
      accept: ([foundSlope, foundAge = 0]) => {
        slope = foundSlope;
        age = foundAge;
      },
    });
  },
});

/** Slope of the last straight piece, and bars since the last kink. */
function fitTrend({ data, params }: FitJob): FitModel {
  const { lam = 1, n = 0 } = params;
  const logs = data['logs'] ?? new Float64Array();
  const scale = data['volatility']?.[0] ?? 1;
  const origin = logs[n - 1] ?? 0;
  const line = new L1Trend(n).of(
    logs.map((log) => (log - origin) / scale),
    lam,
    GAP * n,
  );
  return [scale * ((line[n - 1] as number) - (line[n - 2] as number)), barsSinceKink(line)];
}

/** Bars after the last one at which a line changes its slope. */
export function barsSinceKink(line: Readonly<Float64Array>): number {
  const end = line.length - 1;
  for (let i = end - 1; i > 0; i -= 1) {
    const bend = (line[i + 1] as number) - 2 * (line[i] as number) + (line[i - 1] as number);
    if (Math.abs(bend) > KINK) return end - i;
  }
  return end;
}
