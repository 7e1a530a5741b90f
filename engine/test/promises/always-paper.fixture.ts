import { appendFileSync, cpSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { EngineSettings } from '../../contract/host-control.ts';
import { KillFlag } from '../../runtime/risk/kill-flag.ts';

/** The folders of a workstation that was armed on a real account with a position. */
export interface ArmedBefore {
  /** As it lay on the disk while it was armed. */
  readonly killed: string;
  /** After a person quit it, which had been armed until then. */
  readonly quit: string;
  /** A checked copy of the real account's journal, made while it was armed. */
  readonly liveBackup: string;
  readonly accountId: string;
}

/** What somebody finds who starts the workstation: fills a folder that does not exist yet. */
export interface Found {
  readonly what: string;
  readonly prepare: (folder: string, before: ArmedBefore) => void;
  readonly settings?: Partial<EngineSettings>;
  /** From the moment it was left, in ms. */
  readonly laterMs?: number;
  readonly freeBytes?: number;
  /** It may refuse to start, for a reason like this one. */
  readonly mayRefuse?: RegExp;
}

const MONTH_MS = 30 * 86_400_000;
const FILES = ['', '-wal', '-shm'];

const killed = (folder: string, { killed: from }: ArmedBefore) => cpSync(from, folder, { recursive: true });
const quit = (folder: string, { quit: from }: ArmedBefore) => cpSync(from, folder, { recursive: true });
const paperOf = (folder: string) => join(folder, 'journal.sqlite');
const liveOf = (folder: string, { accountId }: ArmedBefore) => join(folder, 'live', accountId, 'journal.db');
const remove = (path: string) => FILES.forEach((end) => rmSync(path + end, { force: true }));
/** Nothing is left of it, in the file or in the log beside it, which may hold all there is. */
const zero = (path: string) => {
  remove(path);
  writeFileSync(path, Buffer.alloc(65_536));
};

/** A killed workstation, and what somebody or something did to its folder before it is started. */
const after =
  (...deeds: readonly ((folder: string, before: ArmedBefore) => void)[]): Found['prepare'] =>
  (folder, before) => {
    killed(folder, before);
    for (const deed of deeds) deed(folder, before);
  };

const claims = {
  version: 1,
  value: { mode: 'live', armed: true, armedUntil: 4_000_000_000_000, account: 'Main' },
};

/** Ways to come to a start. None of them may begin with real money. */
export const FOUND: readonly Found[] = [
  // Fresh.
  { what: 'no folder at all', prepare: () => undefined },
  { what: 'an empty folder', prepare: (folder) => mkdirSync(folder) },
  {
    what: 'nothing but files that claim to be armed',
    prepare: (folder) => {
      mkdirSync(folder);
      writeFileSync(join(folder, 'settings.json'), JSON.stringify(claims));
      writeFileSync(join(folder, 'armed.flag'), 'live');
    },
  },
  // Left, and crashed.
  { what: 'a workstation that was quit while it was armed', prepare: quit },
  { what: 'one that was killed while it was armed, at the same moment', prepare: killed },
  { what: 'one that was killed, when its arming would just have ended', prepare: killed, laterMs: 3_600_000 },
  { what: 'one that was killed a month ago', prepare: killed, laterMs: MONTH_MS },
  { what: 'one that was killed, on a clock that was set back a month', prepare: killed, laterMs: -MONTH_MS },
  {
    what: 'one that was killed after it was frozen',
    prepare: after((folder, { accountId }) => new KillFlag(folder).raise(accountId, 'a test')),
  },
  { what: 'one whose disk filled up', prepare: killed, freeBytes: 10 * 1_048_576 },
  {
    what: 'a power loss that tore the log of the real journal',
    prepare: after((folder, before) => {
      appendFileSync(`${liveOf(folder, before)}-wal`, '');
      truncateSync(`${liveOf(folder, before)}-wal`, 5000);
    }),
  },
  {
    what: 'a power loss that took the log of the real journal',
    prepare: after((folder, before) => rmSync(`${liveOf(folder, before)}-wal`, { force: true })),
  },
  {
    what: 'a power loss that took the log of the paper journal',
    prepare: after((folder) => rmSync(`${paperOf(folder)}-wal`, { force: true })),
  },
  { what: 'a damaged real journal', prepare: after((folder, before) => zero(liveOf(folder, before))) },
  {
    what: 'a damaged paper journal without a backup',
    prepare: after((folder) => zero(paperOf(folder))),
  },
  {
    what: 'a damaged paper journal with a backup',
    prepare: (folder, before) => {
      quit(folder, before);
      zero(paperOf(folder));
    },
  },
  { what: 'no paper journal beside the real one', prepare: after((folder) => remove(paperOf(folder))) },
  {
    what: 'an empty folder where the real journal was',
    prepare: after((folder, before) => remove(liveOf(folder, before))),
  },
  // Restored.
  {
    what: 'a real journal restored from a copy that was made while it was armed',
    prepare: (folder, before) => {
      quit(folder, before);
      remove(liveOf(folder, before));
      cpSync(before.liveBackup, liveOf(folder, before));
    },
  },
  {
    what: 'an armed folder restored over a fresh one',
    prepare: (folder, before) => {
      mkdirSync(folder);
      writeFileSync(join(folder, 'settings.json'), '{}');
      killed(folder, before);
    },
  },
  {
    what: 'only the real half of a backup',
    prepare: (folder, { killed: from }) =>
      cpSync(join(from, 'live'), join(folder, 'live'), { recursive: true }),
  },
  {
    what: 'only the paper half of a backup',
    prepare: after((folder) => rmSync(join(folder, 'live'), { recursive: true })),
  },
  {
    what: 'the real journal put in the place of the paper journal',
    prepare: after(
      (folder) => remove(paperOf(folder)),
      (folder, { liveBackup }) => cpSync(liveBackup, paperOf(folder)),
    ),
    mayRefuse: /account/,
  },
  {
    what: 'the real journal among the backups of a damaged paper journal',
    prepare: after(
      (folder) => zero(paperOf(folder)),
      (folder) => rmSync(join(folder, 'backups'), { recursive: true, force: true }),
      (folder, { liveBackup }) => cpSync(liveBackup, join(folder, 'backups', 'journal-1750000000000.sqlite')),
    ),
    mayRefuse: /account/,
  },
  {
    what: 'the paper journal put in the place of the real one',
    prepare: (folder, before) => {
      quit(folder, before);
      remove(liveOf(folder, before));
      cpSync(paperOf(folder), liveOf(folder, before));
    },
  },
  // Another machine.
  {
    what: 'a folder moved to another machine, its keys left behind',
    prepare: (folder, before) => {
      killed(`${folder}-sent`, before);
      rmSync(join(`${folder}-sent`, 'reserve.bin'), { force: true });
      renameSync(`${folder}-sent`, folder);
    },
  },
  {
    what: 'the same real account twice, from two machines',
    prepare: after((folder, { accountId }) =>
      cpSync(join(folder, 'live', accountId), join(folder, 'live', `${accountId}-2`), { recursive: true }),
    ),
  },
  {
    what: 'a real account whose folder has a name no account has',
    prepare: after((folder, { accountId }) =>
      renameSync(join(folder, 'live', accountId), join(folder, 'live', 'Main (armed)')),
    ),
  },
  // Changed settings.
  {
    what: 'settings that claim to be armed, beside a journal that was',
    prepare: after((folder) => writeFileSync(join(folder, 'settings.json'), JSON.stringify(claims))),
  },
  { what: 'another first deposit', prepare: killed, settings: { depositQuote: '1' } },
  {
    what: 'frames to be kept, another market and no room for recordings',
    prepare: killed,
    settings: { keepRawFrames: true, sandboxSeed: 8, recordingCapMb: 0 },
  },
  // Another version.
  { what: 'a newer version', prepare: killed, settings: { engineVersion: '9.0.0' } },
  { what: 'an older version', prepare: killed, settings: { engineVersion: '0.0.0-before' } },
  {
    what: 'a real journal of a newer version',
    prepare: after((folder, before) => setVersion(liveOf(folder, before), 99)),
  },
  {
    what: 'a paper journal of a newer version',
    prepare: after((folder) => setVersion(paperOf(folder), 99)),
    mayRefuse: /schema 99/,
  },
];

function setVersion(path: string, version: number): void {
  const database = new SqliteDatabase(path);
  database.pragma(`user_version = ${version}`);
  database.close();
}
