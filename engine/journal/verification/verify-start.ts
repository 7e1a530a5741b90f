import type { Database } from 'better-sqlite3';
import { verifyChain } from './verify-chain.ts';
import { verifyPositions } from './verify-positions.ts';

export type StartVerification = { readonly ok: true } | { readonly ok: false; readonly detail: string };

/** How much of the chain is computed again at every start at least; all of it is checked with backups. */
const NEWEST_ROWS = 2000;

/** The check of every start: positions and checkpoints, and the chain from the last checkpoint on. */
export function verifyStart(database: Database): StartVerification {
  const positions = verifyPositions(database);
  if (positions) return { ok: false, detail: positions };
  const last = rowOf(database, 'SELECT max(row) FROM outcome') ?? 0;
  const checkpoint = rowOf(database, 'SELECT max(head_row) FROM checkpoint') ?? last;
  const chain = verifyChain(database, Math.max(1, Math.min(checkpoint, last - NEWEST_ROWS) + 1));
  return chain.ok ? { ok: true } : { ok: false, detail: chain.detail };
}

const rowOf = (database: Database, sql: string): number | undefined =>
  database.prepare<[], number | null>(sql).pluck().get() ?? undefined;
