import { cpSync, statSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openedJournal, recordHistory, temporaryFolder } from './fixtures/temporary-journal.ts';
import { tradingHistory } from './fixtures/trading-history.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const lengthOf = (path: string) => statSync(path).size;

it('gives the log its length at once: commits write over what the disk has given', () => {
  const path = `${folder.path}/journal.sqlite`;
  const journal = openedJournal(path);
  const before = lengthOf(path);
  journal.reserveRoom();
  const reserved = lengthOf(`${path}-wal`);
  expect(reserved).toBeGreaterThan(12 * 1_048_576);
  recordHistory(journal, tradingHistory({ seed: 5, trades: 40, days: 20 }));
  expect(lengthOf(`${path}-wal`)).toBe(reserved);
  expect(lengthOf(path)).toBe(before);
  expect(journal.settings()).toMatchObject({ journal_mode: 'wal', synchronous: 2 });
  expect(journal.verifyEverything()).toMatchObject({ ok: true });
  journal.close();
});

it('leaves nothing of it in the journal, whenever the engine dies after it', () => {
  const path = `${folder.path}/journal.sqlite`;
  const history = tradingHistory({ seed: 5, trades: 30, days: 5 });
  const first = openedJournal(path);
  recordHistory(first, history);
  const kept = [...first.outcomes(history.description.sessionId)];
  first.close();
  const journal = openedJournal(path);
  journal.reserveRoom();
  const died = `${folder.path}/died.sqlite`;
  for (const end of ['', '-wal']) cpSync(`${path}${end}`, `${died}${end}`);
  journal.close();
  for (const found of [path, died]) {
    const again = openedJournal(found);
    expect([...again.outcomes(history.description.sessionId)]).toEqual(kept);
    expect(again.verifyEverything()).toMatchObject({ ok: true });
    again.close();
  }
});
