import { expect, it } from 'vitest';
import { openScratchJournal } from '../../../journal/open-scratch-journal.ts';
import { realClock } from '../../../venues/ccxt/real-clock.fixture.ts';
import { REHEARSAL_ACCOUNT, RehearsalSession } from './rehearsal-session.ts';
import { rehearseOrders } from './rehearse-orders.ts';

it('takes an entry with its stop to the venue and an exit after it, all of it written down', () => {
  const journal = openScratchJournal(REHEARSAL_ACCOUNT);
  const session = new RehearsalSession(journal);
  const sent: string[] = [];
  session.venue.onRequest = (request) => {
    if (request.kind !== 'place') return;
    // What leaves is in the journal by then.
    const known = journal.orders({ accountId: REHEARSAL_ACCOUNT }).rows;
    expect(known.map(({ order }) => order.id)).toContain(request.orderId);
    sent.push(`${request.side} ${request.order.type}`);
  };
  session.pass(60_000);
  session.order();
  session.settle();
  expect(session.held).toBeGreaterThan(0);
  session.pass(60_000);
  session.order();
  session.settle();
  expect(session.held).toBe(0);
  expect(sent).toEqual(['buy market', 'sell stop-market', 'sell market']);
  journal.close();
});

it('rehearses without holding up what else is to be done', async () => {
  let others = 0;
  const stop = realClock.every(1, () => {
    others += 1;
  });
  await rehearseOrders(realClock);
  stop();
  expect(others).toBeGreaterThan(5);
});
