import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { productAround } from '../../numerics/four-sums.ts';
import { nelderMead } from '../../numerics/nelder-mead.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';
import { volatilityScale } from './volatility-scale.ts';

const WARM = 250;

/**
 * Volatility forecast of the next bar in which old returns fade slowly, as a power of their age. Log
 * return per bar, never negative. Warm after 250 returns with the default memory, which is fitted once
 * `n` returns exist. Returns count around zero; their mean square over the window sets the level.
 */
export const figarch = defineFormula({
  id: 'F155',
  key: 'figarch',
  title: 'FIGARCH(1,d,1) long-memory volatility',
  family: 'volatility',
  output: { unit: 'log return per bar', min: 0 },
  role: 'size',
  source:
    "Baillie, R. T., Bollerslev, T. and Mikkelsen, H. O., 'Fractionally integrated generalized autoregressive conditional heteroskedasticity', Journal of Econometrics, 1996",
  catalogue: {
    inputs: ['returns'],
    params: {
      phi: { unit: '1', meaning: 'short-memory ARCH' },
      d: { unit: '1', meaning: 'memory' },
      beta: { unit: '1', meaning: 'short-memory GARCH' },
      K: { unit: 'bars', meaning: 'truncation' },
      n: { unit: 'bars', meaning: 'window of the refit' },
      k: { unit: 'bars', meaning: 'refit interval' },
      target: { unit: 'annual vol', meaning: 'volatility target' },
    },
    definition: `
      Weights l_1=phi-beta+d, delta_1=d; for k>=2: delta_k=(k-1-d)/k*delta_{k-1},
      l_k=beta*l_{k-1}+delta_k-phi*delta_{k-1}. s_{t+1}=w/(1-beta)+sum_{k=1..K} l_k*e_{t+1-k}^2 (missing
      past replaced by the mean of the available e^2); w so that the mean of s equals the window variance:
      w=(1-beta)*mean(e^2)*(1-sum l_k), floored at 0. Defaults are used until 2000 bars exist, then
      (phi,d,beta) by NM on the Gaussian logL within 0<=phi<=(1-d)/2, 0<d<0.95, 0<=beta<=phi+d. Value
      sqrt(s_{t+1}). Warm-up 250.
    `,
    update: `
      O(K)=500 per bar; refit 400*n*K/10 (sum of exponentials approximation allowed, relative error 1e-3)
      in slices.
    `,
    signal: 'size: scale = min(1, target/(value*sqrt(A))).',
    range: '(0,inf)',
  },
  defaults: { phi: 0.2, d: 0.4, beta: 0.45, K: 500, n: 2000, k: 1000, target: 0.4 },
  input: 'bar',
  readings: SIZE,
  warmUp: () => WARM + 1,
  fit: fitFigarch,

  start(params) {
    const { K, k, n, target } = params;
    const squares = new RecentValues(wholeNumber('K', K));
    const recent = new Float64Array(K);
    const window = new RecentValues(wholeNumber('a window', n));
    const moments = new RollingMoments(n);
    const returns = new CloseReturns();
    let theta: readonly number[] = [params.phi, params.d, params.beta];
    let weights = memoryOf(theta, K);
    let count = 0;
    let intervalMs = 0;
    let volatility = 0;

    const step = ({ close, intervalMs: length }: { close: number; intervalMs: number }) => {
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return undefined;
      const square = logReturn * logReturn;
      squares.push(square);
      window.push(square);
      moments.push(square);
      count += 1;
      if (count < WARM) return undefined;
      intervalMs = length;
      const known = firstOf(recent, squares.copyTo(recent));
      volatility = Math.sqrt(nextVariance(weights, known, Math.max(0, moments.mean)));
      return volatility;
    };
    return withRefit(withReadings(step, { scale: () => volatilityScale(target, volatility, intervalMs) }), {
      due: () =>
        count >= n && (count - n) % k === 0
          ? { params, data: { squares: window.toArray() }, last: theta }
          : undefined,
      accept: (model) => {
        theta = [...model];
        weights = memoryOf(theta, K);
      },
    });
  },
});

/** Weights of the squares of the last `length` bars, the newest first, of `theta` phi, d, beta. */
export function figarchWeights([phi = 0, d = 0, beta = 0]: readonly number[], length: number): Float64Array {
  const weights = new Float64Array(length);
  let delta = d;
  let weight = phi - beta + d;
  weights[0] = weight;
  for (let k = 2; k <= length; k += 1) {
    const deltaBefore = delta;
    delta = ((k - 1 - d) / k) * delta;
    weight = beta * weight + delta - phi * deltaBefore;
    weights[k - 1] = weight;
  }
  return weights;
}

interface Memory {
  /** Of the squares of bars, the oldest first. */
  readonly weights: Float64Array;
  /** What the weights of the newest 0, 1, 2, … squares leave of 1. */
  readonly left: Float64Array;
}

function memoryOf(theta: readonly number[], length: number): Memory {
  const weights = figarchWeights(theta, length);
  const left = new Float64Array(length + 1).fill(1);
  for (let age = 0; age < length; age += 1) left[age + 1] = (left[age] as number) - (weights[age] as number);
  return { weights: weights.reverse(), left };
}

/** The first `count` of a list; the list itself where it has no more, which is so in all bars but the first. */
function firstOf(list: Float64Array, count: number): Float64Array {
  return count === list.length ? list : list.subarray(0, count);
}

/** Variance of the next bar, from squares oldest first; those before the first seen are taken to be the mean. */
function nextVariance({ left, weights }: Memory, squares: Float64Array, mean: number): number {
  const isWhole = squares.length === weights.length;
  const newest = isWhole ? weights : weights.subarray(weights.length - squares.length);
  const missing = left[squares.length] as number;
  // The constant and the missing past both count with the mean: together the weights sum to 1.
  return Math.max(0, productAround(newest, 0, squares, 0) + Math.max(0, missing) * mean);
}

function fitFigarch({ data: { squares = new Float64Array() }, last, params }: FitJob): FitModel | undefined {
  const mean = squares.reduce((sum, each) => sum + each, 0) / squares.length;
  const start = last ? [...last] : [params['phi'] ?? 0, params['d'] ?? 0, params['beta'] ?? 0];
  if (!(mean > 1e-24)) return undefined;
  const scaled = squares.map((each) => each / mean);
  const length = Math.min(params['K'] ?? scaled.length, scaled.length);
  return nelderMead(
    (theta) => (isValid(theta) ? deviance(scaled, figarchWeights(theta, length)) : Infinity),
    start,
  ).point;
}

function isValid([phi = 0, d = 0, beta = 0]: readonly number[]): boolean {
  return phi >= 0 && phi <= (1 - d) / 2 && d > 0 && d < 0.95 && beta >= 0 && beta <= phi + d;
}

/** Minus twice the Gaussian log-likelihood of squares with a mean of 1, but for a constant. */
function deviance(squares: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let missing = 1;
  for (let t = 0; t < squares.length; t += 1) {
    const known = Math.min(t, weights.length);
    if (t > 0 && t <= weights.length) missing -= weights[t - 1] as number;
    let variance = Math.max(missing, 1e-6);
    for (let k = 0; k < known; k += 1) variance += (weights[k] as number) * (squares[t - 1 - k] as number);
    sum += Math.log(variance) + (squares[t] as number) / variance;
  }
  return sum;
}
