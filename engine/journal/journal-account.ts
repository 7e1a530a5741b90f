import type { Database } from 'better-sqlite3';
import type { SessionDescription } from '../domain/session/session-description.ts';
import type { JournalFailure } from './journal-failure.ts';

/** What the ids of real accounts begin with, and of no other. */
export const LIVE_PREFIX = 'live-';

/** Whose file a journal is: of one real account, or, where it names none, of everything that trades nothing real. */
export type JournalAccount = string | undefined;

/**
 * Sessions of a real account are in its own file alone, and no other session is.
 * @throws {RangeError} when a session does not belong into the file.
 */
export function requireOwn({ accountId, mode }: SessionDescription, account: JournalAccount): void {
  const isOfRealAccount = accountId.startsWith(LIVE_PREFIX);
  if ((mode === 'live') !== isOfRealAccount)
    throw new RangeError(
      `the account of a live session begins with ${LIVE_PREFIX} and no other does, was ${accountId} in a ${mode} session`,
    );
  if (account === undefined ? isOfRealAccount : accountId !== account)
    throw new RangeError(`a session of ${accountId} cannot begin in ${fileOf(account)}`);
}

/** Why a file cannot be the one of `account`; undefined when it can. */
export function refuseOthers(
  database: Database,
  account: JournalAccount,
  path: string,
): JournalFailure | undefined {
  const foreign = database
    .prepare<[string], string>(
      account === undefined
        ? 'SELECT account_id FROM session WHERE account_id GLOB ? LIMIT 1'
        : 'SELECT account_id FROM session WHERE account_id <> ? LIMIT 1',
    )
    .pluck()
    .get(account ?? `${LIVE_PREFIX}*`);
  if (foreign === undefined) return undefined;
  const detail = `${path} has rows of ${foreign}, so it is not ${fileOf(account)}`;
  return { code: 'other-account', detail };
}

const fileOf = (account: JournalAccount): string =>
  account === undefined ? 'the journal of paper accounts' : `the journal of ${account}`;
