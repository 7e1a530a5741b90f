import { useEffect, useState } from 'react';
import type { ReplyOf } from '../../../engine/contract/commands.ts';
import type { TruePriceInputsView } from '../../../engine/contract/true-price-commands.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';

export type TruePriceReply = ReplyOf<'truePrice'>;
export type TruePriceSetup = ReplyOf<'truePriceSetup'>;

/** A person types faster than anybody reads results. */
const PAUSE_MS = 120;

/** What is usual and the check of the catalogue, asked for once. */
export function useTruePriceSetup(): TruePriceSetup | undefined {
  const [setup, setSetup] = useState<TruePriceSetup | undefined>();
  const isLive = useConnection((connection) => connection.isLive);
  useEffect(() => {
    if (setup !== undefined || !isLive) return undefined;
    let isCurrent = true;
    void askEngine('truePriceSetup', {}).then((answer) => {
      if (isCurrent && answer.ok) setSetup(answer.reply);
    });
    return () => {
      isCurrent = false;
    };
  }, [setup, isLive]);
  return setup;
}

interface Wanted {
  readonly inputs: TruePriceInputsView | undefined;
  readonly marketPrice: number | undefined;
  readonly share: number;
}

/** What the engine makes of the inputs; undefined while one is missing. `failure` says what it refused. */
export function useTruePrice({ inputs, marketPrice, share }: Wanted) {
  const [answered, setAnswered] = useState<{ reply?: TruePriceReply; failure?: string }>({});
  // Values decide, not the objects that hold them.
  const question = inputs && JSON.stringify({ inputs, share, marketPrice: marketPrice ?? null });
  useEffect(() => {
    if (question === undefined) return undefined;
    let isCurrent = true;
    const timer = setTimeout(() => {
      void askEngine('truePrice', JSON.parse(question)).then((answer) => {
        if (isCurrent) setAnswered(answer.ok ? { reply: answer.reply } : { failure: answer.failure.detail });
      });
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [question]);
  return question === undefined ? {} : answered;
}
