import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import type { Measure, StrategyRun } from '../strategy.ts';
import { enter } from './enter.ts';
import { leave } from './leave.ts';
import { barriersOf, type FormulaVoteParameters, termsOf } from './parameters.ts';
import type { VoteFeature } from './vote-features.ts';
import { type Outlook, outlookOf } from './vote-outlook.ts';
import { voteMeasures } from './vote-words.ts';
import { convictionOf, VoteRecord } from './vote-record.ts';

/** The corrected vote: who was right counts, copies count once, and the record has to pay for the costs. */
export function startWeighed(params: FormulaVoteParameters, memory?: unknown): StrategyRun<VoteFeature> {
  const { group } = params;
  const record = new VoteRecord(barriersOf(params), termsOf(params), memory);
  let vote: VoteDecision | undefined;
  let outlook: Outlook | undefined;

  return {
    decide(moment) {
      vote = moment.votes?.[group];
      record.observe(moment.time, moment.mid, vote);
      outlook = outlookOf(record.outcomes, vote ? convictionOf(vote) : 0, moment.roundTripCostBps, params);
      if (moment.holding) return leave(moment.holding, moment, vote, params);
      return enter(moment, vote, outlook, params);
    },
    measures: (): Measure[] => [
      ...voteMeasures(vote),
      { name: 'Win probability', value: outlook?.winProbability, unit: 'share' },
      { name: 'Net expected value', value: outlook?.edgeBps, unit: 'bps' },
      { name: 'Outcomes of votes', value: record.outcomes.worth.count, unit: 'count' },
      { name: 'Mean outcome of votes before costs', value: record.outcomes.worth.meanBps, unit: 'bps' },
      { name: 'Standard error of it', value: record.outcomes.worth.errorBps, unit: 'bps' },
    ],
    memory: () => record.outcomes.memory(),
  };
}
