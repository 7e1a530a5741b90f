import type { PastVoteView } from '../../../engine/contract/past-vote-commands.ts';

/** Past votes as far as they were read, the newest first. */
export interface PastVotes {
  readonly votes: readonly PastVoteView[];
  readonly state: 'more' | 'asking' | 'all';
  /** Votes of the group that are kept. */
  readonly kept: number;
}

interface NewestPage {
  readonly votes: readonly PastVoteView[];
  readonly hasMore: boolean;
  readonly kept: number;
}

/** The newest page before the older votes that were read; without them where there is a gap between. */
export function withNewest(before: PastVotes | undefined, { hasMore, kept, votes }: NewestPage): PastVotes {
  const oldest = votes.at(-1)?.number ?? 0;
  const known = before?.votes ?? [];
  const isJoined = known.some(({ number }) => number >= oldest);
  const older = isJoined ? known.filter(({ number }) => number < oldest) : [];
  if (before !== undefined && older.length > 0)
    return { votes: [...votes, ...older], state: before.state, kept };
  return { votes, state: hasMore ? 'more' : 'all', kept };
}
