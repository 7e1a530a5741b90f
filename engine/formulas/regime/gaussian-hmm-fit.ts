import {
  fitGaussianChain,
  gaussianForward,
  type GaussianChain,
} from '../../numerics/gaussian-hidden-markov.ts';
import { meanAndDeviation } from '../../numerics/mean-and-deviation.ts';
import type { FitJob, FitModel } from '../refit.ts';

/** A fitted chain of hidden states over standardized returns and ranges. */
export interface HmmModel {
  readonly chain: GaussianChain;
  /** Log return that counts as 1. */
  readonly deviation: number;
  readonly rangeMean: number;
  readonly rangeDeviation: number;
  /** Probability of each state after the last bar fitted to. */
  readonly filtered: Float64Array;
}

const SETTINGS = { mostRounds: 50, leastGain: 1e-4, varianceFloor: 0.01, transitionFloor: 0.001 } as const;
const STAY = 0.9;
const HEAD = 3;
const NEAREST = 1e-12;

/** Log of how far a bar reached as a share of its close; a bar that stood still counts as a millionth. */
export function logRange({ close, high, low }: { close: number; high: number; low: number }): number {
  return Math.log((high - low) / close + 1e-6);
}

/** The fit of a job with `returns` and `ranges`; none where either does not vary. */
export function fitReturnsAndRanges({ data, params }: FitJob): FitModel | undefined {
  const { ranges = new Float64Array(), returns = new Float64Array() } = data;
  const count = params['K'] ?? 2;
  const { deviation } = meanAndDeviation(returns);
  const { deviation: rangeDeviation, mean: rangeMean } = meanAndDeviation(ranges);
  if (!(deviation > NEAREST) || !(rangeDeviation > NEAREST)) return undefined;
  const rows = new Float64Array(2 * returns.length);
  returns.forEach((each, t) => {
    rows[2 * t] = each / deviation;
    rows[2 * t + 1] = ((ranges[t] as number) - rangeMean) / rangeDeviation;
  });
  const { chain } = fitGaussianChain(startOf(rows, count), rows, SETTINGS);
  const sorted = byRange(chain);
  const filtered = gaussianForward(sorted, rows).filtered.subarray(-count);
  return [
    deviation,
    rangeMean,
    rangeDeviation,
    ...sorted.transition,
    ...sorted.means,
    ...sorted.variances,
    ...filtered,
  ];
}

/** The numbers of a fit as what they mean. */
export function hmmModelOf(numbers: FitModel, count: number): HmmModel {
  const [deviation = NaN, rangeMean = NaN, rangeDeviation = NaN] = numbers;
  let place = HEAD;
  const take = (length: number) => Float64Array.from(numbers.slice(place, (place += length)));
  const transition = take(count * count);
  const means = take(2 * count);
  const variances = take(2 * count);
  const filtered = take(count);
  const chain = { dimensions: 2, start: filtered, transition, means, variances };
  return { chain, deviation, rangeMean, rangeDeviation, filtered };
}

/** Where the search begins: rows in groups of equal size by their range, each group a state. */
function startOf(rows: Float64Array, count: number): GaussianChain {
  const total = rows.length / 2;
  const order = Array.from({ length: total }, (_, t) => t).toSorted(
    (a, b) => (rows[2 * a + 1] as number) - (rows[2 * b + 1] as number),
  );
  const means = new Float64Array(2 * count);
  const variances = new Float64Array(2 * count);
  for (let state = 0; state < count; state += 1) {
    const group = order.slice(Math.floor((state * total) / count), Math.floor(((state + 1) * total) / count));
    for (const d of [0, 1]) {
      const { deviation, mean } = meanAndDeviation(
        Float64Array.from(group, (t) => rows[2 * t + d] as number),
      );
      means[2 * state + d] = mean;
      variances[2 * state + d] = Math.max(deviation ** 2, SETTINGS.varianceFloor);
    }
  }
  const transition = Float64Array.from({ length: count * count }, (_, i) =>
    i % (count + 1) === 0 ? STAY : (1 - STAY) / (count - 1),
  );
  return { dimensions: 2, start: new Float64Array(count).fill(1 / count), transition, means, variances };
}

/** The same chain with its states in the order of their mean range. */
function byRange(chain: GaussianChain): GaussianChain {
  const count = chain.start.length;
  const order = Array.from({ length: count }, (_, j) => j).toSorted(
    (a, b) => (chain.means[2 * a + 1] as number) - (chain.means[2 * b + 1] as number),
  );
  const pairs = (from: Float64Array) =>
    Float64Array.from(order.flatMap((j) => [from[2 * j] as number, from[2 * j + 1] as number]));
  return {
    dimensions: 2,
    start: Float64Array.from(order, (j) => chain.start[j] as number),
    transition: Float64Array.from(
      order.flatMap((i) => order.map((j) => chain.transition[i * count + j] as number)),
    ),
    means: pairs(chain.means),
    variances: pairs(chain.variances),
  };
}
