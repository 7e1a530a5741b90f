import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/**
 * Do the scales agree? Mean over `J` doubling scales of how far each moves against its usual size: +1 all
 * up, -1 all down. Warm after `2^J + n / 4` bars.
 */
export const haarModwtTrend = defineFormula({
  id: 'F193',
  key: 'haar-modwt-trend',
  title: 'Multi-scale trend by Haar MODWT',
  family: 'filtering',
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source: "Percival, D. B. and Walden, A. T., 'Wavelet Methods for Time Series Analysis', 2000",
  catalogue: {
    inputs: ['bars'],
    params: {
      J: { unit: 'levels', meaning: 'levels' },
      n: { unit: 'bars', meaning: 'window of the scales' },
    },
    definition: `
      V_0,t=ln c_t. For j=1..J: V_j,t=0.5*(V_{j-1,t}+V_{j-1,t-2^(j-1)}),
      W_j,t=0.5*(V_{j-1,t}-V_{j-1,t-2^(j-1)}) (causal, no wrap-around). x_t=V_J+sum W_j exactly.
      z_j=W_j,t/sqrt(mean_n W_j^2). Value M=(1/J)*sum_j tanh(z_j); energy share of every level E_j=mean_n
      W_j^2/sum is published. Warm-up 2^J+n/4.
    `,
    update: 'O(J) per bar with ring buffers.',
    signal: 'signal = M; confidence = |M|*share of levels whose sign agrees with M.',
    range: '(-1,1)',
  },
  defaults: { J: 6, n: 500 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Share of the energy of all scales that the finest holds: near 1 the market is noise. */
    finestShare: { unit: 'share', min: 0, max: 1 },
  },
  warmUp: ({ J, n }) => 2 ** J + Math.ceil(n / 4),

  start({ J, n }) {
    const scales = new HaarScales(J);
    const energies = Array.from({ length: J }, () => new RollingMoments(n));
    const warm = 2 ** J + Math.ceil(n / 4);
    let bars = 0;
    let agreement = 0;
    let trend = 0;
    let finestShare: number | undefined;

    return withReadings(
      ({ close }) => {
        bars += 1;
        const details = scales.push(Math.log(close));
        if (details === undefined) return undefined;
        let total = 0;
        trend = 0;
        for (let j = 0; j < J; j += 1) {
          const detail = details[j] as number;
          const energy = energies[j] as RollingMoments;
          energy.push(detail * detail);
          total += energy.mean;
          trend += energy.mean > 0 ? Math.tanh(detail / Math.sqrt(energy.mean)) / J : 0;
        }
        if (bars < warm) return undefined;
        let agreeing = 0;
        for (let j = 0; j < J; j += 1)
          if (Math.sign(details[j] as number) === Math.sign(trend)) agreeing += 1;
        agreement = agreeing / J;
        finestShare = total > 0 ? (energies[0] as RollingMoments).mean / total : undefined;
        return trend;
      },
      {
        signal: () => trend,
        confidence: () => Math.abs(trend) * agreement,
        finestShare: () => finestShare,
      },
    );
  },
});

/** Causal Haar transform: each level is half the difference of a smooth and of the same some bars ago. */
export class HaarScales {
  readonly #smooths: readonly RecentValues[];
  readonly #details: Float64Array;
  #smooth = NaN;

  constructor(levels: number) {
    // Level j + 1 looks 2^j bars back into the smooth of level j.
    this.#smooths = Array.from({ length: wholeNumber('J', levels) }, (_, j) => new RecentValues(2 ** j + 1));
    this.#details = new Float64Array(levels);
  }

  /** The smooth of the coarsest level after the last value; NaN before the details exist. */
  get smooth(): number {
    return this.#smooth;
  }

  /** Details of every level, the finest first; undefined until all exist. The list is used again. */
  push(value: number): Readonly<Float64Array> | undefined {
    let smooth = value;
    for (let j = 0; j < this.#smooths.length; j += 1) {
      const smooths = this.#smooths[j] as RecentValues;
      smooths.push(smooth);
      if (!smooths.isFull) return undefined;
      const before = smooths.at(2 ** j);
      this.#details[j] = (smooth - before) / 2;
      smooth = (smooth + before) / 2;
    }
    this.#smooth = smooth;
    return this.#details;
  }
}
