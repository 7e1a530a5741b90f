import { slowerThan } from '../../domain/vote/vote-group.ts';
import { defineStrategy } from '../strategy.ts';
import { startEqual } from './equal-vote.ts';
import { formulaVoteParameters, formulaVotePresets } from './parameters.ts';
import { voteFeatures } from './vote-features.ts';
import { startWeighed } from './weighed-vote.ts';

/**
 * Follows the vote of the direction formulas of the catalogue.
 *
 * As first described every formula counts the same and costs are not looked at. The corrected form weighs
 * each by its record, lets those that err together share a voice, and trades a winner only while what votes
 * were worth so far pays for the round trip.
 */
export const formulaVote = defineStrategy({
  id: 'formula-vote',
  title: 'Vote of the formulas',
  hypothesis: 'Formulas that are each a little better than a coin are together worth more than a round trip.',
  params: formulaVoteParameters,
  presets: formulaVotePresets,
  needs: voteFeatures,
  votes({ group }) {
    const slower = slowerThan(group);
    return slower === undefined ? [group] : [group, slower];
  },
  decideEveryMs: () => 1000,
  start: (params) => (params.count === 'equal' ? startEqual(params) : startWeighed(params)),
});
