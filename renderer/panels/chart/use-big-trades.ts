import { useEffect, useState } from 'react';
import type { BigTradesReply } from '../../../engine/contract/chart-commands.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import type { LoadedBars } from './bar-columns.ts';

/** A trade is big when it is as large as the largest percent of those before it. */
export const BIG_SHARE = 0.99;
const MOST_SHOWN = 300;

interface Asked {
  readonly instrument: string;
  readonly isOn: boolean;
  readonly loaded: LoadedBars | undefined;
  readonly beat: number;
}

/** The largest trades of the loaded time; undefined while they are switched off. */
export function useBigTrades({ beat, instrument, isOn, loaded }: Asked): BigTradesReply | undefined {
  const [found, setFound] = useState<BigTradesReply | undefined>();
  const fromMs = loaded?.columns.openTimeMs[0];
  const endMs = loaded?.columns.closeTimeMs[loaded.count - 1];
  useEffect(() => {
    if (!isOn || fromMs === undefined || endMs === undefined) return undefined;
    let isCurrent = true;
    // The bar that is open ends after the last closed one, by an hour at most often enough.
    const toMs = endMs + Math.max(3_600_000, endMs - fromMs);
    void askEngine('bigTrades', { instrument, fromMs, toMs, share: BIG_SHARE, most: MOST_SHOWN }).then(
      (answer) => {
        if (isCurrent && answer.ok) setFound(answer.reply);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [instrument, isOn, fromMs, endMs, beat]);
  return isOn ? found : undefined;
}
