import { type DataFolder, trimRecordings } from '../data-folder.ts';
import { isArchived, readArchiveState } from './archive-state.ts';

/** Deletes the oldest recordings beyond the cap, of those that are in the archive as a whole; answers with what went. */
export function trimArchived(folder: DataFolder, capBytes: number): string[] {
  const state = readArchiveState(folder.archive);
  return trimRecordings(folder, capBytes, (path) => isArchived(state, path));
}
