import { useEffect, useState } from 'react';
import type { VoteUpdate } from '../../../engine/contract/vote-commands.ts';
import type { VoteGroup } from '../../../engine/domain/vote/vote-group.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { followFlow } from '../../engine-client/flow-updates.ts';

/** Has the vote of a group counted while it is on screen; undefined before the first answer. */
export function useVote(instrument: string, group: VoteGroup): VoteUpdate | undefined {
  const [update, setUpdate] = useState<VoteUpdate | undefined>();
  const isLive = useConnection((connection) => connection.isLive);
  useEffect(() => {
    if (!isLive) return undefined;
    const end = followFlow<VoteUpdate>({ kind: 'vote', instrument, group }, setUpdate);
    return () => {
      end();
      setUpdate(undefined);
    };
  }, [instrument, group, isLive]);
  return update;
}
