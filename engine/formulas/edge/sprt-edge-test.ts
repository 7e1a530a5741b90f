import { notNegative, positive } from '../../numerics/checked-numbers.ts';
import { breakEvenRate } from '../execution-cost/fee-breakeven.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

/** Most a win rate can be asked to be. */
const MOST = 0.99;
const UNDECIDED = 0.5;

/**
 * Log likelihood ratio of a win rate `delta` above the one that just pays the costs against that one, since
 * the last decision. The break-even rate is that of a target `tp`, a stop `sl` and the costs of a round trip,
 * all as fractions of the price. Closed trades of all strategies of the instrument count; a return of zero is
 * a loss. Warm with the first.
 */
export const sprtEdgeTest = defineFormula({
  id: 'F332',
  key: 'sprt-edge-test',
  title: "Sequential probability ratio test of a strategy's win rate",
  family: 'edge',
  output: { unit: 'log likelihood ratio' },
  role: 'filter',
  source:
    "Wald, A., 'Sequential Tests of Statistical Hypotheses', Annals of Mathematical Statistics 16(2), 1945",
  catalogue: {
    inputs: ['external'],
    params: {
      alpha: { unit: 'probability', meaning: 'false acceptance of an edge' },
      beta: { unit: 'probability', meaning: 'false rejection' },
      delta: { unit: 'probability', meaning: 'improvement over break-even that matters' },
    },
    definition: `
      p0 = break-even win rate p* of id 318 for the strategy's average target and stop; p1 = p0 + delta
      (capped at 0.99). After each closed trade: LLR += ln(p1/p0) for a win, ln((1-p1)/(1-p0)) for a loss.
      Upper bound A = ln((1-beta)/alpha), lower bound B = ln(beta/(1-alpha)). LLR >= A -> edge accepted;
      LLR <= B -> rejected. After a decision reset LLR = 0 and keep the decision until the next one.
    `,
    update: 'O(1) per closed trade.',
    signal: 'filter: rejected -> strategy disabled; accepted -> full size; undecided -> size x0.5.',
    range: 'real',
  },
  defaults: { alpha: 0.05, beta: 0.05, delta: 0.03, tp: 0.015, sl: 0.005, cost: 0.001 },
  input: 'step',
  reads: ['closed-trade'],
  readings: {
    ...FILTER,
    /** The last decision: 1 there is an edge, -1 there is none, 0 before the first. */
    verdict: { unit: 'verdict', min: -1, max: 1 },
    /** Bounds at which it is decided. */
    upper: { unit: 'log likelihood ratio', min: 0 },
    lower: { unit: 'log likelihood ratio', max: 0 },
  },
  warmUp: () => 1,

  start({ alpha, beta, cost, delta, sl, tp }) {
    positive('delta', delta);
    const breakEven = breakEvenRate(notNegative('cost', cost), positive('tp', tp), positive('sl', sl)) ?? NaN;
    if (!(breakEven < MOST))
      throw new RangeError(`the win rate that pays the costs must be below ${MOST}, was ${breakEven}`);
    const test = new SequentialTest({ p0: breakEven, p1: Math.min(MOST, breakEven + delta), alpha, beta });

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'closed-trade') return undefined;
        return test.push(step.trade.netReturn > 0);
      },
      {
        gate: () => (test.verdict === 0 ? UNDECIDED : Math.max(0, test.verdict)),
        verdict: () => test.verdict,
        upper: () => test.upper,
        lower: () => test.lower,
      },
    );
  },
});

/** Two win rates to tell apart, and how often one may be wrong about either. */
export interface SequentialTestSettings {
  readonly p0: number;
  readonly p1: number;
  readonly alpha: number;
  readonly beta: number;
}

/** Wald's sequential test between two win rates: it goes on until one is decided for, then begins again. */
export class SequentialTest {
  readonly upper: number;
  readonly lower: number;
  verdict: -1 | 0 | 1 = 0;
  readonly #win: number;
  readonly #loss: number;
  #ratio = 0;

  /** @throws {RangeError} unless 0 < p0 < p1 < 1 and the error rates leave something between the bounds. */
  constructor({ alpha, beta, p0, p1 }: SequentialTestSettings) {
    if (!(p0 > 0 && p0 < p1 && p1 < 1))
      throw new RangeError(`win rates must rise between 0 and 1, were ${p0} and ${p1}`);
    if (!(alpha > 0 && beta > 0 && alpha + beta < 1))
      throw new RangeError(`error rates must be above 0 and below 1 together, were ${alpha} and ${beta}`);
    this.upper = Math.log((1 - beta) / alpha);
    this.lower = Math.log(beta / (1 - alpha));
    this.#win = Math.log(p1 / p0);
    this.#loss = Math.log((1 - p1) / (1 - p0));
  }

  /** Takes in an outcome and answers the log likelihood ratio with it. */
  push(isWin: boolean): number {
    const ratio = this.#ratio + (isWin ? this.#win : this.#loss);
    const isDecided = ratio >= this.upper || ratio <= this.lower;
    if (isDecided) this.verdict = ratio > 0 ? 1 : -1;
    this.#ratio = isDecided ? 0 : ratio;
    return ratio;
  }
}
