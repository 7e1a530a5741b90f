import type { StoredSession } from '../../journal/session-store.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import type { Journal } from '../../journal/journal.ts';
import { everyRow } from '../../journal/queries/page.ts';
import type { StoredRun } from '../../journal/queries/stored-rows.ts';
import type { Parameters } from '../../strategies/strategy.ts';

/** Which strategy, with what parameters, by which code. */
export interface RecordedStrategy {
  readonly strategyId: string;
  readonly params: Parameters;
  /** Digest of its code; undefined where it does not run from a build, which counts as another code than any. */
  readonly code: string | undefined;
  /** Tells the code apart where no digest was written down. */
  readonly engineVersion: string;
}

/** What a strategy has shown on paper. */
export interface PaperRecord {
  readonly closedTrades: number;
  /** UTC days on which it ran. */
  readonly days: number;
}

type PaperJournal = Pick<Journal, 'allSessions' | 'runs' | 'ledgerTotals'>;

const DAY_MS = 86_400_000;

/**
 * The record on paper of a strategy with the same code and the same parameters, whatever it traded. What it did
 * in a market that is made up or played back proves nothing and does not count.
 */
export function paperRecordOf(journal: PaperJournal, strategy: RecordedStrategy): PaperRecord {
  const sessions = journal.allSessions().filter(({ description }) => isOnPaper(description, strategy));
  const days = new Set<number>();
  let closedTrades = 0;
  for (const accountId of new Set(sessions.map(({ description }) => description.accountId))) {
    const runs = runsOf(journal, accountId, strategy);
    if (runs.size === 0) continue;
    for (const session of sessions.filter(({ description }) => description.accountId === accountId)) {
      for (const day of daysOf(session, runs.values())) days.add(day);
      const totals = journal.ledgerTotals({ sessionId: session.description.sessionId });
      const own = totals.filter(({ runId }) => runs.has(runId));
      closedTrades += own.reduce((sum, { tradeCount }) => sum + tradeCount, 0);
    }
  }
  return { closedTrades, days: days.size };
}

const isOnPaper = (description: StoredSession['description'], strategy: RecordedStrategy): boolean =>
  description.mode === 'paper' && description.source === 'live-data' && isSameCode(description, strategy);

/** The digest says whether it is the same code; the version does where neither side or the record has none. */
function isSameCode(
  { engineVersion, strategyCode }: StoredSession['description'],
  { code, engineVersion: version, strategyId }: RecordedStrategy,
): boolean {
  const recorded = strategyCode?.[strategyId];
  return recorded === undefined ? engineVersion === version : recorded === code;
}

function runsOf(
  journal: PaperJournal,
  accountId: string,
  { params, strategyId }: RecordedStrategy,
): ReadonlyMap<string, StoredRun> {
  const wanted = canonicalJson(params);
  const runs = new Map<string, StoredRun>();
  for (const run of everyRow((request) => journal.runs({ accountId }, request)))
    if (run.strategyId === strategyId && canonicalJson(run.params) === wanted) runs.set(run.runId, run);
  return runs;
}

/** UTC days of a session on which one of the runs was on. */
function daysOf({ description, position }: StoredSession, runs: Iterable<StoredRun>): ReadonlySet<number> {
  const days = new Set<number>();
  for (const { startedAt, stoppedAt = Infinity } of runs) {
    const from = Math.max(description.startedAt, startedAt);
    const to = Math.min(position?.time ?? 0, stoppedAt);
    if (to < from) continue;
    for (let day = Math.floor(from / DAY_MS); day <= Math.floor(to / DAY_MS); day += 1) days.add(day);
  }
  return days;
}
