import { useEffect, useState } from 'react';
import type { TheoriesUpdate } from '../../../engine/contract/theory-commands.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { followFlow } from '../../engine-client/flow-updates.ts';
import type { TheoriesChoice } from './theories-settings.ts';

/** Runs the theories on an instrument while they are on screen; undefined before the first answer. */
export function useTheories(
  instrument: string,
  { intervalMs, preset }: TheoriesChoice,
): TheoriesUpdate | undefined {
  const [update, setUpdate] = useState<TheoriesUpdate | undefined>();
  const isLive = useConnection((connection) => connection.isLive);
  useEffect(() => {
    if (!isLive) return undefined;
    const end = followFlow<TheoriesUpdate>({ kind: 'theories', instrument, intervalMs, preset }, setUpdate);
    return () => {
      end();
      setUpdate(undefined);
    };
  }, [instrument, intervalMs, preset, isLive]);
  return update;
}
