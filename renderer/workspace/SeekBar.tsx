import { type ReactNode, useState } from 'react';
import type { ReplayTimelineView } from '../../engine/contract/library-views.ts';
import { tellEngine } from '../engine-client/ask-engine.ts';
import { useCalmEngineView, useEngineView } from '../engine-client/engine-view.ts';
import { formatUtc } from '../formatting/times.ts';
import { useTexts } from '../language/texts.ts';
import { useTimeline } from './use-timeline.ts';

const MINUTE_MS = 60_000;
const STEPS = [1, 10] as const;

/** Where a replay is in time, with the holes of its data, and ways to go elsewhere; `otherwise` until that is known. */
export function SeekBar({ otherwise }: { readonly otherwise: ReactNode }) {
  const { library, speed } = useTexts();
  const { seek: texts } = library;
  const hasEnded = useEngineView((view) => view.session.ended);
  const timeline = useTimeline();
  const timeMs = useCalmEngineView(250, (view) => view.session.timeMs);
  const [draggedMs, setDragged] = useState<number>();
  if (!timeline) return otherwise;
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
      <Steps onStep={(ms) => go(timeMs + ms)} />
      {hasEnded && <span>{speed.ended}</span>}
    </div>
  );
}

function Steps({ onStep }: { readonly onStep: (ms: number) => void }) {
  const { library } = useTexts();
  const { seek: texts } = library;
  return STEPS.map((minutes) => (
    <button
      key={minutes}
      type="button"
      className="button"
      aria-label={texts.forward(minutes)}
      title={texts.forward(minutes)}
      onClick={() => onStep(minutes * MINUTE_MS)}
    >
      +{minutes} m
    </button>
  ));
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
