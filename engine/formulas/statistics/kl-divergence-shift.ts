import { clip } from '../../numerics/clip.ts';
import { chiSquaredTail } from '../../numerics/tail-probabilities.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { BinnedSamples } from './binned-samples.ts';

/**
 * How much the law of the last returns differs from that of those before: 0 is not at all. Bins between
 * quantiles of the older ones, which are looked up every 20 bars. Warm after `recent + ref` returns.
 */
export const klDivergenceShift = defineFormula({
  id: 'F14',
  key: 'kl-divergence-shift',
  title: 'Kullback-Leibler shift of the return distribution',
  family: 'statistics',
  output: { unit: 'nats', min: 0 },
  role: 'filter',
  source:
    "Kullback, S. and Leibler, R. A., 'On Information and Sufficiency', Annals of Mathematical Statistics, 1951",
  catalogue: {
    inputs: ['returns'],
    params: {
      recent: { unit: 'bars', meaning: 'recent sample' },
      ref: { unit: 'bars', meaning: 'reference sample just before it' },
      bins: { unit: '1', meaning: 'bins by reference deciles' },
      add: { unit: 'count', meaning: 'smoothing per bin' },
    },
    definition: `
      Edges = reference quantiles Q_0.1..Q_0.9; bin j holds x with edge_{j-1} < x <= edge_j (open ends
      outside). p_j=(n_j+add)/(recent+bins*add) from the recent sample, q_j likewise from the reference.
      Value D = sum p_j ln(p_j/q_j). Test: G = 2*D*recent*ref/(recent+ref), p-value = upper tail of
      chi-square with bins-1 degrees of freedom. Warm-up recent+ref bars.
    `,
    update: `
      Sorted reference kept in an order-statistic array; one element moves per bar; edges every 20 bars,
      counts O(bins) per bar.
    `,
    signal: `
      filter: gate = clip(pvalue/0.05,0.2,1): a strong shift between now and the training past cuts
      entries to a fifth.
    `,
    range: '[0,inf)',
  },
  defaults: { recent: 100, ref: 400, bins: 10, add: 0.5 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Probability of at least this difference where there is none. */
    pValue: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: ({ recent, ref }) => recent + ref + 1,

  start({ add, bins, recent, ref }) {
    const returns = new CloseReturns();
    const samples = new BinnedSamples(recent, ref, bins);
    let divergence = 0;
    const pValue = () => chiSquaredTail((2 * divergence * recent * ref) / (recent + ref), bins - 1);

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn) || !samples.push(logReturn)) return undefined;
        divergence = smoothedDivergence(samples.newCounts, samples.oldCounts, add);
        return divergence;
      },
      { gate: () => clip(pValue() / 0.05, 0.2, 1), pValue },
    );
  },
});

/** Divergence in nats of the shares of one list of counts from those of another, `add` more in every bin of both. */
export function smoothedDivergence(
  counts: ArrayLike<number>,
  reference: ArrayLike<number>,
  add: number,
): number {
  let total = 0;
  let referenceTotal = 0;
  for (let j = 0; j < counts.length; j += 1) {
    total += (counts[j] as number) + add;
    referenceTotal += (reference[j] as number) + add;
  }
  let divergence = 0;
  for (let j = 0; j < counts.length; j += 1) {
    const p = ((counts[j] as number) + add) / total;
    const q = ((reference[j] as number) + add) / referenceTotal;
    if (p > 0) divergence += p * Math.log(p / q);
  }
  return Math.max(0, divergence);
}
