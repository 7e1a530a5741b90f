import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingCovariance } from '../../numerics/rolling-covariance.ts';
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
    let market = new LaggedReturns(0, w);
    const before: number[] = [];

    return startPeerPortfolio(K, (closes, weights) => {
      const isFirst = before.length !== closes.length;
      if (isFirst) market = new LaggedReturns(closes.length, w);
      else
        for (let i = 0; i < closes.length; i += 1)
          market.newest[i] = Math.log((closes[i] as number) / (before[i] as number));
      for (let i = 0; i < closes.length; i += 1) before[i] = closes[i] as number;
      before.length = closes.length;
      if (isFirst || !market.take()) return undefined;
      return anticorStep(drifted(weights, market.newest), market.means, market.follows);
    });
  },
});

/** The returns of several symbols over the last `w` bars, beside those over the `w` bars before them. */
export class LaggedReturns {
  /** One for each symbol, to be filled in before {@link take}. */
  readonly newest: Float64Array;
  /** Mean later return of each symbol. */
  readonly means: Float64Array;
  /** Correlation of the earlier returns of i with the later ones of j, at `i * count + j`; 0 where one does not vary. */
  readonly follows: Float64Array;
  readonly #returns: readonly RecentValues[];
  /** The earlier returns, then the later ones. */
  readonly #covariance: RollingCovariance;
  readonly #row: Float64Array;

  constructor(count: number, window: number) {
    this.newest = new Float64Array(count);
    this.means = new Float64Array(count);
    this.follows = new Float64Array(count * count);
    this.#returns = Array.from({ length: count }, () => new RecentValues(window));
    this.#covariance = new RollingCovariance(Math.max(1, 2 * count), window);
    this.#row = new Float64Array(2 * count);
  }

  /** Takes in the newest returns; whether there are enough of them to say who follows whom. */
  take(): boolean {
    const { length } = this.newest;
    const row = this.#row;
    const isPaired = this.#returns[0]?.isFull ?? false;
    for (let i = 0; i < length; i += 1) {
      const returns = this.#returns[i] as RecentValues;
      if (isPaired) row[i] = returns.at(returns.count - 1);
      row[length + i] = this.newest[i] as number;
      returns.push(this.newest[i] as number);
    }
    if (isPaired) this.#covariance.push(row);
    if (!this.#covariance.isFull) return false;
    this.#correlate();
    return true;
  }

  #correlate(): void {
    const { follows, means } = this;
    const covariance = this.#covariance;
    const count = means.length;
    const all = covariance.means;
    for (let j = 0; j < count; j += 1) means[j] = all[count + j] as number;
    for (let i = 0; i < count; i += 1) {
      const earlier = Math.sqrt(covariance.covariance(i, i));
      for (let j = 0; j < count; j += 1) {
        const later = Math.sqrt(covariance.covariance(count + j, count + j));
        const varies = earlier > NEAREST && later > NEAREST;
        follows[i * count + j] = varies ? covariance.covariance(i, count + j) / (earlier * later) : 0;
      }
    }
  }
}

/** The weights after the last returns have moved them. */
function drifted(weights: readonly number[], returns: Readonly<Float64Array>): number[] {
  const grown = [...weights];
  let total = 0;
  for (let i = 0; i < grown.length; i += 1) {
    const each = (grown[i] as number) * Math.exp(returns[i] as number);
    grown[i] = each;
    total += each;
  }
  // Returns beyond all bounds would leave nothing to share.
  if (!(total > 0 && Number.isFinite(total))) return [...weights];
  for (let i = 0; i < grown.length; i += 1) grown[i] = (grown[i] as number) / total;
  return grown;
}

/**
 * Weights after every symbol has given to those that claim from it. `means` holds the mean later return of each, `follows`
 * the correlation of the earlier returns of i with the later ones of j at `i * count + j`.
 */
export function anticorStep(
  weights: readonly number[],
  means: Readonly<Float64Array>,
  follows: Readonly<Float64Array>,
): number[] {
  const count = weights.length;
  const next = [...weights];
  const told = { means, follows, claims: new Float64Array(count) };
  const { claims } = told;
  for (let i = 0; i < count; i += 1) {
    const total = claimsFrom(i, told);
    if (!(total > 0)) continue;
    for (let j = 0; j < count; j += 1) {
      const transfer = ((weights[i] as number) * (claims[j] as number)) / total;
      next[i] = (next[i] as number) - transfer;
      next[j] = (next[j] as number) + transfer;
    }
  }
  for (let i = 0; i < count; i += 1) next[i] = Math.max(0, next[i] as number);
  return next;
}

interface Claims {
  /** Mean later return of each symbol. */
  readonly means: Readonly<Float64Array>;
  /** Correlation of the earlier returns of i with the later ones of j, at `i * count + j`. */
  readonly follows: Readonly<Float64Array>;
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
