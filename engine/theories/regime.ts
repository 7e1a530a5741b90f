import type { Suggestion, TheoryReading } from '../domain/theory/theory-reading.ts';
import type { SentenceKey } from '../domain/theory/theory-sentence.ts';
import { markovChainSixState } from '../formulas/regime/markov-chain-six-state.ts';
import { FilteredStates } from './filtered-states.ts';
import { StateChain } from './state-chain.ts';
import { StateOutcomes } from './state-outcomes.ts';
import type { Theory, TheoryStep } from './theory.ts';

const STATES = 6;
const WINDOW = 100;
const HORIZON = 5;
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
 * bar has the state its rule names (F173), by the last 100 bars, and a trend counts as a direction; how states follow
 * each other is learned from all bars seen. Corrected, the probability of
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
    const chain = new StateChain(STATES);
    const filter = new FilteredStates(STATES, FAITH);
    const outcomes = new StateOutcomes(STATES, HORIZON);
    let named: number | undefined;

    /** Up, down, or neither of the state a bar is named after. */
    const direction = (): number => {
      if (named === 4) return run.readings?.['shortGate']?.() === 0 ? 1 : -1;
      return named === 0 ? 1 : named === 1 ? -1 : 0;
    };
    const push = (step: TheoryStep): void => {
      if (step.kind !== 'bar') return;
      const state = run(step.bar);
      if (state === undefined) return;
      const now = state - 1;
      chain.push(now);
      named = now;
      filter.push(now, (from, to) => chain.probability(from, to));
      outcomes.push(step.bar.close, filter.probabilities);
    };
    return {
      push,
      get lean() {
        if (named === undefined) return undefined;
        return isCorrected ? outcomes.lean(filter.probabilities) : direction() * chain.stay(named).mean;
      },
      read(): TheoryReading | undefined {
        if (named === undefined) return undefined;
        const state = isCorrected ? filter.likeliest : named;
        const stay = chain.stay(state);
        const probability = isCorrected ? (filter.probabilities[state] as number) : 1;
        const bars = chain.bars(state);
        const key = KEYS[state] as (typeof KEYS)[number];
        const suggests = state === 4 && state === named ? sideOf(direction()) : SUGGESTIONS[state];
        return {
          value: stay.mean,
          interval: { ...stay.credible(), kind: 'posterior' },
          observations: bars,
          suggests: suggests ?? 'none',
          sentence: { key, numbers: { probability, stay: stay.mean, bars } },
        };
      },
    };
  },
};

const sideOf = (direction: number): Suggestion => (direction > 0 ? 'up' : 'down');
