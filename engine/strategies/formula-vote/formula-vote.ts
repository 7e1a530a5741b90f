import type { SignalSource } from '../../domain/order/signal-life.ts';
import { slowerThan, type VoteGroup } from '../../domain/vote/vote-group.ts';
import { defineStrategy } from '../strategy.ts';
import { startEqual } from './equal-vote.ts';
import { formulaVoteParameters, formulaVotePresets } from './parameters.ts';
import { voteFeatures } from './vote-features.ts';
import { startWeighed } from './weighed-vote.ts';

/** The fast group votes with the book and the tape, the medium one at every closed minute, the slow one every hour. */
const SIGNAL_OF: Readonly<Record<VoteGroup, SignalSource>> = {
  fast: 'order-flow',
  medium: { barMs: 60_000 },
  slow: { barMs: 3_600_000 },
};

/**
 * Follows the vote of the direction formulas of the catalogue.
 *
 * As first described every formula counts the same. The corrected form weighs each by its record, lets those
 * that err together share a voice, and trades a winner only while what votes of its conviction were worth so
 * far, as far as outcomes prove it, pays for the round trip.
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
  signalSource: ({ group }) => SIGNAL_OF[group],
  // Formulas that follow and formulas that fade vote in one group: the winner is neither.
  regimeTraits: () => ({ sides: ['buy', 'sell'], isReversion: false, saysHowSure: true }),
  start: (params, memory) =>
    params.count === 'equal' ? startEqual(params, memory) : startWeighed(params, memory),
});
