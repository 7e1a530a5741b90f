import type { Suggestion, TheoryReading } from '../domain/theory/theory-reading.ts';
import type { SentenceKey } from '../domain/theory/theory-sentence.ts';
import { markovChainSixState } from '../formulas/regime/markov-chain-six-state.ts';
import { BetaPosterior } from '../numerics/beta-posterior.ts';
import { TransitionCounts } from '../numerics/markov-chain.ts';
import { FilteredStates } from './filtered-states.ts';
import { StateOutcomes } from './state-outcomes.ts';
import type { Theory, TheoryStep } from './theory.ts';

const STATES = 6;
const WINDOW = 100;
const HORIZON = 5;
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
/** Share of the bars whose rule names the state the market is in. */
const FAITH = 0.8;

const KEYS = [
  'regime-bull',
  'regime-bear',
  'regime-wide-range',
  'regime-quiet-range',
  'regime-breakout',
  'regime-consolidation',
] as const satisfies readonly SentenceKey[];
const SUGGESTIONS: readonly Suggestion[] = ['up', 'down', 'none', 'none', 'none', 'reversion'];

/**
 * Which of six states the market is in, and the probability that the next bar stays in it. As described, each
 * bar has the state its rule names (F173), and a trend counts as a direction. Corrected, the probability of
 * every state is filtered from the bars so far, and what a state says of the price is learned from what came
 * after it.
 */
export const regimeTheory: Theory = {
  name: 'regime',
  unit: 'probability',
  min: 0,
  max: 1,
  window: WINDOW,
  horizonBars: HORIZON,
  warmUp: () => WINDOW + 20,

  start({ preset }) {
    const isCorrected = preset === 'corrected';
    const run = markovChainSixState.start({ ...markovChainSixState.defaults, n: WINDOW });
    const steps = new TransitionCounts(STATES);
    const filter = new FilteredStates(STATES, FAITH);
    const outcomes = new StateOutcomes(STATES, HORIZON);
    let named: number | undefined;

    /** Up, down, or neither of the state a bar is named after. */
    const direction = (): number => {
      if (named === 4) return run.readings?.['shortGate']?.() === 0 ? 1 : -1;
      return named === 0 ? 1 : named === 1 ? -1 : 0;
    };
    const left = (from: number): number => {
      let count = 0;
      for (let to = 0; to < STATES; to += 1) count += to === from ? 0 : steps.steps(from, to);
      return count;
    };
    const probability = (from: number, to: number): number => {
      const prior = from === to ? PRIOR_STAYS : PRIOR_STEPS;
      const imagined = PRIOR_STAYS + (STATES - 1) * PRIOR_STEPS;
      return (steps.steps(from, to) + prior) / (steps.steps(from, from) + left(from) + imagined);
    };
    const stayIn = (state: number) =>
      new BetaPosterior(NEWS * steps.steps(state, state) + JEFFREYS, NEWS * left(state) + JEFFREYS);
    const push = (step: TheoryStep): void => {
      if (step.kind !== 'bar') return;
      const state = run(step.bar);
      if (state === undefined) return;
      const now = state - 1;
      if (named !== undefined) steps.add(named, now);
      named = now;
      filter.push(now, probability);
      outcomes.push(step.bar.close, filter.probabilities);
    };
    return {
      push,
      get lean() {
        if (named === undefined) return undefined;
        return isCorrected ? outcomes.lean(filter.probabilities) : direction() * stayIn(named).mean;
      },
      read(): TheoryReading | undefined {
        if (named === undefined) return undefined;
        const state = isCorrected ? filter.likeliest : named;
        const stay = stayIn(state);
        const probability = isCorrected ? (filter.probabilities[state] as number) : 1;
        const bars = steps.steps(state, state) + left(state);
        const key = KEYS[state] as (typeof KEYS)[number];
        const suggests = state === 4 && state === named ? sideOf(direction()) : SUGGESTIONS[state];
        return {
          value: stay.mean,
          ...(isCorrected && { interval: { ...stay.credible(), kind: 'posterior' } as const }),
          observations: bars,
          suggests: suggests ?? 'none',
          sentence: { key, numbers: { probability, stay: stay.mean, bars } },
        };
      },
    };
  },
};

const sideOf = (direction: number): Suggestion => (direction > 0 ? 'up' : 'down');
