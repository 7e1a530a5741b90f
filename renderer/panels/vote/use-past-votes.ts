import { useCallback, useEffect, useState } from 'react';
import type { VoteGroup } from '../../../engine/domain/vote/vote-group.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { type PastVotes, withNewest } from './with-newest.ts';

/** Votes asked for at once. */
const PAGE = 200;
/** Votes are written down with the journal, which notes where the market is this often, in ms. */
const LOOK_EVERY_MS = 5000;

/** Votes of a list that were read so far, newest first. */
/** Reads the votes that were counted, and follows new ones; undefined before the first answer. */
export function usePastVotes(instrument: string, group: VoteGroup) {
  const [past, setPast] = useState<PastVotes | undefined>();
  const isLive = useConnection((connection) => connection.isLive);
  useEffect(() => {
    if (!isLive) return undefined;
    let isOver = false;
    const look = async () => {
      const answer = await askEngine('pastVotes', { instrument, group, count: PAGE });
      if (!isOver && answer.ok) setPast((before) => withNewest(before, answer.reply));
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
      setPast(undefined);
    };
  }, [instrument, group, isLive]);

  const last = past?.votes.at(-1)?.number;
  const older = useCallback(async () => {
    if (last === undefined) return;
    setPast((before) => before && { ...before, state: 'asking' });
    const answer = await askEngine('pastVotes', { instrument, group, count: PAGE, before: last });
    setPast((before) => {
      if (before === undefined || before.votes.at(-1)?.number !== last) return before;
      if (!answer.ok) return { ...before, state: 'more' };
      const { hasMore, votes } = answer.reply;
      return { ...before, votes: [...before.votes, ...votes], state: hasMore ? 'more' : 'all' };
    });
  }, [instrument, group, last]);
  return { past, older };
}
