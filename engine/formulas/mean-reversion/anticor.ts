import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION } from '../readings.ts';
import { startPeerPortfolio } from './peer-portfolio.ts';

const NEAREST = 1e-12;

/**
 * Weight of the own symbol above its equal share in a portfolio that moves from what won to what tends to
 * follow it. From -1/K to 1 - 1/K. Warm after `2 w` returns of all symbols.
 */
export const anticor = defineFormula({
  id: 'F144',
  key: 'anticor',
  title: 'Anticor weight transfer',
  family: 'mean-reversion',
  output: { unit: 'weight', min: -1, max: 1 },
  role: 'direction',
  source:
    "Borodin, A., El-Yaniv, R. and Gogan, V., 'Can We Learn to Beat the Best Stock', Journal of Artificial Intelligence Research, 2004",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      w: { unit: 'bars', meaning: 'window' },
      K: { unit: 'symbols', meaning: 'largest universe' },
    },
    definition: `
      External: returns of the K followed symbols. LX1 = the returns of bars t-2w+1..t-w, LX2 = t-w+1..t
      (w x K each). m1,m2 column means; C_ij=(1/(w-1))*sum (LX1_i-m1_i)(LX2_j-m2_j); R_ij=C_ij/(s1_i s2_j)
      with sd1 (0 if a deviation is 0). For i!=j: if m2_i>=m2_j and R_ij>0:
      claim_ij=R_ij+max(0,-R_ii)+max(0,-R_jj), else 0. transfer_ij=b_i*claim_ij/sum_j claim_ij (0 if no
      claim). b_i <- b_i+sum_j (transfer_ji-transfer_ij). b starts at 1/K; before each step b is drifted:
      b_i*exp(r_i)/sum. Value d=b_own-1/K. Warm-up 2w.
    `,
    update: 'O(w*K^2) per bar; rolling sums make it O(K^2).',
    signal: 'signal = clip(d*K/2,-1,1); confidence = min(1,|d|*K/2).',
    range: '[-1/K,1-1/K]',
  },
  defaults: { w: 30, K: 8 },
  input: 'step',
  reads: ['peers'],
  readings: DIRECTION,
  warmUp: ({ w }) => 2 * w + 1,

  start({ K, w }) {
    wholeNumber('w', w, 2);
    let before: readonly number[] = [];
    let returns: readonly RecentValues[] = [];
    let windows: readonly Float64Array[] = [];
    let earlier: readonly Float64Array[] = [];
    let later: readonly Float64Array[] = [];

    return startPeerPortfolio(K, (closes, weights) => {
      if (returns.length !== closes.length) {
        returns = closes.map(() => new RecentValues(2 * w));
        windows = closes.map(() => new Float64Array(2 * w));
        earlier = windows.map((each) => each.subarray(0, w));
        later = windows.map((each) => each.subarray(w));
      }
      const isFirst = before.length !== closes.length;
      const last = before;
      before = closes;
      if (isFirst) return undefined;
      for (let i = 0; i < closes.length; i += 1)
        returns[i]?.push(Math.log((closes[i] as number) / (last[i] as number)));
      if (!returns[0]?.isFull) return undefined;
      for (let i = 0; i < closes.length; i += 1) returns[i]?.copyTo(windows[i] as Float64Array);
      return anticorStep(drifted(weights, returns), earlier, later);
    });
  },
});

/** The weights after the last returns have moved them. */
function drifted(weights: readonly number[], returns: readonly RecentValues[]): number[] {
  const grown = weights.map((weight, i) => weight * Math.exp(returns[i]?.at(0) as number));
  const total = grown.reduce((sum, each) => sum + each, 0);
  // Returns beyond all bounds would leave nothing to share.
  return total > 0 && Number.isFinite(total) ? grown.map((each) => each / total) : [...weights];
}

/** Weights after every symbol has given to those that claim from it; `earlier` and `later` hold a list per symbol, which it uses up. */
export function anticorStep(
  weights: readonly number[],
  earlier: readonly Float64Array[],
  later: readonly Float64Array[],
): number[] {
  const count = weights.length;
  const means = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    means[i] = standardize(later[i] as Float64Array);
    standardize(earlier[i] as Float64Array);
  }
  const follows = correlations(earlier, later);
  const next = [...weights];
  const claims = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const total = claimsFrom(i, { means, follows, claims });
    if (!(total > 0)) continue;
    for (let j = 0; j < count; j += 1) {
      const transfer = ((weights[i] as number) * (claims[j] as number)) / total;
      next[i] = (next[i] as number) - transfer;
      next[j] = (next[j] as number) + transfer;
    }
  }
  return next.map((each) => Math.max(0, each));
}

interface Claims {
  /** Mean later return of each symbol. */
  readonly means: Float64Array;
  /** Correlation of the earlier returns of i with the later ones of j, at `i * count + j`. */
  readonly follows: Float64Array;
  readonly claims: Float64Array;
}

/** Writes what every symbol claims from symbol `i`, and answers the sum. */
function claimsFrom(i: number, { claims, follows, means }: Claims): number {
  const count = means.length;
  const own = Math.max(0, -(follows[i * count + i] as number));
  let total = 0;
  for (let j = 0; j < count; j += 1) {
    const tie = follows[i * count + j] as number;
    // Rounding is no reason to move a whole weight.
    const isClaim = i !== j && (means[i] as number) >= (means[j] as number) && tie > NEAREST;
    claims[j] = isClaim ? tie + own + Math.max(0, -(follows[j * count + j] as number)) : 0;
    total += claims[j] as number;
  }
  return total;
}

function correlations(earlier: readonly Float64Array[], later: readonly Float64Array[]): Float64Array {
  const count = earlier.length;
  const matrix = new Float64Array(count * count);
  for (let i = 0; i < count; i += 1) {
    const left = earlier[i] as Float64Array;
    for (let j = 0; j < count; j += 1) {
      const right = later[j] as Float64Array;
      let sum = 0;
      for (let t = 0; t < left.length; t += 1) sum += (left[t] as number) * (right[t] as number);
      matrix[i * count + j] = sum / (left.length - 1);
    }
  }
  return matrix;
}

/**
 * Turns values in place into deviations from their mean, in units of the sample deviation; zeros where
 * nothing varies. Answers the mean.
 */
function standardize(values: Float64Array): number {
  const { length } = values;
  let mean = 0;
  for (let t = 0; t < length; t += 1) mean += values[t] as number;
  mean /= length;
  let squares = 0;
  for (let t = 0; t < length; t += 1) squares += ((values[t] as number) - mean) ** 2;
  const deviation = Math.sqrt(squares / (length - 1));
  for (let t = 0; t < length; t += 1) {
    values[t] = deviation > NEAREST ? ((values[t] as number) - mean) / deviation : 0;
  }
  return mean;
}
