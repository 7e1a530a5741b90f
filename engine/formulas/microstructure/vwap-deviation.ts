import { clip } from '../../numerics/clip.ts';
import { LateWindow } from '../../numerics/late-window.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { typicalPrice } from '../volume/typical-price.ts';

/** What is left of the confidence where the bands are not narrow. */
const WIDE_BANDS = 0.6;

/** A spread below this share of the price is rounding, not movement. */
const NO_SPREAD = 1e-12;

/**
 * How far the close is from the volume-weighted average price of the last `n` bars, in volume-weighted
 * standard deviations of their typical prices. Above zero the close is dear. 0 where prices did not
 * move; no value where nothing traded. Warm after `n` bars.
 */
export const vwapDeviation = defineFormula({
  id: 'F110',
  key: 'vwap-deviation',
  title: 'VWAP deviation with volume-weighted bands',
  family: 'microstructure',
  output: { unit: 'sd units' },
  role: 'direction',
  source:
    "Berkowitz, S. A., Logue, D. E. and Noser, E. A., 'The Total Cost of Transactions on the NYSE', Journal of Finance, 1988 (VWAP as fair value); the two-sigma rule is that of source document 002",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'rolling window' },
      k: { unit: 'sd', meaning: 'entry distance' },
      bw: { unit: 'rank', meaning: 'bandwidth rank below which reversion is trusted most' },
      N: { unit: 'bars', meaning: 'history of the bandwidth' },
    },
    definition: `
      Typical price T=(h+l+c)/3, weights v. W=sum v*T/sum v over W_n; S=sqrt(sum v*(T-W)^2/sum v). Value
      z=(c_t-W)/S (0 if S<=1e-12*W). Also the deviation 100*(c/W-1) in percent and the bandwidth 2*k*S/W.
      Warm-up n bars; sum v = 0: null.
    `,
    update: `
      Rolling sums of v, v*T, v*T^2 (T taken relative to the first close of the window's restart,
      recomputed every 1000 bars): O(1).
    `,
    signal: `
      signal = -clip(z/(k+1),-1,1) if |z|>=1, else 0; confidence = clip((|z|-1)/(k-1),0,1)*(1 if
      rank_N(bandwidth)<=bw, else 0.6). Exit level W.
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 240, k: 2, bw: 0.2, N: 1000 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Distance of the close from the mean price, in percent of it. */
    deviationPercent: { unit: 'percent' },
    /** Width of the bands, `k` deviations either way, as a fraction of the mean price. */
    bandwidth: { unit: 'fraction of price', min: 0 },
    /** The mean price, where a trade against the deviation ends. */
    exitLevel: { unit: 'quote' },
  },
  warmUp: ({ n }) => n,

  start({ N, bw, k, n }) {
    if (!(k > 1)) throw new RangeError(`k must be above 1, was ${k}`);
    const volumes = new RollingSum(n);
    const firsts = new RollingSum(n);
    const seconds = new RollingSum(n);
    const widths = new LateWindow(N);
    const now = { z: 0, mean: 0, close: 0, bandwidth: 0 };
    // Distances from one close instead of prices: squares of prices would eat the digits that matter.
    let origin: number | undefined;

    return withReadings(
      (bar) => {
        origin ??= bar.close;
        const distance = typicalPrice(bar) - origin;
        const volume = volumes.push(bar.volumeBase);
        const first = firsts.push(bar.volumeBase * distance);
        const second = seconds.push(bar.volumeBase * distance * distance);
        if (volume === undefined || first === undefined || second === undefined || volume <= 0)
          return undefined;
        const mean = first / volume;
        const spread = Math.sqrt(Math.max(0, second / volume - mean * mean));
        now.mean = origin + mean;
        now.close = bar.close;
        now.bandwidth = (2 * k * spread) / now.mean;
        widths.push(now.bandwidth);
        now.z = spread > NO_SPREAD * now.mean ? (bar.close - origin - mean) / spread : 0;
        return now.z;
      },
      {
        signal: () => (Math.abs(now.z) >= 1 ? -clip(now.z / (k + 1), -1, 1) : 0),
        confidence: () => clip((Math.abs(now.z) - 1) / (k - 1), 0, 1) * (widths.rank <= bw ? 1 : WIDE_BANDS),
        deviationPercent: () => 100 * (now.close / now.mean - 1),
        bandwidth: () => now.bandwidth,
        exitLevel: () => now.mean,
      },
    );
  },
});
