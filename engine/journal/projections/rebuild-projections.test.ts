import SqliteDatabase from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openedJournal, recordHistory, temporaryFolder } from '../fixtures/temporary-journal.ts';
import { tradingHistory } from '../fixtures/trading-history.ts';
import { projectionDigest } from './rebuild-projections.ts';

function digestOf(path: string): string {
  const database = new SqliteDatabase(path);
  const digest = projectionDigest(database);
  database.close();
  return digest;
}

describe('projections', () => {
  it('come out the same when they are computed again from the record', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 90 }), (seed, perCommit) => {
        const folder = temporaryFolder();
        const path = `${folder.path}/journal.sqlite`;
        const journal = openedJournal(path);
        recordHistory(journal, tradingHistory({ seed, trades: 25, days: 4 }), perCommit);
        journal.close();
        const kept = digestOf(path);
        const again = openedJournal(path);
        again.rebuildProjections();
        again.close();
        expect(digestOf(path)).toBe(kept);
        folder.remove();
      }),
      { numRuns: 20 },
    );
  });

  it('are compared with the record when everything is verified', () => {
    const folder = temporaryFolder();
    const path = `${folder.path}/journal.sqlite`;
    const journal = openedJournal(path);
    recordHistory(journal, tradingHistory({ seed: 1, trades: 5, days: 1 }));
    expect(journal.verifyEverything().ok).toBe(true);
    journal.close();
    const database = new SqliteDatabase(path);
    database.exec('UPDATE fill SET fee_e8 = fee_e8 + 1 WHERE row = (SELECT min(row) FROM fill)');
    database.close();
    const edited = openedJournal(path);
    const detail = 'the tables of orders, fills and trades do not follow from the record';
    expect(edited.verifyEverything()).toEqual({ ok: false, detail });
    edited.rebuildProjections();
    expect(edited.verifyEverything().ok).toBe(true);
    edited.close();
    folder.remove();
  });
});
