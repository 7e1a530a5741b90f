import { Segments } from '../design/Segments.tsx';
import { tellEngine } from '../engine-client/ask-engine.ts';
import { useCalmEngineView, useEngineView } from '../engine-client/engine-view.ts';
import { formatShare } from '../formatting/numbers.ts';
import { useTexts } from '../language/texts.ts';
import { openSandbox } from './actions.ts';
import { SeekBar } from './SeekBar.tsx';

/** The speeds on offer, times real time; null is as fast as possible. */
export const SPEEDS = [0, 1, 5, 20, 100, null] as const;

/** How fast the session runs, and how far through its recording it is. */
export function SpeedControl() {
  const texts = useTexts();
  const source = useEngineView((view) => view.session.source);
  const speed = useEngineView((view) => view.session.speed);
  const mode = useEngineView((view) => view.session.mode);
  if (source === 'live-data') return null;
  return (
    <>
      <SeekBar otherwise={<ReplayProgress />} />
      {mode === 'replay' && (
        <button type="button" className="button" onClick={() => void openSandbox()}>
          {texts.speed.toSandbox}
        </button>
      )}
      <Segments
        label={texts.speed.label}
        value={speed}
        onChange={(next) => void tellEngine('setSpeed', { speed: next })}
        options={SPEEDS.map((value) => ({
          value,
          text: speedText(value),
          name: speedName(value, texts.speed),
        }))}
      />
    </>
  );
}

function ReplayProgress() {
  const texts = useTexts();
  const progress = useCalmEngineView(250, (view) => view.session.progress);
  const ended = useEngineView((view) => view.session.ended);
  if (progress === null) return null;
  return (
    <div className="replay-progress">
      <progress aria-label={texts.speed.progress} max={1} value={progress} />
      <span>{ended ? texts.speed.ended : formatShare(progress)}</span>
    </div>
  );
}

const speedText = (speed: number | null): string => {
  if (speed === null) return '»';
  return speed === 0 ? '❚❚' : `${speed}×`;
};

/** A speed in words. */
export const speedName = (
  speed: number | null,
  texts: { readonly pause: string; readonly asFast: string; times(speed: number): string },
): string => {
  if (speed === null) return texts.asFast;
  return speed === 0 ? texts.pause : texts.times(speed);
};
