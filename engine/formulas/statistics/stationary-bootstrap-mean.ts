import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { StationaryResamples } from '../../numerics/stationary-resamples.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { Turns } from '../turns.ts';

/** Means below this share of the mean size of the returns are what rounding leaves of returns that cancel. */
const ROUNDING = 1e-12;

/**
 * Share of resamples of the last `n` returns, in blocks that keep their order, whose mean is above zero.
 * The seed begins anew with every computation, so that resamples differ by the returns alone. Computed
 * every `k` bars; warm after `n` returns.
 */
export const stationaryBootstrapMean = defineFormula({
  id: 'F27',
  key: 'stationary-bootstrap-mean',
  title: 'Stationary bootstrap of the mean return',
  family: 'statistics',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source: "Politis, D. N. and Romano, J. P., 'The Stationary Bootstrap', JASA, 1994",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      B: { unit: 'resamples', meaning: 'bootstrap size' },
      k: { unit: 'bars', meaning: 'recompute interval' },
      seed: { unit: 'uint32', meaning: 'PRNG seed, restarted at every recompute' },
    },
    definition: `
      p=1/n^(1/3). One resample: index i=floor(u*n); then n-1 times: draw u; if u<p draw a new
      i=floor(u'*n), else i=(i+1) mod n; average the chosen returns (x_0 = oldest). Uniforms are taken
      from mulberry32 in exactly this order. Value F = share of the B bootstrap means > 0 (equal to 0
      counts one half). Interval: Q_0.025 and Q_0.975 of the means. Warm-up n.
    `,
    update: 'Batch B*n = 10^5 steps every k bars (a few ms).',
    signal: 'signal = 2F-1; confidence = |2F-1|, set to 0 if the 95 % interval contains 0.',
    range: '[0,1]',
  },
  defaults: { n: 200, B: 500, k: 20, seed: 42 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Ends of the 95 % interval of the mean. */
    low: { unit: 'log return per bar' },
    high: { unit: 'log return per bar' },
  },
  warmUp: ({ n }) => n + 1,

  start({ B, k, n, seed }) {
    const plan = { length: n, resamples: wholeNumber('B', B), restart: n ** (-1 / 3) };
    const returns = new CloseReturns();
    const recent = new RecentValues(n);
    const window = new Float64Array(n);
    const means = new Float64Array(B);
    let resamples: StationaryResamples | undefined;
    const turns = new Turns(27, k);
    let share = 0.5;
    let isSorted = true;
    /** The order of the means is asked for by readings alone. */
    const quantile = (p: number): number => {
      if (!isSorted) means.sort();
      isSorted = true;
      return quantileOfSorted(means, p) ?? NaN;
    };
    const low = () => quantile(0.025);
    const high = () => quantile(0.975);

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        recent.push(logReturn);
        if (!recent.isFull) return undefined;
        if (turns.isDue()) {
          // Drawn with the first full window: a run that never becomes warm pays nothing.
          resamples ??= new StationaryResamples(plan, new Mulberry32(seed));
          recent.copyTo(window);
          resamples.meansOf(window, means);
          clearRounding(means, window);
          isSorted = false;
          share = shareAboveZero(means);
        }
        return share;
      },
      {
        signal: () => 2 * share - 1,
        confidence: () => (low() <= 0 && high() >= 0 ? 0 : Math.abs(2 * share - 1)),
        low,
        high,
      },
    );
  },
});

/** Makes means of returns that cancel exactly zero. */
function clearRounding(means: Float64Array, returns: Float64Array): void {
  let sizes = 0;
  for (let i = 0; i < returns.length; i += 1) sizes += Math.abs(returns[i] as number);
  const least = (ROUNDING * sizes) / returns.length;
  for (let i = 0; i < means.length; i += 1) if (Math.abs(means[i] as number) <= least) means[i] = 0;
}

/** Share of values above zero; each of exactly zero counts half. */
export function shareAboveZero(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value > 0) sum += 1;
    else if (value === 0) sum += 0.5;
  }
  return sum / values.length;
}
