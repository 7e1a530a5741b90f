import { writeSync } from 'node:fs';
import { describeSession } from '../fixtures/describe-session.ts';
import { tradingHistory } from '../fixtures/trading-history.ts';
import { openJournal } from '../open-journal.ts';
import { StateWriter } from '../state/state-writer.ts';

/**
 * Run as a process of its own: commits batch after batch of a repeatable history to the journal at
 * `argv[2]` and says `sequence` on a line of its own after each commit, until it is killed or a commit fails.
 * Asks for room before it begins where `argv[3]` is `reserving`.
 */
const path = process.argv[2] ?? '';
const opened = openJournal({ path });
if (!opened.ok) {
  writeSync(1, `${opened.failure.code}\n`);
  process.exit(2);
}
const { journal } = opened;
if (process.argv[3] === 'reserving') journal.reserveRoom();
const found = journal.latestSession('paper');
if (found) journal.resumeSession(found.description.sessionId);
else journal.beginSession(describeSession());

const { outcomes } = tradingHistory({ seed: 99, trades: 3000, days: 90 });
const states = new StateWriter();
const done = found?.position?.sequence ?? 0;
let batch: typeof outcomes = [];
for (const outcome of outcomes) {
  if (outcome.sequence <= done) continue;
  const previous = batch.at(-1);
  if (previous && batch.length >= 3 && previous.sequence !== outcome.sequence) {
    commit(batch, previous.sequence);
    batch = [];
  }
  batch = [...batch, outcome];
}

function commit(ready: typeof outcomes, sequence: number): void {
  const time = ready.at(-1)?.time ?? describeSession().startedAt;
  // A long list that grows at one end and loses at the other, as a kernel's do.
  const lately = outcomes.filter((each) => each.sequence <= sequence).slice(-150);
  const state = { sequence, lately, padding: 'x'.repeat(sequence % 6000) };
  try {
    journal.commit({
      outcomes: ready,
      position: { sequence, time },
      ...(sequence % 5 === 0 && { checkpoint: states.write(state) }),
    });
  } catch (error) {
    writeSync(1, `${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(3);
  }
  writeSync(1, `${sequence}\n`);
}
