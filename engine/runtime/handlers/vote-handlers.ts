import type { CommandHandlers } from '../../contract/handlers.ts';
import { VOTES_KEPT } from '../../journal/votes/vote-room.ts';
import { pastVoteDetails, pastVoteView } from '../votes/past-votes.ts';
import type { Workstation } from '../workstation.ts';
import { failed } from './answers.ts';

type VoteHandlers = Pick<CommandHandlers, 'pastVote' | 'pastVotes'>;

/** What a window asks about votes that were counted. */
export function voteHandlers(station: Workstation): VoteHandlers {
  const feeOf = (id: string) => station.session.kernel.rooms.market.of(id)?.instrument.takerFeePpm ?? 0;
  return {
    pastVotes: ({ before, count, group, instrument }) => {
      const { accountId } = station.session.description;
      const request = {
        limit: count,
        newestFirst: true,
        ...(before === undefined ? {} : { after: before }),
      };
      const page = station.options.voteLog?.page({ accountId, instrument, group }, request);
      const votes = page?.rows.map((vote) => pastVoteView(vote, feeOf(instrument))) ?? [];
      return {
        ok: true,
        reply: { votes, hasMore: page?.next !== undefined, kept: VOTES_KEPT[group] },
      };
    },
    pastVote: ({ number }) => {
      const vote = station.options.voteLog?.vote(number);
      const isOwn = vote?.list.accountId === station.session.description.accountId;
      if (vote === undefined || !isOwn)
        return failed('no-such-vote', `vote ${number} of this account is not kept, or no longer`);
      return { ok: true, reply: pastVoteDetails(vote, feeOf(vote.list.instrument)) };
    },
  };
}
