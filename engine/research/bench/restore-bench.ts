import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BackupFolder } from '../../journal/backups/backup-folder.ts';
import { restoreNewestBackup } from '../../journal/backups/restore-backup.ts';
import { verifyBackup } from '../../journal/backups/verify-backup.ts';
import { tradingHistory } from '../../journal/fixtures/trading-history.ts';
import type { Journal } from '../../journal/journal.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { benchFolder } from './bench-folder.ts';
import { type Benchmark, type Figures, rounded } from './figures.ts';

/** The promise is about a journal of so many entries; fewer for a first look. */
const ROWS = Number(process.env['EDGEWRIGHT_BENCH_ROWS'] ?? 1_000_000);
const TRADES_PER_SESSION = 2000;
const OUTCOMES_PER_COMMIT = 2000;
const BACKED_UP_AT = 1_750_000_000_000;

/** From the loss of a long journal to the moment its backup is open in its place. */
export const restore: Benchmark = {
  name: 'restore',
  async measure() {
    const folder = mkdtempSync(join(benchFolder(), 'restore-'));
    try {
      return await measureRestore(join(folder, 'journal.sqlite'), new BackupFolder(join(folder, 'backups')));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function measureRestore(path: string, backups: BackupFolder): Promise<Figures> {
  const journal = opened(path);
  fill(journal);
  const { row, hash } = journal.chainHead();
  const copy = backups.begin(BACKED_UP_AT);
  const copyMs = await timed(() => journal.copyTo(copy));
  const chainMs = await timed(() => journal.verifyChain());
  const checkStart = performance.now();
  const checked = verifyBackup(copy);
  const checkMs = performance.now() - checkStart;
  journal.close();
  if (!checked.ok) throw new Error(checked.failure.detail);
  const bytes = statSync(copy).size;
  backups.keep(copy, checked.digest);
  for (const companion of ['', '-wal', '-shm']) rmSync(path + companion, { force: true });
  const restoreMs = await timed(() => restoreNewestBackup(backups, path));
  const openStart = performance.now();
  const restored = opened(path);
  const openMs = performance.now() - openStart;
  const head = restored.chainHead();
  restored.close();
  if (head.row !== row || head.hash !== hash) throw new Error('what was restored is not what was backed up');
  return {
    rows: row,
    bytes,
    restoreMs: rounded(restoreMs),
    openMs: rounded(openMs),
    backUpMs: rounded(copyMs),
    checkMs: rounded(checkMs),
    verifyChainMs: rounded(chainMs),
  };
}

function opened(path: string): Journal {
  const result = openJournal({ path });
  if (!result.ok) throw new Error(result.failure.detail);
  return result.journal;
}

/** Sessions of made-up trades, one after the other, until there are enough entries. */
function fill(journal: Journal): void {
  for (let session = 1; journal.stats().rows < ROWS; session += 1) {
    const sessionId = `made-up-${session}`;
    const shape = { seed: session, trades: TRADES_PER_SESSION, days: 30 };
    const { description, outcomes } = tradingHistory({ ...shape, description: { sessionId } });
    journal.beginSession(description);
    for (let from = 0; from < outcomes.length; from += OUTCOMES_PER_COMMIT) {
      const part = outcomes.slice(from, from + OUTCOMES_PER_COMMIT);
      const last = part.at(-1);
      if (last) journal.commit({ outcomes: part, position: { sequence: last.sequence, time: last.time } });
    }
    journal.endSession(sessionId, 'finished');
  }
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
