import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { effectiveVotes, majorityProbability, nearestOdd } from './vote/jury.ts';
import type { Voices } from './vote/condorcet-vote.ts';
import { StartedVote } from './vote/started-vote.ts';
import { PAPER_VOTE } from './vote/vote-settings.ts';

/** Joint votes below which a pair says nothing. */
const FEWEST_JOINT = 50;

/**
 * How many independent voices the formulas are worth that have an opinion now, by how often they were wrong
 * together. Outcomes fade so that about the last `window` of a formula count; the mean correlation is taken
 * again every `refit` opinions and none while no pair has enough of them. `group` as in the vote. Warm with
 * the first opinions.
 */
export const effectiveVoteCount = defineFormula({
  id: 'F336',
  key: 'effective-vote-count',
  title: 'Effective number of independent votes',
  family: 'edge',
  output: { unit: 'votes', min: 0 },
  role: 'filter',
  source:
    "Ladha, K. K., 'The Condorcet Jury Theorem, Free Speech, and Correlated Votes', American Journal of Political Science 36(3), 1992; design effect: Kish, 'Survey Sampling', Wiley, 1965",
  catalogue: {
    inputs: ['external'],
    params: {
      window: { unit: 'bars', meaning: 'correlation sample of signals' },
      min_eff: { unit: 'votes', meaning: 'gate' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      Signals of the n voting formulas over the window; rho = mean off-diagonal Pearson correlation of
      error indicators e_i = 1 if sign(s_i) was wrong (pairs with fewer than 50 joint votes are skipped;
      negative rho -> 0). n_eff = n/(1+(n-1)*rho). Majority accuracy bound for common competence p: Pn =
      sum_{k>n/2} C(m,k) p^k (1-p)^(m-k) with m = nearest odd integer to n_eff (Condorcet jury theorem).
    `,
    update: 'Batch O(n^2) every refit bars from running co-error counts.',
    signal:
      "filter: n_eff < min_eff closes new entries; Pn is the ceiling of the vote's confidence (2*Pn-1).",
    range: '[1,n]',
  },
  defaults: { window: 500, min_eff: 5, refit: 100, group: 1 },
  input: 'step',
  reads: ['opinions', 'quote'],
  keepsOverGaps: true,
  readings: {
    ...FILTER,
    /** Formulas that have an opinion now. */
    voters: { unit: 'votes', min: 0 },
    /** Mean correlation of their errors, at least 0. */
    correlation: { unit: 'correlation', min: 0, max: 1 },
    /** Chance that a majority of so many independent voices is right; the ceiling of the vote's confidence. */
    jury: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => 1,

  start({ group, min_eff: least, refit, window }) {
    notNegative('min_eff', least);
    wholeNumber('refit', refit);
    const forget = 1 - 1 / wholeNumber('window', window, 2);
    const run = new StartedVote(group, { ...PAPER_VOTE, forget });
    let votes = 0;
    let correlation = 0;
    let voices: Voices = { count: 0, probability: 0.5 };
    const effective = () => (voices.count === 0 ? 0 : effectiveVotes(voices.count, correlation));

    const take = (heard: Voices): void => {
      voices = heard;
      if (votes % refit === 0)
        correlation = Math.max(0, run.memory?.errors.meanCorrelation(FEWEST_JOINT) ?? 0);
      votes += 1;
    };
    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'quote') run.onQuote(step.quote);
        if (step.kind === 'opinions') take(run.hear(step.time, step.opinions));
        return votes === 0 ? undefined : effective();
      },
      {
        gate: () => (effective() < least ? 0 : 1),
        voters: () => voices.count,
        correlation: () => correlation,
        jury: () => majorityProbability(nearestOdd(effective()), voices.probability),
      },
    );
  },
});
