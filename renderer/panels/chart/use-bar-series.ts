import { useCallback, useEffect, useRef, useState } from 'react';
import { type BarSeries, missesMinutes, seriesFrom, withMinute, withOlder } from '../../charts/bar-series.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { onBarsClosed } from '../../engine-client/bar-closes.ts';
import { currentView, useEngineView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import type { ClosedBar } from '../../engine-client/replica.ts';
import { useLatest } from '../../design/use-latest.ts';

const FIRST_COUNT = 600;
const OLDER_COUNT = 1000;
/** Bars that were overtaken on the way to a busy window are fetched together. */
const RELOAD_AFTER_MS = 500;

/** The bars of a chart: loading, there, or why not. */
export type LoadedBars =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly detail: string }
  | { readonly state: 'loaded'; readonly series: BarSeries };

interface UsedBars {
  readonly bars: LoadedBars;
  /** Fetches what came before the oldest bar. */
  readonly loadOlder: () => Promise<void>;
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
  // A new feed may follow a gap in which bars were closed unseen.
  const isLive = useConnection((connection) => connection.isLive);
  // Another session may have other bars under the same name: a recording of the sandbox, for instance.
  const sessionId = useEngineView((view) => view.session.sessionId);
  const latest = useLatest(bars);
  const hasOlder = useRef(true);

  useEffect(() => {
    // Nobody answers now; what is on screen stays.
    if (!isLive) return undefined;
    let isCurrent = true;
    let missed: readonly ClosedBar[] | undefined = [];
    let reload: ReturnType<typeof setTimeout> | undefined;
    const loadAgain = () => setAttempt((count) => count + 1);
    void loadSeries(instrument, intervalMs).then((loaded) => {
      if (!isCurrent) return;
      setBars(grown(loaded, instrument, missed ?? []));
      missed = undefined;
    });
    hasOlder.current = true;
    const end = onBarsClosed((closed) => {
      // Bars that close while the answer is on its way are not in it.
      if (missed !== undefined) missed = [...missed, ...closed];
      if (hasHole(latest.current, instrument, closed)) reload ??= setTimeout(loadAgain, RELOAD_AFTER_MS);
      setBars((before) => grown(before, instrument, closed));
    });
    return () => {
      isCurrent = false;
      clearTimeout(reload);
      end();
    };
  }, [instrument, intervalMs, sessionId, attempt, isLive, latest]);

  const loadOlder = useCallback(async () => {
    const first = latest.current.state === 'loaded' ? latest.current.series.bars[0] : undefined;
    if (first === undefined || !hasOlder.current) return;
    // Closed until the answer is here: panning asks many times a second.
    hasOlder.current = false;
    const beforeMs = first.openTimeMs;
    const answer = await askEngine('bars', { instrument, intervalMs, count: OLDER_COUNT, beforeMs });
    if (!answer.ok) return;
    const older = answer.reply.bars.filter(({ openTimeMs }) => openTimeMs < beforeMs);
    hasOlder.current = older.length > 0;
    setBars((before) =>
      before.state === 'loaded' ? { ...before, series: withOlder(before.series, older) } : before,
    );
  }, [instrument, intervalMs, latest]);

  const retry = () => {
    setBars({ state: 'loading' });
    setAttempt((count) => count + 1);
  };
  return { bars, loadOlder, retry };
}

/** The loaded bars after one-minute bars of any instrument were closed. */
function grown(bars: LoadedBars, instrument: string, closed: readonly ClosedBar[]): LoadedBars {
  const own = closed.filter((item) => item.instrument === instrument);
  if (bars.state !== 'loaded' || own.length === 0) return bars;
  return { state: 'loaded', series: own.reduce((series, { bar }) => withMinute(series, bar), bars.series) };
}

/** Whether bars closed unseen before these. */
function hasHole(bars: LoadedBars, instrument: string, closed: readonly ClosedBar[]): boolean {
  const first = closed.find((item) => item.instrument === instrument);
  return bars.state === 'loaded' && first !== undefined && missesMinutes(bars.series, first.bar);
}
