import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../archive/durable-file.ts';

/** How far a recording has been archived. */
export interface RecordingProgress {
  /** The next line to read begins at this byte. */
  readonly bytes: number;
  /** Events before that byte. */
  readonly events: number;
  /** CRC-32 of everything before that byte. */
  readonly crc: number;
  /** The latest time before that byte: the kernel never goes back behind it. */
  readonly time: number;
  /** The size of the file when it had been read to its end; the recording is archived while it keeps it. */
  readonly readToEndBytes?: number;
  /** Why it cannot be read on: where it is broken. */
  readonly broken?: string;
  /** Why something of it is in the recording alone, which is kept for that. */
  readonly refused?: string;
}

/** A recording of which nothing is archived yet. */
export const NOTHING_ARCHIVED: RecordingProgress = { bytes: 0, events: 0, crc: 0, time: 0 };

const whole = z.number().int().nonnegative();
const state = z.strictObject({
  version: z.literal(1),
  recordings: z.record(
    z.string(),
    z.strictObject({
      bytes: whole,
      events: whole,
      crc: whole,
      time: whole,
      readToEndBytes: whole.exactOptional(),
      broken: z.string().exactOptional(),
      refused: z.string().exactOptional(),
    }),
  ),
});

/** By file name. */
export type ArchiveState = Readonly<Record<string, RecordingProgress>>;

const stateFile = (archive: string): string => join(archive, 'archived.json');

/**
 * Reads how far each recording was archived. A state that is missing or cannot be read counts as none: then
 * everything is read again, and the archive leaves out what it has.
 */
export function readArchiveState(archive: string): ArchiveState {
  try {
    return state.parse(JSON.parse(readFileSync(stateFile(archive), 'utf8'))).recordings;
  } catch {
    return {};
  }
}

/** Replaces the state at once. */
export function writeArchiveState(archive: string, recordings: ArchiveState): void {
  replaceFile(stateFile(archive), `${JSON.stringify({ version: 1, recordings })}\n`);
}

/** Everything that a recording holds now is in the archive, or never goes there. */
export function isArchived(known: ArchiveState, recordingPath: string): boolean {
  const progress = known[basename(recordingPath)];
  const stats = statSync(recordingPath, { throwIfNoEntry: false });
  return (
    progress?.readToEndBytes !== undefined &&
    progress.refused === undefined &&
    stats?.size === progress.readToEndBytes
  );
}
