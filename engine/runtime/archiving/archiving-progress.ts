import { isArchivable } from './archivable.ts';
import type { OpenedSession } from '../opened-session.ts';
import type { ArchiverReport, ReachedPlace } from './archiver.ts';

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
  const { [`${recorded.sessionId}.ewrec`]: own = NOWHERE, ...others } = report?.reached ?? {};
  const left = Object.values(others).reduce((sum, { bytes, size }) => sum + Math.max(0, size - bytes), 0);
  return {
    ...progressOf(recorded, own),
    behindBytes: left + (recorded.isArchivable ? Math.max(0, recorded.bytes - own.bytes) : 0),
    paused: report?.failure?.detail ?? '',
    droppedFrames,
  };
}

const NOWHERE: ReachedPlace = { bytes: 0, time: 0, size: 0 };

function progressOf(
  { isArchivable, timeMs }: RecordedSoFar,
  { time }: ReachedPlace,
): Pick<ArchivingProgress, 'upToMs' | 'behindMs'> {
  return isArchivable && time > 0
    ? { upToMs: time, behindMs: Math.max(0, timeMs - time) }
    : { upToMs: undefined, behindMs: undefined };
}

/** What the open session has recorded by now. */
export const recordedSoFar = (open: OpenedSession): RecordedSoFar => ({
  sessionId: open.session.description.sessionId,
  bytes: open.recordedBytes(),
  timeMs: open.session.kernel.time,
  isArchivable: isArchivable(open.session.description),
});
