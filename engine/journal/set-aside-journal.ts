import { existsSync, renameSync } from 'node:fs';

/** What SQLite keeps beside a database. */
const COMPANIONS = ['', '-wal', '-shm', '-journal'];

/**
 * Renames a damaged journal and what belongs to it, so that nothing is overwritten and a new one can
 * begin. Answers the new path of the database file: `<path>.damaged-1`, or the next free number.
 */
export function setAsideJournal(path: string): string {
  let number = 1;
  while (COMPANIONS.some((suffix) => existsSync(`${path}.damaged-${number}${suffix}`))) number += 1;
  const aside = `${path}.damaged-${number}`;
  for (const suffix of COMPANIONS) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  return aside;
}
