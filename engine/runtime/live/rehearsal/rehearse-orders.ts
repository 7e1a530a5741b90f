import { openScratchJournal } from '../../../journal/open-scratch-journal.ts';
import { breatherOf } from '../../breather.ts';
import type { Clock } from '../../clock.ts';
import { REHEARSAL_ACCOUNT, RehearsalSession } from './rehearsal-session.ts';

/** By then hardly anything on an order's way is still compiled while it is on it. */
const ORDERS = 300;
/** A minute apart: no limit of frequency turns one away. */
const APART_MS = 60_000;

/**
 * Sends so many entries and exits with their stops the whole way, from the command over a journal in memory to the
 * door of a venue in this process, so that the first real one does not wait for code that was never run. Leaves
 * nothing behind, and gives way to everything else.
 */
export async function rehearseOrders(clock: Clock): Promise<void> {
  const breathe = breatherOf(clock);
  const journal = openScratchJournal(REHEARSAL_ACCOUNT);
  try {
    const session = new RehearsalSession(journal);
    for (let count = 0; count < ORDERS; count += 1) {
      session.pass(APART_MS);
      session.order();
      session.settle();
      await breathe();
    }
  } finally {
    journal.close();
  }
}
