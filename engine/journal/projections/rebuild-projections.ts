import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Outcome } from '../../domain/session/outcome.ts';
import { canonicalJson, parseCanonicalJson } from '../canonical-json.ts';
import { PROJECTION_TABLES } from '../schema/migrations.ts';
import { Projections } from './projections.ts';

interface RecordedEntry {
  readonly row: number;
  readonly time: number;
  readonly payload: string;
  readonly account_id: string;
}

const PAGE = 1000;

/** Empties the projections and computes them again from the record. Call inside a transaction. */
export function rebuildProjections(database: Database): void {
  for (const table of PROJECTION_TABLES) database.exec(`DELETE FROM ${table}`);
  const projections = new Projections(database);
  const page = database.prepare<[number], RecordedEntry>(
    `SELECT row, time, payload, account_id FROM outcome JOIN session ON number = session
     WHERE row > ? AND kind NOT IN ('session-began', 'session-ended') ORDER BY row LIMIT ${PAGE}`,
  );
  let last = 0;
  for (;;) {
    const entries = page.all(last);
    if (entries.length === 0) return;
    for (const entry of entries) {
      const outcome = parseCanonicalJson(entry.payload) as Outcome;
      projections.project(outcome, {
        row: entry.row,
        accountId: entry.account_id,
        time: entry.time,
      });
      last = entry.row;
    }
  }
}

/** Hex digest over all projected rows: equal when the tables hold the same. */
export function projectionDigest(database: Database): string {
  const hash = createHash('sha256');
  for (const table of PROJECTION_TABLES) {
    const rows = database.prepare(`SELECT * FROM ${table} ORDER BY row`).raw().safeIntegers();
    for (const row of rows.iterate()) hash.update(`${table}${canonicalJson(row)}\n`);
  }
  return hash.digest('hex');
}
