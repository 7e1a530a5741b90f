import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { choleskyFactor, choleskySolve } from '../../numerics/cholesky.ts';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const DAY_MS = 86_400_000;
const WARM_MS = 3 * DAY_MS;

/**
 * Forecast of the next return from the time of day, by a few waves over the day whose sizes are learned and
 * slowly forgotten. In units of the usual move; above zero a rise. Warm after three days.
 */
export const harmonicSeasonalRegression = defineFormula({
  id: 'F58',
  key: 'harmonic-seasonal-regression',
  title: 'Intraday seasonal drift by harmonic regression',
  family: 'time-series',
  output: { unit: 'sig units' },
  role: 'direction',
  source:
    "Andersen, T. G. and Bollerslev, T., 'Intraday periodicity and volatility persistence in financial markets', Journal of Empirical Finance, 1997 (flexible Fourier form)",
  catalogue: {
    inputs: ['returns'],
    params: {
      K: { unit: 'harmonics', meaning: 'of the UTC day' },
      lam: { unit: '1', meaning: 'forgetting per bar' },
      ridge: { unit: '1', meaning: 'initial ridge' },
    },
    definition: `
      u_t=r_t/sig_{t-1}; d = fraction of the UTC day at the close. x=(1, sin 2 pi k d, cos 2 pi k d for
      k=1..K). Exponentially forgotten ridge least squares: A <- lam*A+x x', b <- lam*b+x*u, A_0=ridge*I,
      b_0=0; w=A^{-1} b. Forecast f = w'x at the close time of the next bar. se=sqrt(x'A^{-1}x) (unit
      noise). Value f. Warm-up 3 days of bars.
    `,
    update: 'Sherman-Morrison on A^{-1} (7x7): O(K^2) per bar; rebuilt by Cholesky every 10 000 bars.',
    signal: 'signal = tanh(3*f); confidence = zc(f/se).',
    range: '(-inf,inf)',
  },
  defaults: { K: 3, lam: 0.9995, ridge: 10 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Standard error of the forecast. */
    standardError: { unit: 'sig units', min: 0 },
  },
  warmUp: () => 22,
  warmUpMs: () => WARM_MS,

  start({ K, lam, ridge }) {
    const model = new ForgetfulRidge(2 * wholeNumber('K', K) + 1, lam, ridge);
    const x = new Float64Array(2 * K + 1);
    const closes = new CloseReturns();
    const volatility = new BarVolatility();
    let startedAt = NaN;
    let forecast = 0;
    let error = NaN;

    return withReadings(
      ({ close, intervalMs, openTime }) => {
        if (Number.isNaN(startedAt)) startedAt = openTime;
        const logReturn = closes.next(close);
        const before = volatility.value;
        if (!Number.isFinite(logReturn)) return undefined;
        volatility.push(logReturn);
        if (!Number.isFinite(before)) return undefined;
        const closedAt = openTime + intervalMs;
        wavesOfDay(closedAt, x);
        model.learn(x, logReturn / before);
        if (openTime - startedAt < WARM_MS) return undefined;
        wavesOfDay(closedAt + intervalMs, x);
        const found = model.predict(x);
        if (found === undefined) return undefined;
        ({ error, forecast } = found);
        return forecast;
      },
      {
        signal: () => Math.tanh(3 * forecast),
        confidence: () => (error > 0 ? confidenceOfZ(forecast / error) : 0),
        standardError: () => error,
      },
    );
  },
});

/** Writes 1 and the sine and cosine of one, two, … whole waves a day at a time into `x`. */
function wavesOfDay(time: number, x: Float64Array): void {
  const angle = (2 * Math.PI * (time % DAY_MS)) / DAY_MS;
  x[0] = 1;
  for (let k = 1; 2 * k < x.length; k += 1) {
    x[2 * k - 1] = Math.sin(k * angle);
    x[2 * k] = Math.cos(k * angle);
  }
}

/**
 * Ridge regression in which what is n rows old counts `memory ** n`, the ridge too. It keeps the sums of
 * products and solves them anew each time, so that rounding does not pile up.
 */
export class ForgetfulRidge {
  readonly #memory: number;
  readonly #products: readonly Float64Array[];
  readonly #withTarget: Float64Array;

  constructor(size: number, memory: number, ridge: number) {
    this.#memory = memory;
    this.#products = Array.from({ length: size }, (_, i) => {
      const row = new Float64Array(size);
      row[i] = ridge;
      return row;
    });
    this.#withTarget = new Float64Array(size);
  }

  learn(x: Float64Array, target: number): void {
    if (!Number.isFinite(target)) return;
    const memory = this.#memory;
    this.#products.forEach((row, i) => {
      const each = x[i] as number;
      for (let j = 0; j <= i; j += 1) row[j] = memory * (row[j] as number) + each * (x[j] as number);
      this.#withTarget[i] = memory * (this.#withTarget[i] as number) + each * target;
    });
  }

  /** The weights; undefined where the products have no inverse. */
  weights(): Float64Array | undefined {
    const factor = choleskyFactor(this.#products);
    return factor && choleskySolve(factor, this.#withTarget);
  }

  /** The value at `x` and its standard error for errors of one; undefined where the products have no inverse. */
  predict(x: Float64Array): { readonly forecast: number; readonly error: number } | undefined {
    const factor = choleskyFactor(this.#products);
    if (factor === undefined) return undefined;
    const solved = choleskySolve(factor, x);
    let forecast = 0;
    let variance = 0;
    for (let i = 0; i < x.length; i += 1) {
      forecast += (solved[i] as number) * (this.#withTarget[i] as number);
      variance += (solved[i] as number) * (x[i] as number);
    }
    return { forecast, error: Math.sqrt(Math.max(0, variance)) };
  }
}
