import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openedJournal, recordHistory, temporaryFolder } from './fixtures/temporary-journal.ts';
import { tradingHistory } from './fixtures/trading-history.ts';

describe('a backup of the journal', () => {
  let folder: ReturnType<typeof temporaryFolder>;

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('holds the same, passes every check and opens as a journal', async () => {
    const history = tradingHistory({ seed: 8, trades: 30, days: 2 });
    const journal = openedJournal(`${folder.path}/journal.sqlite`);
    recordHistory(journal, history);
    const head = journal.chainHead();
    const copyPath = `${folder.path}/copy.sqlite`;
    expect(await journal.backup(copyPath)).toMatchObject({ ok: true, rows: head.row });
    journal.close();
    expect((statSync(copyPath).mode & 0o777).toString(8)).toBe('600');
    const copy = openedJournal(copyPath);
    expect(copy.chainHead()).toEqual(head);
    expect([...copy.outcomes('made-up-1')]).toEqual(history.outcomes);
    copy.close();
  });

  it('answers a failure when it cannot be written', async () => {
    const journal = openedJournal(`${folder.path}/journal.sqlite`);
    const result = await journal.backup(`${folder.path}/missing/copy.sqlite`);
    expect(result).toMatchObject({ ok: false, failure: { code: 'cannot-write' } });
    journal.close();
  });
});
