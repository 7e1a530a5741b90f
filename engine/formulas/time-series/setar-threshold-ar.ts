import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { SlidingOrder } from '../../numerics/sliding-order.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import {
  bestTwoRegimes,
  RegimeMemory,
  regimesStatistic,
  thresholdCandidates,
  type TwoRegimes,
} from './two-regime-line.ts';
import { secondTurn } from '../turns.ts';

const LEAST_ROWS = 10;

/**
 * Forecast of the next return by one line after small returns and another after large ones. Log return;
 * above zero a rise. Warm after `n` returns, fitted again every `k` bars; no value where no threshold
 * leaves two lines.
 */
export const setarThresholdAr = defineFormula({
  id: 'F52',
  key: 'setar-threshold-ar',
  title: 'Self-exciting threshold autoregression',
  family: 'time-series',
  output: { unit: 'log return' },
  role: 'direction',
  source: "Tong, H. and Lim, K. S., 'Threshold Autoregression, Limit Cycles and Cyclical Data', JRSS B, 1980",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      trim: { unit: 'share', meaning: 'smallest regime' },
    },
    definition: `
      Model r_t=a_j+b_j*r_{t-1}+e, regime j=1 if r_{t-1}<=c, else 2. Candidates c: type-7 quantiles of
      r_{t-1} at trim, trim+0.01, ..., 1-trim. For each c two OLS lines; choose the c with the smallest
      total SSR (smallest c on ties). F=((SSR_lin-SSR)/2)/(SSR/(N-4)), SSR_lin the single line. Forecast
      f=a_j+b_j*r_t with the regime of r_t. Value f. A threshold that leaves a regime with fewer than 10
      rows or with all r_{t-1} equal is skipped. Warm-up n.
    `,
    update: 'Refit every k bars: one sort, then prefix sums give every SSR in O(1) each: O(n log n).',
    signal: 'signal = tanh(3*f/sig_t); confidence = clip((F-3)/7,0,1).',
    range: '(-inf,inf)',
  },
  defaults: { n: 300, k: 10, trim: 0.15 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Return up to which the first line counts. */
    threshold: { unit: 'log return' },
    /** F-statistic of two lines against one. */
    fStatistic: { unit: 'F statistic', min: 0 },
  },
  warmUp: ({ n }) => n + 1,

  start({ k, n, trim }) {
    if (!(trim > 0 && trim < 0.5)) {
      throw new RangeError(`trim must lie strictly between 0 and 0.5, was ${trim}`);
    }
    const closes = new CloseReturns();
    const returns = new IntervalWindow(n, k, { least: 2 * LEAST_ROWS + 1, second: secondTurn(52, k) });
    const volatility = new BarVolatility();
    const order = new SlidingOrder(n - 1);
    const pairs = { x: new Float64Array(n - 1), y: new Float64Array(n - 1), order };
    const candidates = thresholdCandidates(order.sorted, trim);
    const memory = new RegimeMemory(candidates.length, n - 1);
    let found: TwoRegimes | undefined;
    let forecast = 0;
    const statistic = () => (found === undefined ? NaN : Math.max(0, regimesStatistic(found, n - 1)));

    return withReadings(
      ({ close }) => {
        const logReturn = closes.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        volatility.push(logReturn);
        const window = returns.push(logReturn);
        if (window !== undefined) {
          for (let t = 1; t < n; t += 1) {
            pairs.x[t - 1] = window[t - 1] as number;
            pairs.y[t - 1] = window[t] as number;
          }
          order.take(pairs.x, returns.fresh);
          thresholdCandidates(order.sorted, trim, candidates);
          found = bestTwoRegimes(pairs, candidates, LEAST_ROWS, memory);
        }
        if (found === undefined) return undefined;
        const { a, b } = logReturn <= found.threshold ? found.low : found.high;
        forecast = a + b * logReturn;
        return forecast;
      },
      {
        signal: () => Math.tanh((3 * forecast) / volatility.value),
        confidence: () => clip((statistic() - 3) / 7, 0, 1),
        threshold: () => found?.threshold,
        fStatistic: statistic,
      },
    );
  },
});
