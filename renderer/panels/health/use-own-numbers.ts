import { useEffect, useState } from 'react';
import type { NumbersView } from '../../../engine/contract/number-commands.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';

const LOOK_EVERY_MS = 2000;

/** What the engine read of a person's own numbers, as long as somebody looks; undefined before the first answer. */
export function useOwnNumbers(): NumbersView | undefined {
  const [view, setView] = useState<NumbersView>();
  const isLive = useConnection((connection) => connection.isLive);
  useEffect(() => {
    if (!isLive) return undefined;
    let isCurrent = true;
    const look = () =>
      void askEngine('ownNumbers', {}).then((answer) => {
        if (isCurrent && answer.ok) setView(answer.reply);
      });
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [isLive]);
  return view;
}
