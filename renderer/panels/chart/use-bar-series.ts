import { useCallback, useEffect, useRef, useState } from 'react';
import { type BarSeries, seriesFrom, withMinute, withOlder } from '../../charts/bar-series.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { onBarsClosed } from '../../engine-client/bar-closes.ts';
import { currentView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';

const FIRST_COUNT = 600;
const OLDER_COUNT = 1000;

/** The bars of a chart: loading, there, or why not. */
export type LoadedBars =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly detail: string }
  | { readonly state: 'loaded'; readonly series: BarSeries };

interface UsedBars {
  readonly bars: LoadedBars;
  /** Fetches what came before the oldest bar; answers how many bars were put in front. */
  readonly loadOlder: () => Promise<number>;
  readonly retry: () => void;
}

async function loadSeries(instrument: string, intervalMs: number): Promise<LoadedBars> {
  const minuteCount = Math.max(1, intervalMs / 60_000);
  const [answer, minutes] = await Promise.all([
    askEngine('bars', { instrument, intervalMs, count: FIRST_COUNT }),
    askEngine('bars', { instrument, intervalMs: 60_000, count: minuteCount }),
  ]);
  if (!answer.ok) return { state: 'failed', detail: answer.failure.detail };
  const nowMs = currentView()?.session.timeMs ?? 0;
  const known = minutes.ok ? minutes.reply.bars : [];
  return { state: 'loaded', series: seriesFrom(intervalMs, nowMs, answer.reply.bars, known) };
}

/** Loads bars and keeps them growing with the market while the chart is on screen. */
export function useBarSeries(instrument: string, intervalMs: number): UsedBars {
  const [bars, setBars] = useState<LoadedBars>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const isLive = useConnection((connection) => connection.isLive);
  const latest = useRef(bars);
  latest.current = bars;
  const hasOlder = useRef(true);

  useEffect(() => {
    let isCurrent = true;
    hasOlder.current = true;
    setBars({ state: 'loading' });
    void loadSeries(instrument, intervalMs).then((loaded) => {
      if (isCurrent) setBars(loaded);
    });
    const end = onBarsClosed((closed) => {
      const own = closed.filter((item) => item.instrument === instrument);
      if (own.length === 0) return;
      setBars((before) =>
        before.state === 'loaded'
          ? {
              state: 'loaded',
              series: own.reduce((series, { bar }) => withMinute(series, bar), before.series),
            }
          : before,
      );
    });
    return () => {
      isCurrent = false;
      end();
    };
    // A new feed may follow a gap, in which bars were closed unseen.
  }, [instrument, intervalMs, attempt, isLive]);

  const loadOlder = useCallback(async () => {
    const first = latest.current.state === 'loaded' ? latest.current.series.bars[0] : undefined;
    if (first === undefined || !hasOlder.current) return 0;
    hasOlder.current = false;
    const answer = await askEngine('bars', {
      instrument,
      intervalMs,
      count: OLDER_COUNT,
      beforeMs: first.openTimeMs,
    });
    if (!answer.ok) return 0;
    const older = answer.reply.bars.filter((bar) => bar.openTimeMs < first.openTimeMs);
    hasOlder.current = older.length > 0;
    setBars((before) =>
      before.state === 'loaded' ? { state: 'loaded', series: withOlder(before.series, older) } : before,
    );
    return older.length;
  }, [instrument, intervalMs]);

  return { bars, loadOlder, retry: () => setAttempt((count) => count + 1) };
}
