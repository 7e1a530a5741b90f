import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DrawnNumbers } from '../fixtures/drawn-numbers.ts';
import { openedJournal, recordHistory, temporaryFolder } from '../fixtures/temporary-journal.ts';
import { tradingHistory } from '../fixtures/trading-history.ts';
import { measured } from '../../test/reliability/measured.ts';

const CUTS = Number(process.env['EDGEWRIGHT_CUTS'] ?? 60);

describe(`R-ST-04: a journal whose log was cut off at ${CUTS} random bytes by a power loss`, () => {
  it(
    'opens and holds a beginning of what was committed, whole batches only',
    { timeout: 20_000 + CUTS * 300 },
    () => {
      const folder = temporaryFolder();
      const path = `${folder.path}/journal.sqlite`;
      const journal = openedJournal(path);
      // Short enough that nothing has moved from the log to the file yet: the file is moved to only after a sync.
      const history = tradingHistory({ seed: 21, trades: 12, days: 2 });
      recordHistory(journal, history, 9);
      const log = readFileSync(`${path}-wal`);
      const draw = new DrawnNumbers(5);
      const lengths: number[] = [];
      for (let cut = 0; cut < CUTS; cut += 1) {
        const torn = `${folder.path}/torn-${cut}.sqlite`;
        copyFileSync(path, torn);
        writeFileSync(`${torn}-wal`, log.subarray(0, draw.between(0, log.length)));
        const reopened = openedJournal(torn);
        const kept = [...reopened.outcomes('made-up-1')];
        expect(kept).toEqual(history.outcomes.slice(0, kept.length));
        expect(kept.length % 9 === 0 || kept.length === history.outcomes.length).toBe(true);
        expect(reopened.verifyEverything().ok).toBe(true);
        lengths.push(kept.length);
        reopened.close();
      }
      measured(
        'R-ST-04',
        `${lengths.length} cuts left ${new Set(lengths).size} beginnings, each of whole batches`,
      );
      expect(new Set(lengths).size).toBeGreaterThan(5);
      journal.close();
      folder.remove();
    },
  );
});
