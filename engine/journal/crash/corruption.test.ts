import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DrawnNumbers } from '../fixtures/drawn-numbers.ts';
import { openedJournal, recordHistory, temporaryFolder } from '../fixtures/temporary-journal.ts';
import { tradingHistory } from '../fixtures/trading-history.ts';
import { canonicalJson } from '../canonical-json.ts';
import { openJournal } from '../open-journal.ts';
import { StateWriter } from '../state/state-writer.ts';
import { measured } from '../../test/reliability/measured.ts';
import { damaged } from './damage-file.ts';

const DAMAGES = Number(process.env['EDGEWRIGHT_DAMAGES'] ?? 1000);

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

/** A short journal with a checkpoint: every damage of it is read from end to end. */
function writeJournal(path: string): Buffer {
  const journal = openedJournal(path);
  const history = tradingHistory({ seed: 11, trades: 6, days: 3 });
  recordHistory(journal, history);
  const last = history.outcomes.at(-1);
  if (!last) throw new Error('a history must have outcomes, had none');
  journal.commit({
    outcomes: [],
    position: { sequence: last.sequence, time: last.time },
    checkpoint: new StateWriter().write({ lately: history.outcomes }),
  });
  journal.close();
  return readFileSync(path);
}

describe(`R-ST-05: a journal damaged ${DAMAGES} times where it matters`, () => {
  it(
    'says so every time; what it does not notice reads as it was written',
    { timeout: 60_000 + DAMAGES * 200 },
    () => {
      const folder = temporaryFolder();
      const path = `${folder.path}/journal.sqlite`;
      const whole = writeJournal(path);
      const written = readAll(path);
      const draw = new DrawnNumbers(3);
      const tally = { noticed: 0, harmless: 0, wrong: 0 };
      for (let turn = 0; tally.noticed < DAMAGES && turn < 3 * DAMAGES; turn += 1) {
        writeFileSync(path, damaged(whole, draw));
        const read = readAll(path);
        tally[read === undefined ? 'noticed' : read === written ? 'harmless' : 'wrong'] += 1;
      }
      expect(written).toBeDefined();
      expect(tally.wrong).toBe(0);
      expect(tally.noticed).toBe(DAMAGES);
      measured(
        'R-ST-05',
        `${tally.noticed} harmful damages noticed, ${tally.wrong} unnoticed; ${tally.harmless} more changed nothing a reader gets`,
      );
      folder.remove();
    },
  );
});
