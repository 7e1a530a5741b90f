import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { OpinionRounds, signalsOf } from '../../opinion-rounds.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { groupAt } from '../../edge/vote/started-vote.ts';
import type { Opinions } from '../../step-contents.ts';

/**
 * Mean signal of the direction formulas, each weighted by how little it has lost so far. `group` as in the
 * vote. Each bar is followed by the opinions at its close; warm when `min_rounds` outcomes are known.
 */
export const hedgeExponentialWeights = defineFormula({
  id: 'F223',
  key: 'hedge-exponential-weights',
  title: 'Hedge: exponentially weighted experts',
  family: 'learning',
  output: { unit: 'signal', min: -1, max: 1 },
  role: 'direction',
  source:
    "Freund, Y. & Schapire, R. E., 'A Decision-Theoretic Generalization of On-Line Learning and an Application to Boosting', Journal of Computer and System Sciences 55, 1997",
  catalogue: {
    inputs: ['external', 'bars'],
    params: {
      horizon: { unit: 'bars', meaning: 'outcome horizon' },
      eta_scale: { unit: '1', meaning: 'scale on the anytime rate' },
      min_rounds: { unit: 'rounds', meaning: 'warm-up' },
    },
    definition: `
      Experts = the N registered direction formulas' signals s_i in [-1,1]. One round per bar: when the
      outcome d_t = sign(C_{t+horizon}-C_t) is known, loss l_i = (1 - s_i*d_t)/2 in [0,1] (an abstaining
      expert has s = 0, loss 1/2). Cumulative loss L_i; learning rate at round T: eta_T =
      eta_scale*sqrt(8*ln(N)/T); weights w_i = exp(-eta_T*L_i)/sum_j exp(-eta_T*L_j) (max-shifted). Value
      = sum_i w_i*s_i(t) for the current bar.
    `,
    update: 'O(N) per bar.',
    signal: 'signal = value; confidence = |value|*min(1, T/(4*min_rounds)); before min_rounds abstain.',
    range: '[-1,1]',
  },
  defaults: { horizon: 1, eta_scale: 1, min_rounds: 50, group: 1 },
  input: 'step',
  reads: ['bar', 'opinions'],
  readings: {
    ...DIRECTION,
    /** Largest weight of one formula. */
    largestWeight: { unit: 'weight', min: 0, max: 1 },
  },
  warmUp: ({ horizon, min_rounds: least }) => 2 * (horizon + least),

  start({ eta_scale: scale, group, horizon, min_rounds: least }) {
    groupAt(group);
    positive('eta_scale', scale);
    wholeNumber('min_rounds', least);
    const rounds = new OpinionRounds(horizon);
    let hedge = new Hedge(0, scale);
    let value = 0;

    const take = (opinions: Opinions): void => {
      const said = signalsOf(opinions);
      if (said.length !== hedge.weights.length) hedge = new Hedge(said.length, scale);
      const past = rounds.next(said);
      if (past !== undefined) hedge.learn(lossesOf(past.said, past.move));
      value = dotProduct(hedge.weights, said);
    };
    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'bar') rounds.push(step.bar.close);
        if (step.kind === 'opinions') take(step.opinions);
        return hedge.rounds < least ? undefined : clipped(value);
      },
      {
        signal: () => clipped(value),
        confidence: () => Math.abs(clipped(value)) * Math.min(1, hedge.rounds / (4 * least)),
        largestWeight: () => Math.min(1, Math.max(...hedge.weights)),
      },
    );
  },
});

/** What rounding adds to a mean of signals does not make it one. */
const clipped = (value: number): number => Math.max(-1, Math.min(1, value));

/** Loss of each signal from 0 (right and sure) to 1 (wrong and sure); one half where there was no move or no signal. */
export function lossesOf(signals: Readonly<Float64Array>, move: number): Float64Array {
  const losses = new Float64Array(signals.length);
  const side = Math.sign(move);
  for (let i = 0; i < losses.length; i += 1) losses[i] = (1 - (signals[i] as number) * side) / 2;
  return losses;
}

/** Exponential weights with a rate that falls with the number of rounds (Freund and Schapire 1997). */
export class Hedge {
  rounds = 0;
  readonly weights: Float64Array;
  readonly #losses: Float64Array;
  readonly #scale: number;

  constructor(experts: number, scale: number) {
    this.weights = new Float64Array(experts).fill(1 / experts);
    this.#losses = new Float64Array(experts);
    this.#scale = scale;
  }

  learn(losses: Readonly<Float64Array>): void {
    const { length } = losses;
    this.rounds += 1;
    for (let i = 0; i < length; i += 1) this.#losses[i] = (this.#losses[i] as number) + (losses[i] as number);
    const rate = this.#scale * Math.sqrt((8 * Math.log(length)) / this.rounds);
    this.weights.set(exponentialWeights(this.#losses, rate));
  }
}

/** Weights of sum 1 in proportion to `exp(-rate * loss)`. */
export function exponentialWeights(losses: Readonly<Float64Array>, rate: number): Float64Array {
  const weights = new Float64Array(losses.length);
  let least = Infinity;
  for (let i = 0; i < losses.length; i += 1) least = Math.min(least, losses[i] as number);
  let sum = 0;
  for (let i = 0; i < losses.length; i += 1) {
    const raw = Math.exp(-rate * ((losses[i] as number) - least));
    weights[i] = raw;
    sum += raw;
  }
  for (let i = 0; i < losses.length; i += 1) weights[i] = (weights[i] as number) / sum;
  return weights;
}
