import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DrawnNumbers } from '../fixtures/drawn-numbers.ts';
import { openedJournal, recordHistory, temporaryFolder } from '../fixtures/temporary-journal.ts';
import { tradingHistory } from '../fixtures/trading-history.ts';
import { canonicalJson } from '../canonical-json.ts';
import { openJournal } from '../open-journal.ts';
import { StateWriter } from '../state/state-writer.ts';

const DAMAGES = Number(process.env['EDGEWRIGHT_DAMAGES'] ?? 120);

/** Everything a reader can get from the journal, as one text; undefined when something was noticed. */
function readAll(path: string): string | undefined {
  const opened = openJournal({ path });
  if (!opened.ok) return undefined;
  const { journal } = opened;
  try {
    if (!journal.verifyEverything().ok) return undefined;
    const scope = { accountId: 'paper' };
    const request = { limit: 10_000 };
    return canonicalJson([
      journal.sessions(scope),
      [...journal.outcomes('made-up-1')],
      journal.orders(scope, request),
      journal.equity(scope, request),
      journal.ledgerTotals(scope),
    ]);
  } finally {
    journal.close();
  }
}

describe(`R-ST-05: a journal damaged in ${DAMAGES} places`, () => {
  it('either says so or still reads as it was written', { timeout: 20_000 + DAMAGES * 500 }, () => {
    const folder = temporaryFolder();
    const path = `${folder.path}/journal.sqlite`;
    const journal = openedJournal(path);
    const history = tradingHistory({ seed: 11, trades: 40, days: 3 });
    recordHistory(journal, history);
    const last = history.outcomes.at(-1);
    if (!last) throw new Error('a history must have outcomes, had none');
    journal.commit({
      outcomes: [],
      position: { sequence: last.sequence, time: last.time },
      checkpoint: new StateWriter().write({ lately: history.outcomes }),
    });
    journal.close();
    const whole = readFileSync(path);
    const written = readAll(path);
    const draw = new DrawnNumbers(3);
    const read = Array.from({ length: DAMAGES }, () => {
      const broken = Buffer.from(whole);
      const at = draw.between(0, broken.length - 1);
      broken.writeUInt8(broken.readUInt8(at) ^ draw.between(1, 255), at);
      writeFileSync(path, broken);
      return readAll(path);
    });
    expect(written).toBeDefined();
    const unnoticed = read.filter((text) => text !== undefined);
    expect(unnoticed.filter((text) => text !== written)).toEqual([]);
    expect(unnoticed.length).toBeLessThan(DAMAGES / 2);
    folder.remove();
  });
});
