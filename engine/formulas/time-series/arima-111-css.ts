import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { nelderMead } from '../../numerics/nelder-mead.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';

/** Largest size of the two coefficients. */
const BOUND = 0.99;
const START = [0.1, -0.1] as const;
const LEAST_DEVIATION = 1e-12;

/** Coefficients of a return on the one before and on the error of the one before, and their constant. */
export interface ArmaCoefficients {
  readonly c: number;
  readonly phi: number;
  readonly theta: number;
}

/**
 * Forecast of the next return by an ARIMA(1,1,1) of the log price. Log return; above zero a rise. Fitted
 * first on `n` returns, then every `k`; warm with the next. The fit works on returns in units of their
 * deviation, and begins both at the start of the first and at the fit before.
 */
export const arima111Css = defineFormula({
  id: 'F39',
  key: 'arima-111-css',
  title: 'ARIMA(1,1,1) forecast by conditional sum of squares',
  family: 'time-series',
  output: { unit: 'log return' },
  role: 'direction',
  source: "Box, G. E. P. and Jenkins, G. M., 'Time Series Analysis: Forecasting and Control', 1970",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
    },
    definition: `
      w_t = d ln c_t over W_n (n returns). Residuals e_1=0, e_t=w_t-c-phi*w_{t-1}-theta*e_{t-1};
      CSS=sum_{t>=2} e_t^2. Minimise over c, phi=0.99*tanh(x1), theta=0.99*tanh(x2) with NM, start
      c=mean(w), x1=0.1, x2=-0.1 (or the last fit). sigma_e^2=CSS/(n-1). Forecast of the next return
      f=c+phi*w_t+theta*e_t. R = 1-CSS/sum_{t>=2}(w_t-mean)^2. Value f. Warm-up n.
    `,
    update: `
      Refit every k bars: <= 400 evaluations of O(n); in between e_t is updated in O(1) with frozen
      parameters.
    `,
    signal: 'signal = tanh(3*f/sig_t); confidence = clip(n*R/10,0,1).',
    range: '(-inf,inf)',
  },
  defaults: { n: 300, k: 20 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ n }) => n + 2,
  fit: fitArma,

  start(params) {
    const { k, n } = params;
    const closes = new CloseReturns();
    const returns = new RecentValues(wholeNumber('a window', n, 6));
    const every = wholeNumber('a refit interval', k);
    const volatility = new BarVolatility();
    let sinceDue = every;
    let model: FitModel | undefined;
    let error = 0;
    let forecast = 0;

    const step = ({ close }: { close: number }) => {
      const logReturn = closes.next(close);
      if (!Number.isFinite(logReturn)) return undefined;
      const before = returns.at(0);
      returns.push(logReturn);
      volatility.push(logReturn);
      if (returns.isFull) sinceDue += 1;
      if (model === undefined) return undefined;
      const [c = NaN, phi = NaN, theta = NaN] = model;
      error = logReturn - c - phi * before - theta * error;
      forecast = c + phi * logReturn + theta * error;
      return forecast;
    };
    const readings = {
      signal: () => Math.tanh((3 * forecast) / volatility.value),
      confidence: () => clip((n * (model?.[4] ?? 0)) / 10, 0, 1),
    };
    return withRefit(withReadings(step, readings), {
      due: () => {
        if (!returns.isFull || sinceDue < every) return undefined;
        sinceDue = 0;
        const job = { params, data: { returns: returns.toArray() } };
        return model === undefined ? job : { ...job, last: model };
      },
      accept: (found) => {
        model = found;
        error = found[3] ?? 0;
      },
    });
  },
});

/** Errors of the forecasts along returns, the first taken to be 0: their squares from the second on, and the last. */
export function conditionalSquares(
  returns: Float64Array,
  { c, phi, theta }: ArmaCoefficients,
): { readonly squares: number; readonly lastError: number } {
  let error = 0;
  let squares = 0;
  for (let t = 1; t < returns.length; t += 1) {
    error = (returns[t] as number) - c - phi * (returns[t - 1] as number) - theta * error;
    squares += error * error;
  }
  return { squares, lastError: error };
}

/** Model: c, phi, theta, the error of the last return, and the share of the squares around the mean explained. */
function fitArma({ data: { returns = new Float64Array() }, last }: FitJob): FitModel | undefined {
  const mean = returns.reduce((sum, each) => sum + each, 0) / returns.length;
  const scale = Math.sqrt(returns.reduce((sum, each) => sum + (each - mean) ** 2, 0) / returns.length);
  if (!(scale > LEAST_DEVIATION)) return undefined;
  const scaled = returns.map((each) => each / scale);
  const search = (start: readonly number[]) =>
    nelderMead((x) => conditionalSquares(scaled, bounded(x)).squares, start);
  let best = search([mean / scale, ...START]);
  if (last !== undefined) {
    // Near a bound nothing slopes: begun there alone, no search would ever come away again.
    const next = search([(last[0] ?? 0) / scale, unbounded(last[1] ?? 0), unbounded(last[2] ?? 0)]);
    if (next.value < best.value) best = next;
  }
  const found = bounded(best.point);
  const { lastError, squares } = conditionalSquares(scaled, found);
  const total = scaled.subarray(1).reduce((sum, each) => sum + (each - mean / scale) ** 2, 0);
  return [found.c * scale, found.phi, found.theta, lastError * scale, total > 0 ? 1 - squares / total : 0];
}

function bounded([c = 0, x1 = 0, x2 = 0]: readonly number[]): ArmaCoefficients {
  return { c, phi: BOUND * Math.tanh(x1), theta: BOUND * Math.tanh(x2) };
}

function unbounded(coefficient: number): number {
  return Math.atanh(clip(coefficient / BOUND, -1 + 1e-9, 1 - 1e-9));
}
