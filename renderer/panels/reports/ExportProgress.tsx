import { useNow } from '../../design/use-now.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { formatShare } from '../../formatting/numbers.ts';
import { formatAge } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { cancelExport, useExport } from './use-export.ts';

/** How far the export is, how long it still takes, and a way to stop it. */
export function ExportProgress({ jobId }: { readonly jobId: string }) {
  const { reports: texts } = useTexts();
  const job = useEngineView((view) => view.jobs.find((known) => known.jobId === jobId));
  const startedMs = useExport((state) => state.startedMs);
  const now = useNow();
  const progress = job?.progress ?? undefined;
  const leftMs =
    progress === undefined || progress < 0.05 ? undefined : ((now - startedMs) / progress) * (1 - progress);
  return (
    <div className="export-progress">
      <progress aria-label={texts.progress} max={1} value={progress} />
      <p className="hint" role="status">
        {job?.detail ?? texts.working} {progress !== undefined && formatShare(progress, 0)}{' '}
        {leftMs !== undefined && texts.timeLeft(formatAge(leftMs))}
      </p>
      <button type="button" className="button" onClick={cancelExport}>
        {texts.cancel}
      </button>
    </div>
  );
}
