import { useState } from 'react';
import { useNow } from '../../design/use-now.ts';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { formatShare } from '../../formatting/numbers.ts';
import { formatAge } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';

/** Below this share the time left would be a guess. */
const LEAST_SHARE = 0.05;

interface JobProgressProps {
  readonly jobId: string;
  /** Said while the engine has not said anything. */
  readonly working: string;
}

/** How far long work is, how long it still takes, and a way to stop it. */
export function JobProgress({ jobId, working }: JobProgressProps) {
  const { library } = useTexts();
  const texts = library.job;
  const job = useEngineView((view) => view.jobs.find((known) => known.jobId === jobId));
  const [startedMs] = useState(() => performance.now());
  const now = useNow();
  const progress = job?.progress ?? undefined;
  const leftMs =
    progress === undefined || progress < LEAST_SHARE
      ? undefined
      : (Math.max(0, now - startedMs) / progress) * (1 - progress);
  return (
    <div className="export-progress">
      <progress aria-label={texts.progress} max={1} value={progress} />
      <p className="hint" role="status">
        {job === undefined || job.detail === '' ? working : job.detail}{' '}
        {progress !== undefined && formatShare(progress, 0)}{' '}
        {leftMs !== undefined && texts.timeLeft(formatAge(leftMs))}
      </p>
      <button type="button" className="button" onClick={() => void tellEngine('cancelJob', { jobId })}>
        {texts.cancel}
      </button>
    </div>
  );
}
