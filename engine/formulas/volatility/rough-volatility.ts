import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { logGamma } from '../../numerics/gamma-function.ts';
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
        roughness = structure(path, 2, 1);
      }
      volatility = roughForecast(path, hurst, roughness);
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

/** Mean of `|x_k - x_(k - lag)|^power` over a path. */
function structure(path: Float64Array, power: number, lag: number): number {
  let sum = 0;
  for (let k = lag; k < path.length; k += 1) {
    sum += Math.abs((path[k] as number) - (path[k - lag] as number)) ** power;
  }
  return sum / (path.length - lag);
}

/** How moves grow with the lag, as an exponent over all powers; undefined of a path that does not move. */
export function scalingExponent(path: Float64Array, lags: readonly number[]): number | undefined {
  let crossed = 0;
  let squared = 0;
  for (const power of POWERS) {
    crossed += power * slope(lags.map((lag) => [Math.log(lag), Math.log(structure(path, power, lag))]));
    squared += power * power;
  }
  const exponent = crossed / squared;
  return Number.isFinite(exponent) ? exponent : undefined;
}

function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const xy = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return xy / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

/** Expected volatility of the next block from the path of log volatilities, the newest last. */
export function roughForecast(path: Float64Array, hurst: number, roughness: number): number {
  let sum = 0;
  let weights = 0;
  for (let age = 0; age < path.length; age += 1) {
    const weight = 1 / ((age + 1.5) * (age + 0.5) ** (hurst + 0.5));
    sum += weight * (path[path.length - 1 - age] as number);
    weights += weight;
  }
  const correction = Math.exp(logGamma(1.5 - hurst) - logGamma(hurst + 0.5) - logGamma(2 - 2 * hurst));
  return Math.exp(sum / weights + 0.5 * roughness * correction);
}
