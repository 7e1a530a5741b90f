import { clip } from '../../numerics/clip.ts';
import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { RollingRank } from '../../numerics/rolling-rank.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/**
 * A quiet market about to move: rank of the width of the Bollinger bands in their own history, low in a
 * squeeze; its signal is the side on which the price left the bands during or shortly after one. Warm
 * after `n + N` bars.
 */
export const bollingerBandwidthSqueeze = defineFormula({
  id: 'F169',
  key: 'bollinger-bandwidth-squeeze',
  title: 'Bollinger bandwidth squeeze and breakout',
  family: 'volatility',
  output: { unit: 'rank', min: 0, max: 1 },
  role: 'direction',
  source: "Bollinger, J., 'Bollinger on Bollinger Bands', 2001",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'sd', meaning: 'band width' },
      N: { unit: 'bars', meaning: 'history of the rank' },
      low: { unit: 'rank', meaning: 'squeeze level' },
      hold: { unit: 'bars', meaning: 'life of a squeeze' },
    },
    definition: `
      M=mean_n(c), S=sd0_n(c), U=M+k*S, L=M-k*S, bandwidth BW=(U-L)/M, R=rank_N(BW). Squeeze active if
      R<=low now or within the last \`hold\` bars. Breakout: squeeze active and c_t>U: +1; c_t<L: -1. Value
      R. A breakout direction is kept until the close crosses M. Warm-up n+N.
    `,
    update: 'O(1) for the bands, O(log N) for the rank.',
    signal: `
      signal = breakout direction (0 without); confidence =
      clip((low-Rmin)/low,0,1)*0.5+0.5*clip(v_t/mean_n(v)-1,0,1), Rmin = lowest rank of the squeeze.
    `,
    range: '[0,1]',
  },
  defaults: { n: 20, k: 2, N: 250, low: 0.2, hold: 10 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Width of the bands as a share of their middle. */
    bandwidth: { unit: 'ratio', min: 0 },
  },
  warmUp: ({ N, n }) => n + N,

  start({ N, hold, k, low, n }) {
    notNegative('k', k);
    const moments = new RollingMoments(n);
    const volumes = new RollingSum(n);
    const ranks = new RollingRank(wholeNumber('N', N));
    const squeeze = new Squeeze(low, hold);
    let bars = 0;
    let bandwidth = 0;
    let direction = 0;
    let volumeShare = 0;

    return withReadings(
      ({ close, volumeBase }) => {
        bars += 1;
        moments.push(close);
        const volume = volumes.push(volumeBase);
        if (!moments.isFull || volume === undefined) return undefined;
        const { mean, populationVariance } = moments;
        const reach = k * Math.sqrt(populationVariance);
        bandwidth = (2 * reach) / mean;
        ranks.push(bandwidth);
        if (bars < n + N) return undefined;
        squeeze.push(ranks.rank);
        if (direction !== 0 && direction * (close - mean) < 0) direction = 0;
        if (squeeze.isActive && Math.abs(close - mean) > reach) direction = Math.sign(close - mean);
        volumeShare = volume > 0 ? clip((volumeBase * n) / volume - 1, 0, 1) : 0;
        return ranks.rank;
      },
      {
        signal: () => direction,
        confidence: () => 0.5 * clip((low - squeeze.lowest) / low, 0, 1) + 0.5 * volumeShare,
        bandwidth: () => bandwidth,
      },
    );
  },
});

/** Whether the rank was low now or within the last `hold` bars, and how low it fell in that time. */
class Squeeze {
  readonly #low: number;
  readonly #hold: number;
  #barsSince = Infinity;
  #lowest = 1;

  constructor(low: number, hold: number) {
    this.#low = low;
    this.#hold = hold;
  }

  get isActive(): boolean {
    return this.#barsSince <= this.#hold;
  }

  /** Lowest rank of the squeeze that is active or was the last; 1 before the first. */
  get lowest(): number {
    return this.#lowest;
  }

  push(rank: number): void {
    this.#barsSince += 1;
    if (rank > this.#low) return;
    this.#lowest = this.#barsSince <= this.#hold ? Math.min(this.#lowest, rank) : rank;
    this.#barsSince = 0;
  }
}
