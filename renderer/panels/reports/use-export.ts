import { create } from 'zustand';
import type { HostReply } from '../../../electron/contract/host-channels.ts';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { askHost } from '../../host-client/host.ts';

export type ReportFormat = 'csv' | 'json' | 'html' | 'pdf';

/** An export on its way, and how the last one ended. */
interface ExportState {
  readonly jobId: string | undefined;
  readonly startedMs: number;
  readonly ended: HostReply<'exportReport'> | undefined;
}

/** The export of this window. Kept outside of the panel, which may be hidden while it works. */
export const useExport = create<ExportState>(() => ({ jobId: undefined, startedMs: 0, ended: undefined }));

/** Asks where to write and builds the pack. */
export async function exportReport(formats: readonly ReportFormat[]): Promise<void> {
  const jobId = `report-${crypto.randomUUID()}`;
  useExport.setState({ jobId, startedMs: performance.now(), ended: undefined });
  const answer = await askHost('exportReport', { formats: [...formats], jobId });
  const ended = answer.ok ? answer.reply : ({ outcome: 'failed', detail: answer.failure.detail } as const);
  useExport.setState({ jobId: undefined, ended });
}

/** Stops the export that is on its way. */
export function cancelExport(): void {
  const { jobId } = useExport.getState();
  if (jobId !== undefined) void tellEngine('cancelJob', { jobId });
}
