import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { positive } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const MEMORY = 0.98;
const COIN = 0.5;

/**
 * Where a smoothed level and trend see the log price `h` bars ahead, from the close: above zero higher. The
 * signal is the trend alone. Warm after `3 / beta` bars.
 */
export const holtLinearTrend = defineFormula({
  id: 'F43',
  key: 'holt-linear-trend',
  title: 'Holt linear exponential smoothing',
  family: 'time-series',
  output: { unit: 'log price' },
  role: 'direction',
  source:
    "Holt, C. C., 'Forecasting seasonals and trends by exponentially weighted moving averages', ONR Memorandum, 1957 (reprinted International Journal of Forecasting, 2004)",
  catalogue: {
    inputs: ['bars'],
    params: {
      alpha: { unit: '1', meaning: 'level smoothing' },
      beta: { unit: '1', meaning: 'trend smoothing' },
      h: { unit: 'bars', meaning: 'horizon' },
    },
    definition: `
      y=ln c. l_1=y_1, b_1=0; l_t=alpha*y_t+(1-alpha)(l_{t-1}+b_{t-1});
      b_t=beta*(l_t-l_{t-1})+(1-beta)*b_{t-1}. Forecast move over h bars relative to the close: F = l_t +
      h*b_t - y_t. Value F. Warm-up 3/beta = 60 bars.
    `,
    update: 'O(1) per bar.',
    signal: `
      signal = tanh(b_t*sqrt(h)/(0.25*sig_t)) (the trend part; F is shown on the chart); confidence = a
      0.98-EWMA of 1[sgn(b_{t-1}) = sgn(r_t)] (start 0.5), mapped clip(10*(x-0.5),0,1).
    `,
    range: '(-inf,inf)',
  },
  defaults: { alpha: 0.2, beta: 0.05, h: 5 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Rise of the smoothed log price a bar. */
    trend: { unit: 'log return per bar' },
  },
  warmUp: ({ beta }) => warmFrom(beta),

  start({ alpha, beta, h }) {
    const smooth = new LevelAndTrend(alpha, positive('beta', beta));
    const closes = new CloseReturns();
    const volatility = new BarVolatility();
    const first = warmFrom(beta);
    let count = 0;
    let hitRate = COIN;

    return withReadings(
      ({ close }) => {
        const log = Math.log(close);
        const logReturn = closes.next(close);
        count += 1;
        if (count > 1) {
          volatility.push(logReturn);
          const isHit = Math.sign(smooth.trend) === Math.sign(logReturn);
          hitRate = MEMORY * hitRate + (isHit ? 1 - MEMORY : 0);
        }
        smooth.push(log);
        return count < first ? undefined : smooth.level + h * smooth.trend - log;
      },
      {
        signal: () => Math.tanh((smooth.trend * Math.sqrt(h)) / (0.25 * volatility.value)),
        confidence: () => clip(10 * (hitRate - COIN), 0, 1),
        trend: () => smooth.trend,
      },
    );
  },
});

/** Level and trend of a series, both smoothed exponentially; they begin at the first value and 0. */
export class LevelAndTrend {
  readonly #alpha: number;
  readonly #beta: number;
  #level = NaN;
  #trend = 0;

  constructor(alpha: number, beta: number) {
    this.#alpha = alpha;
    this.#beta = beta;
  }

  /** NaN before the first value. */
  get level(): number {
    return this.#level;
  }

  get trend(): number {
    return this.#trend;
  }

  push(value: number): void {
    if (Number.isNaN(this.#level)) {
      this.#level = value;
      return;
    }
    const before = this.#level;
    this.#level = this.#alpha * value + (1 - this.#alpha) * (before + this.#trend);
    this.#trend = this.#beta * (this.#level - before) + (1 - this.#beta) * this.#trend;
  }
}

/** Bars of three memories of the trend; the quotient may miss a whole number by its last digit. */
const warmFrom = (beta: number): number => Math.ceil(3 / beta - 1e-9);
