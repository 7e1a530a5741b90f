import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { measured } from '../../test/reliability/measured.ts';
import { CHAIN_START, linkHash } from '../chain.ts';
import { MIGRATIONS } from '../schema/migrations.ts';
import { verifyChain } from '../verification/verify-chain.ts';

const ROWS = 100_000;
/** About what an outcome takes. */
const PAYLOAD = JSON.stringify({ kind: 'decision', reason: 'imbalance beyond its band'.repeat(12) });

/** A record of so many linked entries; one of them says something else than its link. */
function linkedRecord(rows: number, changedRow?: number): SqliteDatabase.Database {
  const database = new SqliteDatabase(':memory:');
  for (const { sql } of MIGRATIONS) database.exec(sql);
  database.exec(`INSERT INTO session (number, session_id, account_id) VALUES (1, 's', 'paper')`);
  const insert = database.prepare('INSERT INTO outcome VALUES (?, 1, ?, 0, ?, ?, ?, ?)');
  let hash = CHAIN_START;
  database.transaction(() => {
    for (let row = 1; row <= rows; row += 1) {
      const entry = { row, session: 1, sequence: row, idx: 0, time: row, kind: 'decision', payload: PAYLOAD };
      hash = linkHash(hash, entry);
      const payload = row === changedRow ? PAYLOAD.replace('beyond', 'within') : PAYLOAD;
      insert.run(row, row, row, entry.kind, payload, hash);
    }
  })();
  return database;
}

describe(`R-ST-05: a record of ${ROWS} entries`, () => {
  it('is computed again link by link', () => {
    const database = linkedRecord(ROWS);
    const before = process.cpuUsage();
    const verified = verifyChain(database);
    const { system, user } = process.cpuUsage(before);
    database.close();
    expect(verified).toEqual({ ok: true, rows: ROWS });
    measured('R-ST-05', `${ROWS} entries verified in ${((system + user) / 1e6).toFixed(2)} s of work`);
  });

  it('names the one entry that was changed', () => {
    const database = linkedRecord(20_000, 12_001);
    expect(verifyChain(database)).toMatchObject({ ok: false, row: 12_001 });
    database.close();
  });
});
