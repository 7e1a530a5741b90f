import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { nelderMead } from '../../numerics/nelder-mead.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';
import { volatilityScale } from './volatility-scale.ts';

/** Mean and variance of the log of a squared standard normal variable. */
const LOG_SQUARE_MEAN = -1.2703628454614782;
const LOG_SQUARE_VARIANCE = Math.PI ** 2 / 2;
const OFFSET = 0.001;
const WARM = 200;

/**
 * Volatility forecast of the next bar that takes log variance for a hidden state, seen through the log of
 * each squared return. Log return per bar, never negative. Warm after 200 returns with the default
 * persistence, which is fitted every `k` bars.
 */
export const stochasticVolatilityQml = defineFormula({
  id: 'F167',
  key: 'stochastic-volatility-qml',
  title: 'Stochastic volatility by quasi maximum likelihood',
  family: 'volatility',
  output: { unit: 'log return per bar', min: 0 },
  role: 'size',
  source:
    "Harvey, A., Ruiz, E. and Shephard, N., 'Multivariate Stochastic Variance Models', Review of Economic Studies, 1994",
  catalogue: {
    inputs: ['returns'],
    params: {
      phi: { unit: '1', meaning: 'persistence' },
      q: { unit: '1', meaning: 'variance of the volatility shock' },
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      target: { unit: 'annual vol', meaning: 'volatility target' },
    },
    definition: `
      e=r-mean over the window; y_t=ln(e_t^2+0.001*var0(e)) (the offset tames zero returns). Model
      y_t=h_t+u_t, E u=-1.27036, var u=pi^2/2; h_{t+1}=mu+phi*(h_t-mu)+eta, var q. Kalman filter:
      prediction a,P (start mu, q/(1-phi^2)); v=y-a+1.27036; F=P+pi^2/2; K=P/F; h=a+K*v; P_f=P*(1-K);
      a'=mu+phi*(h-mu), P'=phi^2*P_f+q. mu = mean(y)+1.27036. Every k bars phi=tanh(x1), q=exp(x2)
      maximise -0.5*sum(ln F+v^2/F) by NM. Value exp(a'/2+P'/8): expected volatility of the next bar.
      Warm-up 200.
    `,
    update: 'O(1) per bar; refit 4*10^5 operations.',
    signal: 'size: scale = min(1, target/(value*sqrt(A))).',
    range: '(0,inf)',
  },
  defaults: { phi: 0.98, q: 0.02, n: 1000, k: 500, target: 0.4 },
  input: 'bar',
  readings: SIZE,
  warmUp: () => WARM + 1,
  fit: fitPersistence,

  start(params) {
    const { k, n, target } = params;
    const window = new RecentValues(wholeNumber('a window', n, WARM));
    const moments = new RollingMoments(n);
    const logSquares = new RollingMoments(n);
    const returns = new CloseReturns();
    let theta: readonly number[] = [params.phi, params.q];
    let state: LogVariance | undefined;
    let count = 0;
    let intervalMs = 0;
    let volatility = 0;

    const step = ({ close, intervalMs: length }: { close: number; intervalMs: number }) => {
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return undefined;
      count += 1;
      window.push(logReturn);
      moments.push(logReturn);
      const y = logSquare(logReturn - moments.mean, moments.populationVariance);
      if (!Number.isFinite(y)) return undefined;
      logSquares.push(y);
      const level = logSquares.mean - LOG_SQUARE_MEAN;
      state = filtered(state ?? begun(theta, level), y, theta, level).state;
      if (count < WARM) return undefined;
      intervalMs = length;
      volatility = Math.exp(state.mean / 2 + state.variance / 8);
      return volatility;
    };
    return withRefit(withReadings(step, { scale: () => volatilityScale(target, volatility, intervalMs) }), {
      due: () =>
        count >= WARM && count % k === 0
          ? { params, data: { returns: window.toArray() }, last: theta }
          : undefined,
      accept: (model) => {
        theta = [...model];
      },
    });
  },
});

/** What is expected of the log variance of the next bar, and how surely. */
export interface LogVariance {
  readonly mean: number;
  readonly variance: number;
}

/** What one bar teaches: the surprise, its variance, the log variance of the bar and that of the next. */
interface Filtered {
  readonly surprise: number;
  readonly surpriseVariance: number;
  readonly level: number;
  readonly state: LogVariance;
}

/** One step of the Kalman filter for `theta` phi, q around the long-run `level`. */
export function filtered(
  before: LogVariance,
  y: number,
  [phi = 0, q = 0]: readonly number[],
  level: number,
): Filtered {
  const surprise = y - before.mean - LOG_SQUARE_MEAN;
  const surpriseVariance = before.variance + LOG_SQUARE_VARIANCE;
  const gain = before.variance / surpriseVariance;
  const now = before.mean + gain * surprise;
  const state = {
    mean: level + phi * (now - level),
    variance: phi * phi * before.variance * (1 - gain) + q,
  };
  return { surprise, surpriseVariance, level: now, state };
}

function begun([phi = 0, q = 0]: readonly number[], level: number): LogVariance {
  return { mean: level, variance: q / (1 - phi * phi) };
}

/** Log of a squared return; an offset keeps returns of zero from being infinitely quiet. */
function logSquare(deviation: number, variance: number): number {
  return Math.log(deviation * deviation + OFFSET * variance);
}

function fitPersistence({
  data: { returns = new Float64Array() },
  last = [0.98, 0.02],
}: FitJob): FitModel | undefined {
  const mean = returns.reduce((sum, each) => sum + each, 0) / returns.length;
  const variance = returns.reduce((sum, each) => sum + (each - mean) ** 2, 0) / returns.length;
  if (!(variance > 1e-24)) return undefined;
  const observed = returns.map((each) => logSquare(each - mean, variance));
  const level = observed.reduce((sum, each) => sum + each, 0) / observed.length - LOG_SQUARE_MEAN;
  const [phi = 0.98, q = 0.02] = last;
  const bounded = ([x1 = 0, x2 = 0]: readonly number[]) => [Math.tanh(x1), Math.exp(x2)];
  const { point } = nelderMead((x) => deviance(observed, bounded(x), level), [Math.atanh(phi), Math.log(q)]);
  const model = bounded(point);
  // A persistence that rounds to 1 has no long-run level to begin at.
  return Math.abs(model[0] ?? 1) < 1 ? model : undefined;
}

function deviance(observed: Float64Array, theta: readonly number[], level: number): number {
  let state = begun(theta, level);
  let sum = 0;
  for (let i = 0; i < observed.length; i += 1) {
    const step = filtered(state, observed[i] as number, theta, level);
    sum += Math.log(step.surpriseVariance) + step.surprise ** 2 / step.surpriseVariance;
    state = step.state;
  }
  return sum / 2;
}
