import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openJournal } from '../../engine/journal/open-journal.ts';

/** What these journeys read of an outcome's payload. Amounts are exact, in 1e-8 of the quote currency. */
export interface WrittenPayload {
  readonly instruments?: readonly { readonly id: string; readonly moneyPerTickLot: bigint }[];
  readonly order?: { readonly id: string };
  readonly orderId?: string;
  readonly fill?: {
    readonly fillId: string;
    readonly runId: string;
    readonly instrument: string;
    readonly side: 'buy' | 'sell';
    readonly lots: number;
    readonly ticks: number;
    readonly fee: bigint;
  };
  readonly trade?: { readonly tradeId: string; readonly netPnl: bigint };
  readonly account?: { readonly equity: bigint; readonly funding: bigint };
}

/** One outcome of the record as it was written. */
export interface WrittenOutcome {
  readonly row: number;
  readonly kind: string;
  readonly sessionId: string;
  readonly payload: WrittenPayload;
}

/** Reads the record of a closed workstation without touching it: plain SQL, none of the product's queries. */
export function readRecord(userDataDir: string): readonly WrittenOutcome[] {
  const database = new Database(join(userDataDir, 'journal.sqlite'), { readonly: true });
  const rows = database
    .prepare(
      'SELECT row, kind, session_id, payload FROM outcome JOIN session ON session.number = outcome.session ORDER BY row',
    )
    .all() as { row: number; kind: string; session_id: string; payload: string }[];
  database.close();
  return rows.map(({ row, kind, session_id: sessionId, payload }) => ({
    row,
    kind,
    sessionId,
    payload: JSON.parse(payload, revived) as WrittenPayload,
  }));
}

/** What the payloads of one kind hold, in order. */
export const payloadsOf = (record: readonly WrittenOutcome[], kind: string): readonly WrittenPayload[] =>
  record.filter((outcome) => outcome.kind === kind).map(({ payload }) => payload);

/** What the product's own full check says about a copy of the journal: `undefined` when all is well. */
export function faultOfJournal(userDataDir: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'edgewright-journal-'));
  try {
    cpSync(userDataDir, folder, { recursive: true, filter: (path) => !path.includes('recordings') });
    const opened = openJournal({ path: join(folder, 'journal.sqlite') });
    if (!opened.ok) return opened.failure.detail;
    const verified = opened.journal.verifyEverything();
    opened.journal.close();
    return verified.ok ? undefined : verified.detail;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function revived(_key: string, value: unknown): unknown {
  const isExact = typeof value === 'object' && value !== null && '$bigint' in value;
  return isExact ? BigInt(String(value.$bigint)) : value;
}
