import type { Journal } from '../../journal/journal.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { OutcomeHash } from '../../journal/outcome-hash.ts';
import type { LastWords, Place } from './kill-engine.ts';

/** What became of one death. */
export interface Death {
  readonly reopenMs: number;
  /** What is wrong with what was found, in words. */
  readonly breach: string | undefined;
  /** Rows the journal holds now; none where it cannot be opened. */
  readonly rows: number;
}

/** Whose journal it is: of that account, which is a real one where the file is its own. */
export interface Examined {
  readonly path: string;
  readonly accountId: string;
  readonly isReal: boolean;
  /** Rows it held before this engine; none when left out. */
  readonly rowsBefore?: number;
  /**
   * What is checked beyond what opening checks (positions, checkpoints and the newest 2,000 links of the chain): the
   * whole file when left out. What is wrong with older rows, pages or tables stays wrong, so a later look finds it.
   */
  readonly depth?: 'all' | 'opening';
}

/** Opens the journal of a killed engine and compares it with what the engine had said. */
export function examine(examined: Examined, said: LastWords): Death {
  const { accountId, isReal, path } = examined;
  // Work rather than time: a busy machine makes a journal wait, not longer.
  const before = process.cpuUsage();
  const opened = openJournal({ path, ...(isReal ? { account: accountId } : {}) });
  const { system, user } = process.cpuUsage(before);
  const reopenMs = (system + user) / 1000;
  if (!opened.ok) return { reopenMs, breach: `cannot be opened: ${opened.failure.detail}`, rows: 0 };
  const { journal } = opened;
  const { row: rows } = journal.chainHead();
  const breach = unsound(journal, examined) ?? breachIn(journal, accountId, said);
  journal.close();
  return { reopenMs, breach, rows };
}

/** What was there before is there, and as much as shall be checked is sound. */
function unsound(journal: Journal, { depth = 'all', rowsBefore = 0 }: Examined): string | undefined {
  const { row } = journal.chainHead();
  if (row < rowsBefore) return `has ${row} rows, had ${rowsBefore}`;
  if (depth === 'opening') return undefined;
  const verified = journal.verifyEverything();
  return verified.ok ? undefined : `is not sound: ${JSON.stringify(verified)}`;
}

/** Everything acknowledged is there, and nothing but whole transactions is there. */
function breachIn(
  journal: Journal,
  accountId: string,
  { announced, committed }: LastWords,
): string | undefined {
  const stored = journal.latestSession(accountId);
  const sessionId = stored?.description.sessionId;
  if (committed && sessionId !== committed.sessionId) return `session ${committed.sessionId} is gone`;
  // Killed before it announced anything: there is nothing to compare with.
  if (!announced || sessionId !== announced.sessionId) return undefined;
  const found = placeIn(journal, announced.sessionId, stored?.position?.sequence ?? 0);
  const isWhole = [announced, committed ?? nothingOf(announced)].some((place) => isSame(place, found));
  return isWhole
    ? undefined
    : `stands at ${found.sequence}, announced ${announced.sequence}, committed ${committed?.sequence}`;
}

function placeIn(journal: Journal, sessionId: string, sequence: number): Place {
  const digest = new OutcomeHash();
  for (const outcome of journal.outcomes(sessionId)) digest.add(outcome);
  return { sessionId, sequence, digest: digest.digest() };
}

/** A session that has begun and has not committed yet. */
const nothingOf = ({ sessionId }: Place): Place => ({
  sessionId,
  sequence: 0,
  digest: new OutcomeHash().digest(),
});

const isSame = (a: Place, b: Place): boolean => a.sequence === b.sequence && a.digest === b.digest;
