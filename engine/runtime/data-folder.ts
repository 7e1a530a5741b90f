import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalAccount } from '../journal/journal-account.ts';

/** Where a journal is and where its copies are. */
export interface JournalPlace {
  readonly path: string;
  /** Checked copies of it. */
  readonly backups: string;
  /** The real account whose rows alone are in it; undefined where nothing real is traded. */
  readonly account: JournalAccount;
}

/** Where a workstation keeps what it must not lose. */
export interface DataFolder {
  readonly root: string;
  /** The journal of everything that trades nothing real. */
  readonly paperJournal: JournalPlace;
  /** Room held back on the disk for the journal. */
  readonly reservePath: string;
  /** Every vote that was counted, as long as it is kept. */
  readonly votes: string;
  /** Numbers of a person's own, where they keep any. */
  readonly numbers: string;
  readonly recordings: string;
  /** Market data for good. */
  readonly archive: string;
  /** The journal of a real account, in a folder of its own. @throws {RangeError} for a name no real account has. */
  liveJournal(accountId: string): JournalPlace;
  /** Every journal there is: that of paper, then those of real accounts by their names. */
  journals(): readonly JournalPlace[];
  recordingPath(sessionId: string): string;
  /** Session recordings, oldest first. */
  recordingFiles(): { readonly path: string; readonly bytes: number }[];
}

/** What a real account may be called: nothing that could name another folder. */
const LIVE_ACCOUNT = /^live-[a-z0-9]+(-[a-z0-9]+)*$/;

/** Opens the folder and makes what is missing, readable by its owner only. */
export function openDataFolder(root: string): DataFolder {
  const recordings = join(root, 'recordings');
  mkdirSync(recordings, { recursive: true, mode: 0o700 });
  const files = () =>
    readdirSync(recordings)
      .filter((name) => name.endsWith('.ewrec'))
      .map((name) => {
        const path = join(recordings, name);
        const { mtimeMs, size } = statSync(path);
        return { path, bytes: size, mtimeMs };
      })
      .toSorted((a, b) => a.mtimeMs - b.mtimeMs);
  const paperJournal = {
    path: join(root, 'journal.sqlite'),
    backups: join(root, 'backups'),
    account: undefined,
  };
  const live = join(root, 'live');
  const liveJournal = (accountId: string): JournalPlace => {
    if (!LIVE_ACCOUNT.test(accountId))
      throw new RangeError(`a real account must be named live-…, was ${accountId}`);
    const folder = join(live, accountId);
    return { path: join(folder, 'journal.db'), backups: join(folder, 'backups'), account: accountId };
  };
  const liveAccounts = () =>
    existsSync(live)
      ? readdirSync(live)
          .filter((name) => LIVE_ACCOUNT.test(name))
          .toSorted()
      : [];
  return {
    root,
    paperJournal,
    liveJournal,
    journals: () => [paperJournal, ...liveAccounts().map(liveJournal)],
    reservePath: join(root, 'reserve.bin'),
    votes: join(root, 'votes.sqlite'),
    numbers: join(root, 'numbers.csv'),
    recordings,
    archive: join(root, 'archive'),
    recordingPath: (sessionId) => join(recordings, `${sessionId}.ewrec`),
    recordingFiles: files,
  };
}

/** Deletes the oldest recordings that may go until the rest fits into `capBytes`; answers with what went. */
export function trimRecordings(
  folder: DataFolder,
  capBytes: number,
  mayGo: (path: string) => boolean,
): string[] {
  const files = folder.recordingFiles();
  let total = files.reduce((sum, file) => sum + file.bytes, 0);
  const removed: string[] = [];
  for (const { bytes, path } of files.slice(0, -1)) {
    if (total <= capBytes) break;
    if (!mayGo(path)) continue;
    rmSync(path);
    removed.push(path);
    total -= bytes;
  }
  return removed;
}
