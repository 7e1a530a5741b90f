import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { logGamma } from '../../numerics/gamma-function.ts';
import { lineSlope } from '../../numerics/line-slope.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { garmanKlassVariance } from './bar-shape.ts';
import { volatilityScale } from './volatility-scale.ts';

const LAGS = [1, 2, 4, 8, 16, 32] as const;
const POWERS = [0.5, 1, 1.5, 2] as const;
const LEAST_VARIANCE = 1e-12;
const WARM_BLOCKS = 100;
const REFRESHED_EVERY = 10;
const ROUGHEST = 0.02;
const SMOOTHEST = 0.49;

/**
 * Volatility forecast that takes log volatility for a rough path: how its moves grow with the lag gives
 * the exponent, the exponent the weights of the past. Log return per bar of the next block, never
 * negative; held during the block. Warm after 100 blocks.
 */
export const roughVolatility = defineFormula({
  id: 'F166',
  key: 'rough-volatility',
  title: 'Rough volatility forecast',
  family: 'volatility',
  output: { unit: 'log return per bar', min: 0 },
  role: 'size',
  source: "Gatheral, J., Jaisson, T. and Rosenbaum, M., 'Volatility is rough', Quantitative Finance, 2018",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'blocks', meaning: 'history' },
      block: { unit: 'bars', meaning: 'bars per variance block' },
      lags: { fixed: '1,2,4,8,16,32', unit: 'blocks', meaning: 'lags of the structure function' },
      target: { unit: 'annual vol', meaning: 'volatility target' },
    },
    definition: `
      v_k = Garman-Klass variance (157) averaged over block k, floored at 1e-12; x_k=0.5*ln v_k. For q in
      {0.5,1,1.5,2}: m(q,L)=mean |x_k-x_{k-L}|^q over the history; zeta_q = OLS slope of ln m on ln L; H =
      sum q*zeta_q/sum q^2, clipped to [0.02,0.49]. One-block forecast: xhat = sum_j w_j*x_{k-j},
      j=0..n-1, w_j proportional to 1/((j+1.5)*(j+0.5)^(H+0.5)) normalised to sum 1 (discretised fBm
      predictor with horizon one block). Value exp(xhat)*exp(0.5*nu2*c), where nu2 = m(2,1) and c =
      Gamma(1.5-H)/(Gamma(H+0.5)*Gamma(2-2H)). Warm-up 100 blocks.
    `,
    update: 'O(n) per block; structure function O(n*6) every 10 blocks.',
    signal: 'size: scale = min(1, target/(value*sqrt(A))); H is shown on the volatility panel.',
    range: '(0,inf)',
  },
  defaults: { n: 500, block: 12, target: 0.4 },
  input: 'bar',
  readings: {
    ...SIZE,
    /** Exponent of the log volatility: 0.5 is a random walk, less is rougher. */
    hurst: { unit: '1', min: ROUGHEST, max: SMOOTHEST },
  },
  warmUp: ({ block }) => WARM_BLOCKS * block,

  start({ block, n, target }) {
    const history = new RecentValues(wholeNumber('a history', n, WARM_BLOCKS));
    const whole = new Float64Array(n);
    const variances = new RollingSum(block);
    const forecast = new RoughForecast(n);
    let bars = 0;
    let blocks = 0;
    let hurst = SMOOTHEST;
    let roughness = 0;
    let volatility: number | undefined;
    let intervalMs = 0;

    const onBlock = (variance: number): void => {
      history.push(0.5 * Math.log(Math.max(variance, LEAST_VARIANCE)));
      blocks += 1;
      if (blocks < WARM_BLOCKS) return;
      const path = history.isFull ? whole : whole.subarray(0, history.count);
      history.copyTo(whole);
      if ((blocks - WARM_BLOCKS) % REFRESHED_EVERY === 0) {
        hurst = clip(scalingExponent(path, LAGS) ?? hurst, ROUGHEST, SMOOTHEST);
        roughness = meanPowersOfMoves(path, 1)[POWERS.indexOf(2)] as number;
      }
      volatility = forecast.of(path, hurst, roughness);
    };

    return withReadings(
      (bar) => {
        intervalMs = bar.intervalMs;
        bars += 1;
        const sum = variances.push(garmanKlassVariance(bar));
        if (sum !== undefined && bars % block === 0) onBlock(sum / block);
        return volatility;
      },
      { scale: () => volatilityScale(target, volatility ?? 0, intervalMs), hurst: () => hurst },
    );
  },
});

/** Mean of `|x_k - x_(k - lag)|^power` over a path, for each of the powers. */
function meanPowersOfMoves(path: Float64Array, lag: number): readonly number[] {
  let roots = 0;
  let moves = 0;
  let rootCubes = 0;
  let squares = 0;
  for (let k = lag; k < path.length; k += 1) {
    const move = Math.abs((path[k] as number) - (path[k - lag] as number));
    const root = Math.sqrt(move);
    roots += root;
    moves += move;
    rootCubes += move * root;
    squares += move * move;
  }
  const count = path.length - lag;
  return [roots / count, moves / count, rootCubes / count, squares / count];
}

/** How moves grow with the lag, as an exponent over all powers; undefined of a path that does not move. */
export function scalingExponent(path: Float64Array, lags: readonly number[]): number | undefined {
  const logLags = lags.map(Math.log);
  const means = lags.map((lag) => meanPowersOfMoves(path, lag));
  let crossed = 0;
  let squared = 0;
  for (const [place, power] of POWERS.entries()) {
    const logMeans = means.map((ofLag) => Math.log(ofLag[place] as number));
    crossed += power * lineSlope(logLags, logMeans);
    squared += power * power;
  }
  const exponent = crossed / squared;
  return Number.isFinite(exponent) ? exponent : undefined;
}

/** Expected volatility of the next block from the path of log volatilities, the newest last. */
export const roughForecast = (path: Float64Array, hurst: number, roughness: number): number =>
  new RoughForecast(path.length).of(path, hurst, roughness);

/** {@link roughForecast} for paths of up to `length` blocks: what the past weighs stays while the exponent does. */
class RoughForecast {
  readonly #weights: Float64Array;
  #known = 0;
  #hurst = NaN;
  #correction = NaN;

  constructor(length: number) {
    this.#weights = new Float64Array(length);
  }

  of(path: Float64Array, hurst: number, roughness: number): number {
    this.#weigh(path.length, hurst);
    let sum = 0;
    let weights = 0;
    for (let age = 0; age < path.length; age += 1) {
      const weight = this.#weights[age] as number;
      sum += weight * (path[path.length - 1 - age] as number);
      weights += weight;
    }
    return Math.exp(sum / weights + 0.5 * roughness * this.#correction);
  }

  #weigh(count: number, hurst: number): void {
    if (hurst !== this.#hurst) {
      this.#known = 0;
      this.#hurst = hurst;
      this.#correction = Math.exp(logGamma(1.5 - hurst) - logGamma(hurst + 0.5) - logGamma(2 - 2 * hurst));
    }
    for (; this.#known < count; this.#known += 1) {
      const age = this.#known;
      this.#weights[age] = 1 / ((age + 1.5) * (age + 0.5) ** (hurst + 0.5));
    }
  }
}
