import type { Database } from 'better-sqlite3';
import type { JournalFailure } from '../journal-failure.ts';
import type { Migration } from './migrations.ts';
import { schemaFault } from './schema-fault.ts';

/** Marks the file as ours, so that somebody else's database is never written to. */
const APPLICATION_ID = 0x45_44_47_57;

export type MigrationResult =
  | { readonly ok: true; readonly from: number; readonly to: number }
  | { readonly ok: false; readonly failure: JournalFailure };

/**
 * Brings the schema forward, one transaction per step, after a copy of a file that already holds
 * something (`<path>.before-v<n>`). A file of another program or of a newer version is left alone.
 */
export function migrate(database: Database, migrations: readonly Migration[], path: string): MigrationResult {
  const from = Number(database.pragma('user_version', { simple: true }));
  const refused = refusalOf(database, migrations, path);
  if (refused) return { ok: false, failure: refused };
  const latest = migrations.at(-1)?.version ?? 0;
  const pending = migrations.filter((migration) => migration.version > from);
  if (from > 0 && pending.length > 0) database.prepare('VACUUM INTO ?').run(`${path}.before-v${latest}`);
  for (const migration of pending) apply(database, migration);
  return { ok: true, from, to: latest };
}

function refusalOf(
  database: Database,
  migrations: readonly Migration[],
  path: string,
): JournalFailure | undefined {
  const from = Number(database.pragma('user_version', { simple: true }));
  const latest = migrations.at(-1)?.version ?? 0;
  const owner = Number(database.pragma('application_id', { simple: true }));
  const tables = Number(database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  const isEmpty = owner === 0 && from === 0 && tables === 0;
  if (owner !== APPLICATION_ID && !isEmpty) {
    return {
      code: 'not-a-journal',
      detail: `${path} is a database of another program (application id ${owner})`,
    };
  }
  if (from > latest) {
    const detail = `the journal ${path} has schema ${from}, this version knows ${latest} at most`;
    return { code: 'newer-schema', detail };
  }
  const fault = schemaFault(database, migrations);
  return fault === undefined
    ? undefined
    : { code: 'corrupt', detail: `the journal ${path} is damaged: ${fault}` };
}

function apply(database: Database, migration: Migration): void {
  database
    .transaction(() => {
      database.exec(migration.sql);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${migration.version}`);
    })
    .exclusive();
}
