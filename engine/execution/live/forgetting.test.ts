import { describe, expect, it } from 'vitest';
import { limitAt } from '../fixtures/scripted-market.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

/** Closed orders that are written down with every commit. */
const kept = (told: ToldVenue): number => told.venue.snapshot().orders.closed.length;

/** An entry that was taken back; the venue says how it stands where `says` is given. */
function takenBack(told: ToldVenue, says: boolean): string {
  const id = told.enter({ kind: limitAt(95) });
  const request = told.placed();
  told.accept(request);
  told.do((venue) => venue.cancel(id, 'a test', told.time));
  const cancel = told.requests('cancel').at(-1);
  if (!cancel) throw new Error('no cancel was asked for');
  told.open = [];
  told.answer(cancel, {
    kind: 'done',
    ...(says ? { order: told.shown(request, { state: 'canceled' }) } : {}),
  });
  return id;
}

describe('orders that are over', () => {
  it('are forgotten a minute after the venue has said so, and asked for no more', () => {
    const told = new ToldVenue().begin();
    const id = takenBack(told, true);
    told.passAnswering(59_000, 1000);
    expect(told.venue.order(id)?.status).toBe('canceled');
    told.passAnswering(12_000, 1000);
    expect(told.venue.order(id)).toBeUndefined();
    expect(kept(told)).toBe(0);
  });

  it('stay known for a minute of their own after time jumped: they may still be told of', () => {
    const told = new ToldVenue().begin();
    const id = takenBack(told, true);
    told.pass(14_400_000);
    told.passAnswering(59_000, 1000);
    expect(told.venue.order(id)?.status).toBe('canceled');
    told.passAnswering(12_000, 1000);
    expect(told.venue.order(id)).toBeUndefined();
  });

  it('stay known for a minute of a new process, which knows of no jump before it', () => {
    const told = new ToldVenue().begin();
    const id = takenBack(told, true);
    told.pass(50_000);
    told.restart(20_000).begin();
    told.passAnswering(59_000, 1000);
    expect(told.venue.order(id)?.status).toBe('canceled');
    told.passAnswering(12_000, 1000);
    expect(told.venue.order(id)).toBeUndefined();
  });

  it('are kept until every trade since is read, where the venue has not said so', () => {
    const told = new ToldVenue().begin();
    const id = takenBack(told, false);
    told.passAnswering(300_000, 1000);
    expect(told.venue.order(id)?.status).toBe('canceled');
    // Trades are read in full every quarter of an hour.
    told.passAnswering(640_000, 1000);
    expect(told.venue.order(id)).toBeUndefined();
  });

  it('stay known while what they opened is held', () => {
    const told = new ToldVenue().begin();
    const id = told.enter();
    told.accept(told.placed());
    told.fill(told.placed(), 10);
    told.accept(told.stop());
    told.passAnswering(200_000, 1000);
    expect(told.venue.order(id)?.status).toBe('filled');
    const stop = told.stop();
    told.open = [];
    told.fill(stop, 10, 90);
    told.passAnswering(80_000, 1000);
    expect(told.venue.order(id)).toBeUndefined();
    expect(kept(told)).toBe(0);
  });
});
