import { useEffect, useState } from 'react';
import type { BarSpec } from '../../../engine/contract/flow.ts';
import { barKey } from '../../charts/flow/bar-choices.ts';
import { barsFrom } from '../../charts/flow/flow-bar.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { fittingRowTicks } from './viewport.ts';

const LOOKED_AT = 100;
/** While there is no bar to look at, it is tried again after this long. */
const AGAIN_MS = 1000;

/** Ticks a row should have for bars of this kind, as of when they were chosen; undefined until bars are there. */
export function useFittingRows(instrument: string, bars: BarSpec): number | undefined {
  const key = `${instrument} ${barKey(bars)}`;
  const [found, setFound] = useState<{ readonly key: string; readonly ticks: number } | undefined>();
  const isLive = useConnection((connection) => connection.isLive);
  useEffect(() => {
    if (!isLive) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isCurrent = true;
    const look = async () => {
      const answer = await askEngine('deltaBars', { instrument, bars, since: 'session', count: LOOKED_AT });
      if (!isCurrent) return;
      const known = answer.ok ? barsFrom(answer.reply).bars : [];
      if (known.length > 0) setFound({ key, ticks: fittingRowTicks(known) });
      else timer = setTimeout(() => void look(), AGAIN_MS);
    };
    void look();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
    // The key says everything about instrument and bars.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key, isLive]);
  return found?.key === key ? found.ticks : undefined;
}
