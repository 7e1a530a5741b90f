import type { Database } from 'better-sqlite3';
import { verifyChain } from './verify-chain.ts';
import { verifyPositions } from './verify-positions.ts';

export type StartVerification = { readonly ok: true } | { readonly ok: false; readonly detail: string };

/** Longest piece of the chain that is computed again at every start; the rest is checked with backups. */
const LONGEST_TAIL = 5000;

/** The check of every start: positions and checkpoints, and the chain from the last checkpoint on. */
export function verifyStart(database: Database): StartVerification {
  const positions = verifyPositions(database);
  if (positions) return { ok: false, detail: positions };
  const last = Number(database.prepare('SELECT coalesce(max(row), 0) FROM outcome').pluck().get());
  const checkpoint = Number(
    database.prepare('SELECT coalesce(max(head_row), 0) FROM checkpoint').pluck().get(),
  );
  const chain = verifyChain(database, Math.max(1, checkpoint + 1, last - LONGEST_TAIL));
  return chain.ok ? { ok: true } : { ok: false, detail: chain.detail };
}
