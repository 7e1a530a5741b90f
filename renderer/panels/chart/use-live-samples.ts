import { useEffect, useMemo, useRef, useState } from 'react';
import type { FormulaUpdate } from '../../../engine/contract/formula-commands.ts';
import type { BarSpec } from '../../../engine/contract/flow.ts';
import { createBeat } from '../../engine-client/beat.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { followFlow } from '../../engine-client/flow-updates.ts';
import type { Indicator } from './indicators.ts';
import { type LiveSamples, withNewer } from './live-values.ts';

/** The chart is painted anew this often for them, ms. */
const EVERY_MS = 1000;
/** Five hours of one a second; older ones are let go. */
const MOST_SAMPLES = 18_000;
const NONE: ReadonlyMap<string, LiveSamples> = new Map();
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The bars a formula runs on beside a chart of these bars; undefined for its own. */
const intervalOf = (spec: BarSpec): number | undefined =>
  spec.kind === 'time' && spec.intervalMs % MINUTE_MS === 0 && DAY_MS % spec.intervalMs === 0
    ? spec.intervalMs
    : undefined;

/** Follows the added formulas that need more than bars; their samples by the key of the indicator. */
export function useLiveSamples(
  instrument: string,
  spec: BarSpec,
  chosen: readonly Indicator[],
): ReadonlyMap<string, LiveSamples> {
  const [samples, setSamples] = useState(NONE);
  const isLive = useConnection((connection) => connection.isLive);
  const followed = useMemo(
    () => chosen.filter(({ added }) => added !== undefined && added.charting !== 'bars'),
    [chosen],
  );
  const intervalMs = intervalOf(spec);
  // What has come of one formula stays when another is added beside it.
  const kept = useRef({ of: '', known: new Map<string, LiveSamples>() });
  useEffect(() => {
    if (followed.length === 0 || !isLive) return undefined;
    const of = `${instrument} ${intervalMs ?? ''}`;
    if (kept.current.of !== of) kept.current = { of, known: new Map() };
    const { known } = kept.current;
    for (const key of known.keys()) if (!followed.some((each) => each.key === key)) known.delete(key);
    const beat = createBeat(EVERY_MS, () => setSamples(new Map(known)));
    const ends = followed.map(({ added, key }) =>
      followFlow<FormulaUpdate>(
        {
          kind: 'formula',
          instrument,
          formula: added?.id ?? '',
          params: added?.params,
          ...(intervalMs !== undefined && added?.charting === 'bars-in-part' ? { intervalMs } : {}),
        },
        (update) => {
          if (update.because === 'catching-up') return;
          known.set(key, withNewer(known.get(key), update, MOST_SAMPLES));
          beat.soon();
        },
      ),
    );
    return () => {
      beat.end();
      for (const end of ends) end();
    };
  }, [instrument, followed, intervalMs, isLive]);
  return followed.length === 0 ? NONE : samples;
}
