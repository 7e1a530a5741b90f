import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { burgCriterion, BurgRecursion } from '../../numerics/burg.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { writeDemeaned } from '../../numerics/demeaned.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { secondTurn } from '../turns.ts';

const LEAST_VARIANCE = 1e-24;

/** An autoregression around a mean, and by how much its criterion beats that of none. */
export interface ChosenAutoregression {
  readonly mean: number;
  /** The newest return first; empty where the mean alone is best. */
  readonly coefficients: Float64Array;
  readonly gain: number;
}

/**
 * Forecast of the next return by the autoregression of the order that the criterion of Akaike prefers. Log
 * return; above zero a rise. Warm after `n` returns, fitted again every `k` bars; 0 where nothing moves.
 */
export const arBurgAicForecast = defineFormula({
  id: 'F38',
  key: 'ar-burg-aic-forecast',
  title: 'Burg autoregression with AIC order',
  family: 'time-series',
  output: { unit: 'log return' },
  role: 'direction',
  source:
    "Burg, J. P., 'Maximum Entropy Spectral Analysis', 1967/1975; Akaike, H., 'A New Look at the Statistical Model Identification', IEEE Transactions on Automatic Control, 1974",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      pmax: { unit: 'lags', meaning: 'largest order' },
      k: { unit: 'bars', meaning: 'refit interval' },
    },
    definition: `
      x=r-mean over W_n. f_t=b_t=x_t, s_0=mean x^2. For m=1..pmax: k_m = 2*sum f_t*b_{t-1}/sum
      (f_t^2+b_{t-1}^2) over t=m+1..n; a_m,m=k_m; a_m,j=a_{m-1,j}-k_m*a_{m-1,m-j}; f_t <- f_t-k_m*b_{t-1},
      b_t <- b_{t-1}-k_m*f_t (old f); s_m=s_{m-1}(1-k_m^2). AIC_m = n ln s_m + 2(m+1), m=0..pmax; order p
      = smallest AIC (lowest order on ties). Forecast f = mean + sum_j a_{p,j} x_{t+1-j}. Value f. s_0=0:
      0. Warm-up n.
    `,
    update: 'Batch O(n*pmax)=1600 multiply-adds every k bars; forecast O(pmax) per bar.',
    signal: 'signal = tanh(3*f/sig_t); confidence = clip((AIC_0-AIC_p)/10,0,1).',
    range: '(-inf,inf)',
  },
  defaults: { n: 200, pmax: 8, k: 5 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Order of the autoregression; 0 where the mean alone is best. */
    order: { unit: 'bars', min: 0 },
  },
  warmUp: ({ n }) => n + 1,

  start({ k, n, pmax }) {
    const closes = new CloseReturns();
    const returns = new IntervalWindow(n, k, {
      least: 2 * wholeNumber('pmax', pmax) + 1,
      second: secondTurn(38, k),
    });
    const volatility = new BarVolatility();
    const choice = new AutoregressionChoice(n, pmax);
    const returnAt = (age: number): number => returns.at(age);
    let model: ChosenAutoregression | undefined;
    let forecast = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = closes.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        volatility.push(logReturn);
        const window = returns.push(logReturn);
        if (!returns.isFull) return undefined;
        if (window !== undefined) model = choice.of(window);
        forecast = model === undefined ? 0 : forecastOf(model, returnAt);
        return forecast;
      },
      {
        signal: () => Math.tanh((3 * forecast) / volatility.value),
        confidence: () => clip((model?.gain ?? 0) / 10, 0, 1),
        order: () => model?.coefficients.length ?? 0,
      },
    );
  },
});

/** The best autoregressions by the criterion of Akaike, of `count` returns at a time. */
export class AutoregressionChoice {
  readonly #recursion: BurgRecursion;
  readonly #centered: Float64Array;

  constructor(count: number, mostOrder: number) {
    this.#recursion = new BurgRecursion(count, mostOrder);
    this.#centered = new Float64Array(count);
  }

  /** Valid until the next call; none where the returns do not vary. */
  of(returns: Float64Array): ChosenAutoregression | undefined {
    const { models, variances } = this.#recursion;
    const mean = writeDemeaned(returns, this.#centered);
    this.#recursion.solve(this.#centered);
    if (!((variances[0] as number) > LEAST_VARIANCE)) return undefined;
    const criterionOf = (order: number) => burgCriterion(variances[order] as number, order, returns.length);
    const first = criterionOf(0);
    let best = 0;
    let least = first;
    for (let order = 1; order <= this.#recursion.order; order += 1) {
      const criterion = criterionOf(order);
      if (!(criterion < least)) continue;
      best = order;
      least = criterion;
    }
    const gain = Math.min(first - least, Number.MAX_VALUE);
    return { mean, coefficients: models[best] as Float64Array, gain };
  }
}

function forecastOf({ coefficients, mean }: ChosenAutoregression, returnAt: (age: number) => number): number {
  let forecast = mean;
  for (let j = 0; j < coefficients.length; j += 1) {
    forecast += (coefficients[j] as number) * (returnAt(j) - mean);
  }
  return forecast;
}
