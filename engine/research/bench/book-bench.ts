import { expectSameBook, ccxtBook, forCcxt, ourBook, updateCcxt, updateOurs } from './book-contest.ts';
import { type BookUpdates, makeUpdates, recordedUpdates } from './book-updates.ts';
import { type Benchmark, type Figures, rounded } from './figures.ts';
import { timingOf } from './time-runs.ts';

const DELTAS = 20_000;
const ROUNDS = 9;

/** Changes into a book of 1,000 levels a side, beside ccxt's book on the same changes in the same run. */
export const book: Benchmark = {
  name: 'book',
  measure: () => contest(makeUpdates(1, DELTAS)),
};

/** The same with the book and the changes of the recorded spot session. */
export const bookRecorded: Benchmark = {
  name: 'bookRecorded',
  measure() {
    const updates = recordedUpdates();
    return 'skipped' in updates ? updates : contest(updates);
  },
};

function contest(updates: BookUpdates): Figures {
  const forTheirs = forCcxt(updates);
  const times = { ours: [] as number[], theirs: [] as number[] };
  let levels: Figures = {};
  // In turns, so that what disturbs the machine for a while disturbs both.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ours = ourBook(updates);
    const theirs = ccxtBook(forTheirs);
    globalThis.gc?.();
    const start = performance.now();
    updateOurs(ours, updates);
    const between = performance.now();
    updateCcxt(theirs, forTheirs);
    const end = performance.now();
    expectSameBook(ours, theirs, updates);
    levels = { bids: ours.levelCount('bid'), asks: ours.levelCount('ask') };
    // The first round is for the compiler.
    if (round === 0) continue;
    times.ours.push(between - start);
    times.theirs.push(end - between);
  }
  const ours = rates(times.ours, updates.changes);
  const theirs = rates(times.theirs, updates.changes);
  return {
    levels,
    deltas: updates.deltas.length,
    changes: updates.changes,
    edgewright: ours,
    ccxt: theirs,
    timesFaster: rounded(theirs.nsPerChange / ours.nsPerChange),
    timesFasterByMedian: rounded(theirs.medianMs / ours.medianMs),
  };
}

function rates(times: readonly number[], changes: number) {
  const timing = timingOf(times);
  return {
    changesPerSecond: Math.round((changes / timing.bestMs) * 1000),
    nsPerChange: rounded((timing.bestMs * 1e6) / changes),
    ...timing,
  };
}
