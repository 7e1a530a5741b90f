import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { Migration } from './migrations.ts';

/**
 * Looks for the tables, indexes and triggers that the migrations up to the version of a file make. Answers what is
 * wrong, or undefined; what somebody added is left alone. SQLite takes a damaged name for another name, and whoever
 * reads by the right one fails.
 */
export function schemaFault(database: Database, migrations: readonly Migration[]): string | undefined {
  const version = Number(database.pragma('user_version', { simple: true }));
  const found = new Set(schemaOf(database));
  const due = schemaMadeBy(migrations.filter((migration) => migration.version <= version));
  const early = schemaMadeBy(migrations).filter((text) => !due.includes(text));
  const isWhole = due.every((text) => found.has(text)) && !early.some((text) => found.has(text));
  return isWhole ? undefined : `its tables are not those of schema ${version}`;
}

const made = new Map<string, readonly string[]>();

function schemaMadeBy(migrations: readonly Migration[]): readonly string[] {
  const sql = migrations.map((migration) => migration.sql).join(';\n');
  const known = made.get(sql);
  if (known) return known;
  const fresh = new SqliteDatabase(':memory:');
  try {
    fresh.exec(sql);
    const schema = schemaOf(fresh);
    made.set(sql, schema);
    return schema;
  } finally {
    fresh.close();
  }
}

/** What SQLite makes by itself has no text of its own. */
const schemaOf = (database: Database): readonly string[] =>
  database
    .prepare<[], unknown[]>('SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL')
    .raw()
    .all()
    .map((row) => JSON.stringify(row));
