import type { HostAnswer, HostQuestion, ReportFile } from '../contract/host-control.ts';
import type { Redactor } from '../guard/redaction/redactor.ts';
import { buildReportFiles } from '../reports/build-report-files.ts';
import { redactFile } from './vault/redact-file.ts';
import type { Workstation } from './workstation.ts';

type Wish = Extract<HostQuestion, { kind: 'build-report' }>;

/** Builds the report on the open account as a job that can be canceled; held secrets are taken out of it. */
export async function buildReport(
  { jobs, journal, session }: Workstation,
  { formats, jobId }: Wish,
  redactor: Redactor | undefined,
): Promise<HostAnswer> {
  const job = jobs.start(jobId, 'Report');
  const { accountId } = session.description;
  let built: readonly ReportFile[] | undefined;
  try {
    built = await buildReportFiles(journal, { accountId }, formats, {
      onProgress: (share, detail) => job.progress(share, detail),
      // The journal of a real account is closed when the account is left.
      shouldStop: () => job.isCanceled || !journal.isOpen,
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    job.finish('failed', detail);
    return { ok: false, detail };
  }
  if (built === undefined) {
    const detail = job.isCanceled ? 'canceled' : 'the account was left meanwhile';
    job.finish('canceled', `${detail}; nothing was written`);
    return { ok: false, detail };
  }
  job.finish('done', `${built.length} files`);
  return { ok: true, files: built.map((file) => redactFile(redactor, file)) };
}
