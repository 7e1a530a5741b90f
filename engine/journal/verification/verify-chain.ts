import type { Database } from 'better-sqlite3';
import { CHAIN_START, linkHash, type LinkedEntry } from '../chain.ts';

export type ChainVerification =
  | { readonly ok: true; readonly rows: number }
  | { readonly ok: false; readonly row: number; readonly detail: string };

type StoredEntry = LinkedEntry & { readonly hash: Buffer };

const PAGE = 2000;

/**
 * Computes every link again from row `from` on (from the first when left out) and names the first row
 * that does not fit. `rows` is how many were checked. The last link must be the one the newest commit
 * wrote down, so rows cut off at the end are noticed too.
 */
export function verifyChain(database: Database, from = 1): ChainVerification {
  const page = database.prepare<[number], StoredEntry>(
    `SELECT row, session, sequence, idx, time, kind, payload, hash FROM outcome WHERE row > ? ORDER BY row LIMIT ${PAGE}`,
  );
  let head = linkBefore(database, from);
  if (!head) return { ok: false, row: from - 1, detail: `row ${from - 1} is missing` };
  for (;;) {
    const entries = page.all(head.row);
    if (entries.length === 0) break;
    for (const entry of entries) {
      const broken = faultOf(entry, head);
      if (broken) return { ok: false, row: head.row + 1, detail: broken };
      head = entry;
    }
  }
  return verifyEnd(database, head, from);
}

interface Link {
  readonly row: number;
  readonly hash: Buffer;
}

function linkBefore(database: Database, from: number): Link | undefined {
  if (from <= 1) return { row: 0, hash: CHAIN_START };
  return database.prepare<[number], Link>('SELECT row, hash FROM outcome WHERE row = ?').get(from - 1);
}

function faultOf(entry: StoredEntry, previous: Link): string | undefined {
  if (entry.row !== previous.row + 1) return `row ${previous.row + 1} is missing`;
  if (!linkHash(previous.hash, entry).equals(entry.hash)) return `row ${entry.row} does not fit its hash`;
  return undefined;
}

function verifyEnd(database: Database, last: Link, from: number): ChainVerification {
  const promised = database
    .prepare<[], Link>(
      'SELECT head_row AS row, head_hash AS hash FROM position ORDER BY head_row DESC LIMIT 1',
    )
    .get();
  const missing = promised && promised.row > last.row;
  if (missing)
    return {
      ok: false,
      row: last.row + 1,
      detail: `rows ${last.row + 1} to ${promised.row} are missing`,
    };
  if (promised && promised.row === last.row && !promised.hash.equals(last.hash)) {
    return {
      ok: false,
      row: last.row,
      detail: `row ${last.row} is not the one that was committed`,
    };
  }
  return { ok: true, rows: Math.max(0, last.row - Math.max(0, from - 1)) };
}
