import { nelderMead } from '../../numerics/nelder-mead.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { withRefit } from '../refit.ts';
import { backcast, ConditionalVariance, fitVariance, varianceLikelihood } from './conditional-variance.ts';
import { volatilityScale } from './volatility-scale.ts';

const START = [0.05, 0.05, 0.9] as const;
const MOST_PERSISTENT = 0.999;

/**
 * Volatility forecast by GARCH(1,1): mean of the next `h` bars, which returns to its long-run level.
 * Log return per bar, never negative. Fitted first on `n / 2` returns; warm with the next.
 */
export const garch11 = defineFormula({
  id: 'F152',
  key: 'garch-11',
  title: 'GARCH(1,1)',
  family: 'volatility',
  output: { unit: 'log return per bar', min: 0 },
  role: 'size',
  source:
    "Bollerslev, T., 'Generalized Autoregressive Conditional Heteroskedasticity', Journal of Econometrics, 1986",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      h: { unit: 'bars', meaning: 'forecast horizon' },
      target: { unit: 'annual vol', meaning: 'volatility target' },
    },
    definition: `
      Returns scaled by their window sd0 and demeaned. s_t=w+a*e_{t-1}^2+b*s_{t-1}; s_1 = backcast:
      sum_{i<=75} 0.94^i e_i^2/sum 0.94^i. Gaussian logL=-0.5*sum[ln 2pi+ln s_t+e_t^2/s_t].
      Parametrisation as in 51 (a+b<0.999), NM from (w,a,b)=(0.05,0.05,0.90) or the last fit. Forecast
      s_{t+1}=w+a*e_t^2+b*s_t; s_{t+j}=V+(a+b)^(j-1)*(s_{t+1}-V), V=w/(1-a-b). Value = sqrt of the mean
      forecast variance over h bars (unscaled). Warm-up n/2.
    `,
    update: 'Filter O(1); refit 400*n = 4*10^5 operations every k bars.',
    signal: 'size: scale = min(1, target/(value*sqrt(A))).',
    range: '(0,inf)',
  },
  defaults: { n: 1000, k: 200, h: 5, target: 0.4 },
  input: 'bar',
  readings: SIZE,
  warmUp: (params) => ConditionalVariance.firstValueAt(params) + 1,
  fit: (job) => fitVariance(job, garchStep, searchGarch),

  start(params) {
    const { h, target } = params;
    const model = new ConditionalVariance(params, garchStep);
    const returns = new CloseReturns();
    let intervalMs = 0;
    let volatility = 0;

    const step = ({ close, intervalMs: length }: { close: number; intervalMs: number }) => {
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return undefined;
      model.push(logReturn);
      const { theta } = model;
      if (theta === undefined) return undefined;
      intervalMs = length;
      volatility = model.scale * Math.sqrt(meanForecast(theta, model.variance, h));
      return volatility;
    };
    return withRefit(
      withReadings(step, { scale: () => volatilityScale(target, volatility, intervalMs) }),
      model,
    );
  },
});

/** `w + a e^2 + b s` of `theta` w, a, b. */
export function garchStep(theta: readonly number[], innovation: number, variance: number): number {
  const w = theta[0] ?? 0;
  const a = theta[1] ?? 0;
  const b = theta[2] ?? 0;
  return w + a * innovation * innovation + b * variance;
}

/** Mean variance of the next `bars` bars, of which the first has `next`. */
export function meanForecast(theta: readonly number[], next: number, bars: number): number {
  const w = theta[0] ?? 0;
  const a = theta[1] ?? 0;
  const b = theta[2] ?? 0;
  const longRun = w / (1 - a - b);
  let sum = 0;
  for (let j = 0; j < bars; j += 1) sum += longRun + (a + b) ** j * (next - longRun);
  return sum / bars;
}

function searchGarch(innovations: Float64Array, last: readonly number[] = START): readonly number[] {
  const first = backcast(innovations);
  const { point } = nelderMead(
    (x) => -varianceLikelihood(garchStep, boundedGarch(x), innovations, first),
    unboundedGarch(last),
  );
  return boundedGarch(point);
}

/** Any three numbers as w above zero, a and b not below zero with a sum below 0.999. */
export function boundedGarch([x1 = 0, x2 = 0, x3 = 0]: readonly number[]): number[] {
  const persistence = MOST_PERSISTENT / (1 + Math.exp(-x2));
  const share = 1 / (1 + Math.exp(-x3));
  return [Math.exp(x1), persistence * share, persistence * (1 - share)];
}

/** The numbers that {@link boundedGarch} turns into these w, a and b. */
export function unboundedGarch([w = 0, a = 0, b = 0]: readonly number[]): number[] {
  const logit = (p: number) => Math.log(p / (1 - p));
  const inside = (p: number) => Math.min(Math.max(p, 1e-9), 1 - 1e-9);
  return [
    Math.log(Math.max(w, 1e-12)),
    logit(inside((a + b) / MOST_PERSISTENT)),
    logit(inside(a / Math.max(a + b, 1e-12))),
  ];
}
