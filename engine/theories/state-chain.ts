import { BetaPosterior } from '../numerics/beta-posterior.ts';
import { TransitionCounts } from '../numerics/markov-chain.ts';

/** Steps imagined beforehand from every state: to itself, and to each other one. */
const PRIOR_STAYS = 4;
const PRIOR_STEPS = 0.2;
/** What is imagined of staying and of leaving where the belief is reported: as little as can be. */
const JEFFREYS = 0.5;
/**
 * What a bar counts towards that belief. It shares most of the bars its name rests on with its neighbors; at this
 * share the intervals of simulated markets hold the truth as often as they say.
 */
const NEWS = 0.55;

/** How states follow each other, learned from the bars so far. */
export class StateChain {
  readonly #states: number;
  readonly #steps: TransitionCounts;
  #last = -1;

  constructor(states: number) {
    this.#states = states;
    this.#steps = new TransitionCounts(states);
  }

  /** Takes in the state of the next bar, counted from 0. */
  push(state: number): void {
    if (this.#last >= 0) this.#steps.add(this.#last, state);
    this.#last = state;
  }

  /** Bars in the state that were followed by another bar. */
  bars(state: number): number {
    return this.#steps.steps(state, state) + this.#left(state);
  }

  /** Probability of the step, with a prior of states that last. */
  probability(from: number, to: number): number {
    const prior = from === to ? PRIOR_STAYS : PRIOR_STEPS;
    const imagined = PRIOR_STAYS + (this.#states - 1) * PRIOR_STEPS;
    return (this.#steps.steps(from, to) + prior) / (this.bars(from) + imagined);
  }

  /** What is believed of the probability that the next bar is in the state too. */
  stay(state: number): BetaPosterior {
    const stays = this.#steps.steps(state, state);
    return new BetaPosterior(NEWS * stays + JEFFREYS, NEWS * this.#left(state) + JEFFREYS);
  }

  #left(from: number): number {
    let count = 0;
    for (let to = 0; to < this.#states; to += 1) count += to === from ? 0 : this.#steps.steps(from, to);
    return count;
  }
}
