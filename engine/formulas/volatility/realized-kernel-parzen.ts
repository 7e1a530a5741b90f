import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { PriceGrid } from './price-grid.ts';
import { volatilityScale } from './volatility-scale.ts';

const RECOMPUTED_MS = 60_000;
const SPARSE_MS = 1_200_000;

/**
 * Variance of the last `W` seconds from prices every `grid` seconds, with autocovariances that take the
 * noise out. Log return squared over the window, never negative; computed afresh once a minute and held
 * in between. Warm when the grid spans the window.
 */
export const realizedKernelParzen = defineFormula({
  id: 'F161',
  key: 'realized-kernel-parzen',
  title: 'Realised kernel (Parzen)',
  family: 'volatility',
  output: { unit: 'variance per window', min: 0 },
  role: 'size',
  source:
    "Barndorff-Nielsen, O. E., Hansen, P. R., Lunde, A. and Shephard, N., 'Designing Realized Kernels to Measure the ex post Variation of Equity Prices in the Presence of Noise', Econometrica, 2008",
  catalogue: {
    inputs: ['trades'],
    params: {
      W: { unit: 's', meaning: 'window' },
      grid: { unit: 's', meaning: 'sampling grid' },
      target: { unit: 'annual vol', meaning: 'volatility target' },
    },
    definition: `
      Returns x_j on the grid (last trade), n of them. g_h=sum_{j>h} x_j x_{j-h}. Bandwidth
      H=ceil(3.5134*xi^(4/5)*n^(3/5)), xi^2=w2/IV with w2=RV/(2n) on the full grid and IV = RV of
      20-minute returns; H limited to [1,n/4]. Value RK=g_0+2*sum_{h=1..H} k(h/(H+1))*g_h, Parzen
      k(x)=1-6x^2+6x^3 for x<=1/2, 2(1-x)^3 for x<=1. Warm-up W.
    `,
    update: 'O(n*H) per minute (2880*60 multiply-adds).',
    signal: 'size: scale = min(1, target/sqrt(RK*31536000/W)).',
    range: '[0,inf)',
  },
  defaults: { W: 14400, grid: 5, target: 0.4 },
  input: 'trade',
  readings: SIZE,
  warmUp: () => 2,
  // The last point of the window is known once time has passed it.
  warmUpMs: ({ W }) => 1000 * W + 1,

  start({ W, grid, target }) {
    const n = wholeNumber('steps of the grid', Math.round(W / grid), 4);
    const returns = new RecentValues(n);
    const points = new PriceGrid(1000 * grid, n + 1);
    const window = new Float64Array(n);
    const sparseSteps = Math.max(1, Math.round(SPARSE_MS / (1000 * grid)));
    let before = NaN;
    let computedAt = -Infinity;
    let variance: number | undefined;

    const onPoint = (logPrice: number): void => {
      if (!Number.isNaN(before)) returns.push(logPrice - before);
      before = logPrice;
    };

    return withReadings(
      ({ price, time }) => {
        points.push(time, price, onPoint);
        if (!returns.isFull) return undefined;
        if (time - computedAt >= RECOMPUTED_MS) {
          computedAt = time;
          returns.copyTo(window);
          variance = Math.max(0, realizedKernel(window, bandwidthOf(window, sparseSteps)));
        }
        return variance;
      },
      { scale: () => volatilityScale(target, Math.sqrt(variance ?? 0), 1000 * W) },
    );
  },
});

/** The kernel estimate with Parzen weights over `bandwidth` lags; may be below zero. */
export function realizedKernel(returns: Float64Array, bandwidth: number): number {
  let sum = autocovariance(returns, 0);
  for (let lag = 1; lag <= bandwidth; lag += 1) {
    sum += 2 * parzen(lag / (bandwidth + 1)) * autocovariance(returns, lag);
  }
  return sum;
}

function autocovariance(values: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < values.length; i += 1) sum += (values[i] as number) * (values[i - lag] as number);
  return sum;
}

/** The Parzen weight at a share of the bandwidth, 1 at 0 and 0 at 1. */
function parzen(x: number): number {
  return x <= 0.5 ? 1 - 6 * x ** 2 + 6 * x ** 3 : 2 * (1 - x) ** 3;
}

/** Lags that suit the ratio of noise to signal; at least 1, at most a quarter of the returns. */
function bandwidthOf(returns: Float64Array, sparseSteps: number): number {
  const n = returns.length;
  let sparse = 0;
  for (let from = 0; from < n; from += sparseSteps) {
    let move = 0;
    for (let i = from; i < Math.min(n, from + sparseSteps); i += 1) move += returns[i] as number;
    sparse += move * move;
  }
  const noise = autocovariance(returns, 0) / (2 * n);
  const most = Math.floor(n / 4);
  if (!(sparse > 0)) return noise > 0 ? most : 1;
  return clip(Math.ceil(3.5134 * (noise / sparse) ** (2 / 5) * n ** (3 / 5)), 1, most);
}
