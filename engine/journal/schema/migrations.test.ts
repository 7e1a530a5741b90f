import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openedJournal, recordHistory, temporaryFolder } from '../fixtures/temporary-journal.ts';
import { tradingHistory } from '../fixtures/trading-history.ts';
import { Journal } from '../journal.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { measured } from '../../test/reliability/measured.ts';

const history = tradingHistory({ seed: 11, trades: 20, days: 2 });

describe('R-ST-11: a journal of an older version', () => {
  let folder: ReturnType<typeof temporaryFolder>;

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it.each(MIGRATIONS.slice(0, -1))('opens with everything in it: $version', ({ version }) => {
    const path = `${folder.path}/journal.sqlite`;
    const database = new SqliteDatabase(path);
    migrate(database, MIGRATIONS.slice(0, version), path);
    const old = new Journal(database, path, undefined);
    recordHistory(old, history);
    const head = old.chainHead();
    old.close();

    const journal = openedJournal(path);
    expect(journal.chainHead()).toEqual(head);
    expect([...journal.outcomes(history.description.sessionId)]).toEqual(history.outcomes);
    const verified = journal.verifyEverything();
    const told = verified.ok ? `${verified.rows} rows, all as they were` : 'not whole';
    measured('R-ST-11', `version ${version} of ${MIGRATIONS.length} opened: ${told}`);
    expect(verified).toMatchObject({ ok: true });
    journal.close();
  });
});
