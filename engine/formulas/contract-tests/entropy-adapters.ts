import { countEntropy } from '../../numerics/count-entropy.ts';
import { Histogram } from '../../numerics/histogram.ts';
import { sampleShape } from '../../numerics/sample-shape.ts';
import { orderCounts } from '../statistics/permutation-entropy.ts';
import { sampleEntropy } from '../statistics/sample-entropy.ts';
import { normalizedEntropy } from '../statistics/shannon-entropy.ts';
import type { Adapter } from './adapter.ts';
import { number, numbers } from './case-values.ts';

/** Entropy of counts in bits and in units of the largest possible. */
const ofCounts = (counts: ArrayLike<number>) => ({
  H: countEntropy(counts) / Math.LN2,
  normalised: normalizedEntropy(counts),
});

/** Counts in equal bins from the least to the largest value. */
function counted(values: readonly number[], bins: number): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const histogram = new Histogram(low, (high - low) / bins, bins);
  for (const value of values) histogram.add(value, 1);
  return [...histogram.weights];
}

export const entropyAdapters: Readonly<Record<string, Adapter>> = {
  shannonHist: (given) => {
    const counts = counted(numbers(given, 'x'), number(given, 'bins'));
    return { counts, ...ofCounts(counts) };
  },
  shannonSign: (given) => {
    const counts = [0, 0, 0];
    for (const value of numbers(given, 'x')) {
      const place = Math.sign(value) + 1;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    return ofCounts(counts);
  },
  permutation: (given) =>
    ofCounts(orderCounts(numbers(given, 'x'), number(given, 'm'), number(given, 'delay'))),
  sample: (given) => {
    const values = numbers(given, 'x');
    const tolerance = number(given, 'rFactor') * Math.sqrt(sampleShape(values).variance);
    return { value: sampleEntropy(values, number(given, 'm'), tolerance) };
  },
};
