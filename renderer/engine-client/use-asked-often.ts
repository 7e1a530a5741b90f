import { useEffect } from 'react';
import type { CommandName, InputOf, ReplyOf } from '../../engine/contract/commands.ts';
import { askEngine } from './ask-engine.ts';
import { useConnection } from './feed-connection.ts';

/** What is asked, and who takes the answers: the same objects from picture to picture, or it is asked anew. */
export interface AskedOften<Name extends CommandName> {
  readonly command: Name;
  readonly payload: InputOf<Name>;
  readonly everyMs: number;
  readonly take: (reply: ReplyOf<Name>) => void;
}

/** Asks a running engine for the same again and again, from now on until nobody looks; refusals change nothing. */
export function useAskedOften<Name extends CommandName>({
  command,
  everyMs,
  payload,
  take,
}: AskedOften<Name>): void {
  const isLive = useConnection((connection) => connection.isLive);
  useEffect(() => {
    if (!isLive) return undefined;
    let isCurrent = true;
    const ask = () =>
      void askEngine(command, payload).then((answer) => {
        if (isCurrent && answer.ok) take(answer.reply);
      });
    ask();
    const timer = setInterval(ask, everyMs);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [command, everyMs, isLive, payload, take]);
}
