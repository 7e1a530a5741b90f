import { clip } from '../../../numerics/clip.ts';
import { defineFormula } from '../../formula.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { asProbability } from '../protocol/output-map.ts';

const LEAST_WEIGHT = 20;
const LEAST_BARS = 2 * LEAST_WEIGHT - 1;
/** Features say partly the same; counted in full they would make the odds too extreme. */
const TEMPER = 3;
const LARGEST_LOG_ODDS = 35;

/**
 * Probability of a rise over the next `H` bars from how usual each feature is before rises and before falls.
 * Has a value once both were seen with a weight of 20: at the earliest 39 bars after the first label.
 */
export const gaussianNaiveBayes = defineFormula({
  id: 'F68',
  key: 'gaussian-naive-bayes',
  title: 'Gaussian naive Bayes with forgetting',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source:
    "Duda, R. O. and Hart, P. E., 'Pattern Classification and Scene Analysis', 1973; independence and ranking: Domingos, P. and Pazzani, M., Machine Learning, 1997",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      H: { unit: 'bars', meaning: 'label horizon' },
      lam: { unit: '1', meaning: 'forgetting per labelled sample' },
      vmin: { unit: '1', meaning: 'variance floor' },
    },
    definition: `
      Features X14, label LABC(H) in {0,1}, rule ONLINE(H). Per class c: weight W_c, sums S_c,i and Q_c,i;
      each labelled sample multiplies all of them (both classes) by lam and adds (1, x_i, x_i^2) to its
      class. mu=S/W, var=max(Q/W-mu^2, vmin). log-odds L = ln(W_1/W_0)+sum_i [ ln N(x_i;mu_1i,var_1i) - ln
      N(x_i;mu_0i,var_0i) ]; p=1/(1+exp(-clip(L/3,-35,35))) (the factor 1/3 tempers the dependence between
      features). W_c < 20: null.
    `,
    update: 'O(28) per bar.',
    signal: 'signal = 2p-1; confidence = SKILL*|2p-1|.',
    range: '(0,1)',
  },
  defaults: { H: 5, lam: 0.999, vmin: 0.01 },
  ...learnsDirection,
  warmUp: ({ H }) => onlineWarmUp(H, LEAST_BARS),

  start({ H, lam, vmin }) {
    const risen = new FadingNormals(FEATURE_COUNT);
    const fallen = new FadingNormals(FEATURE_COUNT);
    const learner = {
      learn: (x: Readonly<Float64Array>, label: number) => {
        risen.fade(lam);
        fallen.fade(lam);
        (label > 0 ? risen : fallen).add(x);
      },
      predict: (x: Readonly<Float64Array>) =>
        risen.weight < LEAST_WEIGHT || fallen.weight < LEAST_WEIGHT
          ? undefined
          : logisticOf(logOdds(risen, fallen, x, vmin) / TEMPER),
    };
    return startOnline(learner, { H, label: risenOrFallen, output: asProbability });
  },
});

/** Weight, mean and variance of each of several numbers, where old ones count less. */
export class FadingNormals {
  weight = 0;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;

  constructor(width: number) {
    this.#sums = new Float64Array(width);
    this.#squares = new Float64Array(width);
  }

  fade(memory: number): void {
    this.weight *= memory;
    for (let i = 0; i < this.#sums.length; i += 1) {
      this.#sums[i] = (this.#sums[i] as number) * memory;
      this.#squares[i] = (this.#squares[i] as number) * memory;
    }
  }

  add(x: Readonly<Float64Array>): void {
    this.weight += 1;
    for (let i = 0; i < x.length; i += 1) {
      const each = x[i] as number;
      this.#sums[i] = (this.#sums[i] as number) + each;
      this.#squares[i] = (this.#squares[i] as number) + each * each;
    }
  }

  mean(i: number): number {
    return (this.#sums[i] as number) / this.weight;
  }

  /** At least `least`. */
  variance(i: number, least: number): number {
    return Math.max((this.#squares[i] as number) / this.weight - this.mean(i) ** 2, least);
  }
}

/** Log odds that inputs are of the first kind rather than of the other, as if they were independent. */
export function logOdds(
  one: FadingNormals,
  other: FadingNormals,
  x: Readonly<Float64Array>,
  leastVariance: number,
): number {
  let odds = Math.log(one.weight / other.weight);
  // The product of fourteen ratios of variances stays far from overflow, and one logarithm is enough.
  let ratio = 1;
  for (let i = 0; i < x.length; i += 1) {
    const each = x[i] as number;
    const variance = one.variance(i, leastVariance);
    const otherVariance = other.variance(i, leastVariance);
    ratio *= otherVariance / variance;
    odds += (each - other.mean(i)) ** 2 / (2 * otherVariance) - (each - one.mean(i)) ** 2 / (2 * variance);
  }
  return odds + 0.5 * Math.log(ratio);
}

const logisticOf = (odds: number): number =>
  1 / (1 + Math.exp(-clip(odds, -LARGEST_LOG_ODDS, LARGEST_LOG_ODDS)));
