import { existsSync } from 'node:fs';
import { instrumentFolder } from '../../archive/day-folder.ts';
import { runLibraryTask } from '../library/run-library-task.ts';
import type { KnownBars } from './venue-history.ts';

const quiet = { onProgress: () => undefined };

/** Bars of real markets out of the archive in this folder, read in a thread; none of what cannot be read. */
export const keptBarsOf =
  (archive: string): KnownBars =>
  async (instrument, { count, intervalMs }, until) => {
    if (!existsSync(instrumentFolder(archive, instrument))) return [];
    const from = until - count * intervalMs;
    const request = { instrument, intervalMs, from, until, isSimulated: false };
    const read = await runLibraryTask({ kind: 'past-bars', archive, request }, quiet).result;
    return read.ok ? read.value : [];
  };
