import { useEffect, useState } from 'react';
import type { ReplayTimelineView } from '../../engine/contract/library-views.ts';
import { askEngine, tellEngine } from '../engine-client/ask-engine.ts';
import { useCalmEngineView, useEngineView } from '../engine-client/engine-view.ts';
import { formatUtc } from '../formatting/times.ts';
import { useTexts } from '../language/texts.ts';

const MINUTE_MS = 60_000;
const STEPS = [1, 10] as const;
/** Files are measured in the background; the bar appears when that is done. */
const ASK_EVERY_MS = 1000;

/** From when to when the open replay is; undefined outside of a replay and until it is known. */
function useTimeline(): ReplayTimelineView | undefined {
  const sessionId = useEngineView((view) => view.session.sessionId);
  const isReplay = useEngineView((view) => view.session.mode === 'replay');
  const [known, setKnown] = useState<{ sessionId: string; timeline: ReplayTimelineView }>();
  useEffect(() => {
    if (!isReplay) return undefined;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answer = await askEngine('replayTimeline', {});
      const timeline = answer.ok ? answer.reply.timeline : null;
      if (isOver) return;
      if (timeline) setKnown({ sessionId, timeline });
      else timer = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isReplay, sessionId]);
  return isReplay && known?.sessionId === sessionId ? known.timeline : undefined;
}

/** Where a replay is in time, with the holes of its data, and ways to go elsewhere. */
export function SeekBar() {
  const { library } = useTexts();
  const { seek: texts } = library;
  const timeline = useTimeline();
  const timeMs = useCalmEngineView(250, (view) => view.session.timeMs);
  const [draggedMs, setDragged] = useState<number>();
  if (!timeline) return null;
  const { fromMs, gaps, toMs } = timeline;
  const shownMs = Math.min(Math.max(draggedMs ?? timeMs, fromMs), toMs);
  const go = (ms: number) => void tellEngine('seek', { timeMs: Math.min(Math.max(ms, fromMs), toMs) });
  const drop = () => {
    if (draggedMs !== undefined) go(draggedMs);
    setDragged(undefined);
  };
  return (
    <div className="seek" title={texts.hint}>
      <span className="seek-track">
        <input
          type="range"
          aria-label={texts.label}
          aria-valuetext={formatUtc(shownMs)}
          min={fromMs}
          max={toMs}
          step={1000}
          value={shownMs}
          onChange={(event) => setDragged(Number(event.target.value))}
          onPointerUp={drop}
          onKeyUp={drop}
          onBlur={drop}
        />
        <Gaps timeline={timeline} />
        {gaps.length > 0 && <span className="visually-hidden">{texts.gaps(gaps.length)}</span>}
      </span>
      <time dateTime={new Date(shownMs).toISOString()}>{formatUtc(shownMs)}</time>
      {STEPS.map((minutes) => (
        <button
          key={minutes}
          type="button"
          className="button"
          aria-label={texts.forward(minutes)}
          title={texts.forward(minutes)}
          onClick={() => go(timeMs + minutes * MINUTE_MS)}
        >
          +{minutes} m
        </button>
      ))}
    </div>
  );
}

function Gaps({ timeline: { fromMs, gaps, toMs } }: { readonly timeline: ReplayTimelineView }) {
  const shareOf = (ms: number) =>
    (Math.min(Math.max(ms, fromMs), toMs) - fromMs) / Math.max(1, toMs - fromMs);
  return gaps.map((gap) => (
    <span
      key={`${gap.fromMs} ${gap.toMs}`}
      aria-hidden
      className="seek-gap"
      style={{
        left: `${shareOf(gap.fromMs) * 100}%`,
        width: `${(shareOf(gap.toMs) - shareOf(gap.fromMs)) * 100}%`,
      }}
    />
  ));
}
