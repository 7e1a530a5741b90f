import { isArchivable } from './archivable.ts';
import type { OpenedSession } from '../opened-session.ts';
import type { ArchiverReport } from './archiver.ts';

/** How far archiving is. */
export interface ArchivingProgress {
  /** The newest market time of the session that is archived, Unix ms; undefined before there is any. */
  readonly upToMs: number | undefined;
  /** Market time between that and now, ms; undefined where nothing of the session is archived. */
  readonly behindMs: number | undefined;
  /** Bytes of recordings that are not archived yet. */
  readonly behindBytes: number;
  /** Why archiving pauses; empty while it does not. */
  readonly paused: string;
  /** Raw frames that were dropped since the begin. */
  readonly droppedFrames: number;
}

/** What is written of the session that is open. */
export interface RecordedSoFar {
  readonly sessionId: string;
  readonly bytes: number;
  /** Market time of now, Unix ms. */
  readonly timeMs: number;
  /** Markets that are played again are archived already. */
  readonly isArchivable: boolean;
}

/** Measures how far archiving is behind what is recorded, from what its rounds reported. */
export function progressSince(
  report: ArchiverReport | undefined,
  recorded: RecordedSoFar,
  droppedFrames: number,
): ArchivingProgress {
  const { bytes, isArchivable, sessionId, timeMs } = recorded;
  const reached = report?.reached[`${sessionId}.ewrec`];
  const others = Object.entries(report?.reached ?? {}).filter(([name]) => name !== `${sessionId}.ewrec`);
  const left = others.reduce((sum, [, each]) => sum + Math.max(0, each.size - each.bytes), 0);
  const own = isArchivable ? Math.max(0, bytes - (reached?.bytes ?? 0)) : 0;
  const upToMs = isArchivable && reached && reached.time > 0 ? reached.time : undefined;
  return {
    upToMs,
    behindMs: upToMs === undefined ? undefined : Math.max(0, timeMs - upToMs),
    behindBytes: left + own,
    paused: report?.failure?.detail ?? '',
    droppedFrames,
  };
}

/** What the open session has recorded by now. */
export const recordedSoFar = ({ recordedBytes, session }: OpenedSession): RecordedSoFar => ({
  sessionId: session.description.sessionId,
  bytes: recordedBytes(),
  timeMs: session.kernel.time,
  isArchivable: isArchivable(session.description),
});
