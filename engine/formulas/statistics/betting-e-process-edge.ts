import { clip } from '../../numerics/clip.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

/** The mean of mapped returns where there is no edge. */
const NO_EDGE = 0.5;

/**
 * Proof of an edge as the logarithm of a fortune won by betting on our own trades against there being
 * none: above zero speaks for an edge. It may be looked at after every trade without spoiling the proof.
 */
export const bettingEProcessEdge = defineFormula({
  id: 'F5',
  key: 'betting-e-process-edge',
  title: 'Anytime-valid edge test by betting (e-process)',
  family: 'statistics',
  output: { unit: 'nats' },
  role: 'filter',
  source:
    "Waudby-Smith, I. and Ramdas, A., 'Estimating means of bounded random variables by betting', JRSS B, 2024",
  catalogue: {
    inputs: ['external'],
    params: {
      cap: { unit: 'fraction', meaning: 'trade return mapped to the ends of [0,1]' },
      c: { unit: '1', meaning: 'largest bet as a share of the ruinous one' },
      alpha: { unit: 'probability', meaning: 'level that counts as proof' },
    },
    definition: `
      External: net return R_i of each closed trade. X_i=clip(0.5+R_i/(2*cap),0,1); null hypothesis: mean
      of X <= m=0.5 (no edge). Capital K=1. Before trade i: mu, v from earlier trades (start mu=0.5,
      v=0.25); bet l=clip((mu-m)/(v+(mu-m)^2),0,c/m). After it: K <- K*(1+l*(X_i-m)); n += 1; mu=(0.5+sum
      X)/(n+1); v=(0.25+sum_j (X_j-mu_j)^2)/(n+1) where mu_j is the mean just after trade j. Value ln K.
      By Ville's inequality P(K ever >= 1/alpha) <= alpha without an edge, at any time of looking.
    `,
    update: 'O(1) per closed trade.',
    signal: 'filter: gate = clip(0.4+0.6*ln K/ln(1/alpha),0.2,1).',
    range: '(-inf,inf)',
  },
  defaults: { cap: 0.02, c: 0.5, alpha: 0.05 },
  input: 'step',
  reads: ['closed-trade'],
  readings: FILTER,
  warmUp: () => 1,

  start({ alpha, c, cap }) {
    const fortune = new BettingFortune(NO_EDGE, c);

    return withReadings(
      (step) => {
        if (step.kind !== 'closed-trade') return undefined;
        fortune.push(clip(0.5 + step.trade.netReturn / (2 * cap), 0, 1));
        return fortune.logarithm;
      },
      { gate: () => clip(0.4 + (0.6 * fortune.logarithm) / Math.log(1 / alpha), 0.2, 1) },
    );
  },
});

/** A fortune of 1 at the start, staked on values from 0 to 1 having a mean above `mean`. */
export class BettingFortune {
  readonly #null: number;
  readonly #largestBet: number;
  #count = 0;
  #sum = 0;
  #squares = 0;
  #mean = 0.5;
  #variance = 0.25;
  #logarithm = 0;

  /** `share` is the largest bet as a share of the one that one value of 0 would ruin. */
  constructor(mean: number, share: number) {
    this.#null = mean;
    this.#largestBet = share / mean;
  }

  /** Natural logarithm of the fortune. */
  get logarithm(): number {
    return this.#logarithm;
  }

  push(value: number): void {
    const edge = this.#mean - this.#null;
    const bet = clip(edge / (this.#variance + edge * edge), 0, this.#largestBet);
    this.#logarithm += Math.log1p(bet * (value - this.#null));
    this.#count += 1;
    this.#sum += value;
    this.#mean = (0.5 + this.#sum) / (this.#count + 1);
    this.#squares += (value - this.#mean) ** 2;
    this.#variance = (0.25 + this.#squares) / (this.#count + 1);
  }
}
