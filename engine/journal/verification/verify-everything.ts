import type { Database } from 'better-sqlite3';
import { projectionDigest, rebuildProjections } from '../projections/rebuild-projections.ts';
import { MIGRATIONS } from '../schema/migrations.ts';
import { schemaFault } from '../schema/schema-fault.ts';
import { verifyChain } from './verify-chain.ts';
import { verifyPositions } from './verify-positions.ts';

export type FullVerification =
  | { readonly ok: true; readonly rows: number }
  | { readonly ok: false; readonly detail: string };

/** SQLite's own integrity check, the tables themselves, every link of the chain, every digest, and the projections against the record. */
export function verifyEverything(database: Database): FullVerification {
  try {
    return verifyParts(database);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // A page that cannot be read, or a payload that is no longer JSON: that is the finding.
    const isFinding = error.name === 'SqliteError' || error instanceof SyntaxError;
    if (!isFinding) throw error;
    return { ok: false, detail: error.message };
  }
}

function verifyParts(database: Database): FullVerification {
  const integrity = String(database.pragma('integrity_check(1)', { simple: true }));
  if (integrity !== 'ok') return { ok: false, detail: integrity };
  const fault = schemaFault(database, MIGRATIONS);
  if (fault !== undefined) return { ok: false, detail: fault };
  const chain = verifyChain(database);
  if (!chain.ok) return { ok: false, detail: chain.detail };
  const positions = verifyPositions(database);
  if (positions) return { ok: false, detail: positions };
  if (!projectionsFollowFromRecord(database)) {
    return {
      ok: false,
      detail: 'the tables of orders, fills and trades do not follow from the record',
    };
  }
  return { ok: true, rows: chain.rows };
}

function projectionsFollowFromRecord(database: Database): boolean {
  const before = projectionDigest(database);
  database.exec('BEGIN');
  try {
    rebuildProjections(database);
    return projectionDigest(database) === before;
  } finally {
    database.exec('ROLLBACK');
  }
}
