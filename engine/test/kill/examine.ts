import type { Journal } from '../../journal/journal.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { OutcomeHash } from '../../journal/outcome-hash.ts';
import type { LastWords, Place } from './kill-engine.ts';

/** What became of one death. */
export interface Death {
  readonly reopenMs: number;
  /** What is wrong with what was found, in words. */
  readonly breach: string | undefined;
}

/** Whose journal it is: of that account, which is a real one where the file is its own. */
export interface Examined {
  readonly path: string;
  readonly accountId: string;
  readonly isReal: boolean;
}

/** Opens the journal of a killed engine and compares it with what the engine had said. */
export function examine({ accountId, isReal, path }: Examined, said: LastWords): Death {
  // Work rather than time: a busy machine makes a journal wait, not longer.
  const before = process.cpuUsage();
  const opened = openJournal({ path, ...(isReal ? { account: accountId } : {}) });
  const { system, user } = process.cpuUsage(before);
  const reopenMs = (system + user) / 1000;
  if (!opened.ok) return { reopenMs, breach: `cannot be opened: ${opened.failure.detail}` };
  const { journal } = opened;
  const breach = breachIn(journal, accountId, said);
  journal.close();
  return { reopenMs, breach };
}

/** Everything acknowledged is there, nothing but whole transactions is there, and all of it is sound. */
function breachIn(
  journal: Journal,
  accountId: string,
  { announced, committed }: LastWords,
): string | undefined {
  const verified = journal.verifyEverything();
  if (!verified.ok) return `is not sound: ${JSON.stringify(verified)}`;
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
