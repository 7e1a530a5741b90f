import SqliteDatabase from 'better-sqlite3';
import { Journal } from './journal.ts';
import { migrate } from './schema/migrate.ts';
import { MIGRATIONS } from './schema/migrations.ts';

const IN_MEMORY = ':memory:';

/** A journal of its own in memory, gone when it is closed: for what is to leave nothing behind. */
export function openScratchJournal(account: string): Journal {
  const database = new SqliteDatabase(IN_MEMORY);
  const migrated = migrate(database, MIGRATIONS, IN_MEMORY);
  if (!migrated.ok) throw new Error(migrated.failure.detail);
  return new Journal(database, IN_MEMORY, account);
}
