import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { correlation } from '../../numerics/correlation.ts';
import { normalCdf, normalQuantile } from '../../numerics/normal-distribution.ts';
import { RankedWindow } from '../../numerics/ranked-window.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { leaderPair } from '../leader-pair.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { Turns } from '../turns.ts';

const EVERY = 20;
const CLOSEST = 0.99;

/**
 * How dear the own symbol has become against the leader, added up over about `L` bars: each return is judged
 * by how likely a smaller one was, given that of the other. Above zero the own symbol is dear. Warm after
 * `n` returns of both.
 */
export const copulaMispricingPairs = defineFormula({
  id: 'F141',
  key: 'copula-mispricing-pairs',
  title: 'Gaussian-copula mispricing index',
  family: 'mean-reversion',
  output: { unit: '1' },
  role: 'direction',
  source:
    "Xie, W., Liew, R. Q., Wu, Y. and Zou, X., 'Pairs Trading with Copulas', Journal of Trading, 2016; conditional probability Liew, R. Q. and Wu, Y., 2013",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      L: { unit: 'bars', meaning: 'decay of the cumulative index' },
      entry: { unit: '1', meaning: 'full signal at 2*entry' },
    },
    definition: `
      External: returns of a partner. u=rank/(n+1), v=rank/(n+1) of the newest own and partner return in
      W_n (average ranks). Correlation rho of the normal scores Phi_inv(rank/(n+1)) over W_n, clipped to
      [-0.99,0.99]. h1=Phi((Phi_inv(u)-rho*Phi_inv(v))/sqrt(1-rho^2)), h2 with u and v exchanged. M1 <-
      (1-1/L)*M1+(h1-0.5); M2 likewise. Value D=(M1-M2)/2. Warm-up n.
    `,
    update: `
      Order-statistic arrays for the ranks O(log n); rho from rolling normal scores recomputed every 20
      bars.
    `,
    signal: `
      signal = -tanh(D/(2*entry)) (own symbol expensive relative to the partner: short); confidence =
      |rho|*clip(|D|/(2*entry),0,1).
    `,
    range: 'about [-L/2,L/2]',
  },
  defaults: { n: 500, L: 40, entry: 0.6 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** Correlation of the normal scores of both. */
    rho: { unit: '1', min: -1, max: 1 },
  },
  warmUp: ({ n }) => n + 1,

  start({ L, entry, n }) {
    positive('entry', entry);
    positive('L', L);
    const scores = normalScores(wholeNumber('a window', n, 3));
    const own = new ScoredReturns(n, scores);
    const other = new ScoredReturns(n, scores);
    const turns = new Turns(141, EVERY);
    let rho = 0;
    let ownSum = 0;
    let otherSum = 0;
    const mispricing = () => (ownSum - otherSum) / 2;

    return withReadings(
      (input) => {
        const bars = leaderPair(input);
        if (bars === undefined) return undefined;
        own.push(bars.own.close);
        other.push(bars.leader.close);
        if (!own.isFull) return undefined;
        if (turns.isDue()) {
          const found = correlation(own.allScores(), other.allScores());
          rho = Number.isNaN(found) ? 0 : clip(found, -CLOSEST, CLOSEST);
        }
        const a = own.newestScore;
        const b = other.newestScore;
        ownSum = (1 - 1 / L) * ownSum + conditionalRank(a, b, rho) - 0.5;
        otherSum = (1 - 1 / L) * otherSum + conditionalRank(b, a, rho) - 0.5;
        return mispricing();
      },
      {
        signal: () => -Math.tanh(mispricing() / (2 * entry)),
        confidence: () => Math.abs(rho) * clip(Math.abs(mispricing()) / (2 * entry), 0, 1),
        rho: () => rho,
      },
    );
  },
});

/** Probability of less than normal score `a`, given score `b` of the other and the correlation of both. */
export function conditionalRank(a: number, b: number, rho: number): number {
  return normalCdf((a - rho * b) / Math.sqrt(1 - rho * rho));
}

/** Normal scores of the ranks 1, 1.5, 2, … `n` in `n + 1`; the score of rank `r` stands at `2 r`. */
function normalScores(n: number): Float64Array {
  return Float64Array.from({ length: 2 * n + 1 }, (_, i) => (i < 2 ? NaN : normalQuantile(i / 2 / (n + 1))));
}

/** The last returns of a symbol as normal scores of their average ranks. */
class ScoredReturns {
  readonly #closes = new CloseReturns();
  readonly #returns: RankedWindow;
  readonly #scores: Float64Array;
  readonly #window: Float64Array;

  constructor(n: number, scores: Float64Array) {
    this.#returns = new RankedWindow(n);
    this.#scores = scores;
    this.#window = new Float64Array(n);
  }

  get isFull(): boolean {
    return this.#returns.isFull;
  }

  get newestScore(): number {
    return this.#scores[this.#returns.newestRank] as number;
  }

  push(close: number): void {
    const logReturn = this.#closes.next(close);
    if (Number.isFinite(logReturn)) this.#returns.push(logReturn);
  }

  /** Oldest first; the list is used again. */
  allScores(): Float64Array {
    this.#returns.copyRanked(this.#scores, this.#window);
    return this.#window;
  }
}
