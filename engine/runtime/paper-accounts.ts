import type { Journal } from '../journal/journal.ts';

/** Whether an account goes on or begins anew. */
export type PaperAccount = 'current' | 'fresh';

type Sessions = Pick<Journal, 'latestSession'>;

/** The id of a market's paper account. */
export const paperAccount = (journal: Sessions, name: string, which: PaperAccount): string =>
  which === 'current' ? currentPaperAccount(journal, name) : freshPaperAccount(journal, name);

/**
 * The paper account of a market that is in use. After a reset the account goes on under the next number and all
 * before stays in the journal as it was: `paper-sandbox`, `paper-sandbox-2`, `paper-sandbox-3`, …
 */
function currentPaperAccount(journal: Sessions, name: string): string {
  let current = name;
  for (let number = 2; journal.latestSession(numbered(name, number)); number += 1)
    current = numbered(name, number);
  return current;
}

/** The account a reset goes on with. */
function freshPaperAccount(journal: Sessions, name: string): string {
  let number = 2;
  while (journal.latestSession(numbered(name, number))) number += 1;
  return journal.latestSession(name) ? numbered(name, number) : name;
}

const numbered = (name: string, number: number): string => `${name}-${number}`;
