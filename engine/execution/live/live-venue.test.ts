import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { limitAt } from '../fixtures/scripted-market.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

describe('an order at a real venue', () => {
  it('is sent, taken, filled, and its stop stands once the record of the venue shows it', () => {
    const told = new ToldVenue().begin();
    expect(told.venue.conditions().phase).toBe('ready');
    const id = told.enter();
    expect(told.order(id).status).toBe('sending');
    const entry = told.placed();
    told.accept(entry);
    expect(told.order(id).status).toBe('working');
    told.fill(entry, 4);
    expect(told.order(id)).toMatchObject({ status: 'working', filledLots: 4 });
    const stop = told.stop();
    expect(stop).toMatchObject({ side: 'sell', lots: 4, reduceOnly: true });
    told.accept(stop);
    expect(told.all('stop-confirmed')).toEqual([]);
    told.answerQuestions();
    expect(told.all('stop-confirmed')).toEqual([
      { kind: 'stop-confirmed', orderId: stop.orderId, entryId: id },
    ]);
    told.fill(entry, 6);
    expect(told.order(id).status).toBe('filled');
    expect(told.stop()).toMatchObject({ lots: 10 });
  });

  it('is changed once more when its change was answered, to what was wished last', () => {
    const told = new ToldVenue().begin();
    const id = told.enter({ kind: limitAt(95) });
    told.accept(told.placed());
    for (const limit of [94, 93, 92])
      told.do((venue) => venue.amend(id, { limit: ticks(limit) }, 'a test', told.time));
    expect(told.requests('amend')).toMatchObject([{ limit: 94 }]);
    const [first] = told.requests('amend');
    if (!first) throw new Error('no change was asked for');
    told.answer(first, { kind: 'done' });
    expect(told.requests('amend')).toMatchObject([{ limit: 94 }, { limit: 92 }]);
    expect(told.order(id).kind).toMatchObject({ limit: 94 });
  });

  it('is taken back when that is asked for, with what was filled before', () => {
    const told = new ToldVenue().begin();
    const id = told.enter({ kind: limitAt(95) });
    told.accept(told.placed());
    told.do((venue) => venue.cancel(id, 'a test', told.time));
    expect(told.order(id).status).toBe('canceling');
    const [cancel] = told.requests('cancel');
    if (!cancel) throw new Error('no cancel was asked for');
    told.open = [];
    told.answer(cancel, { kind: 'done' });
    expect(told.order(id).status).toBe('canceled');
    told.fill(told.placed(), 3);
    expect(told.order(id)).toMatchObject({ status: 'canceled', filledLots: lots(3) });
    expect(told.all('order-filled')[0]).toMatchObject({ isLate: true });
  });
});

describe('a venue that has put us off', () => {
  it('R-CN-03: is left alone over a restart, though it answered well what had left before', () => {
    const told = new ToldVenue().begin();
    told.enter({ kind: limitAt(95) });
    const earlier = told.placed();
    told.pass(1500);
    told.enter({ kind: limitAt(95), runId: 'other' });
    const refused = { kind: 'refused', class: 'limited', venueCode: '429', retryAfterMs: 20_000 } as const;
    told.answer(told.placed(), refused);
    told.accept(earlier);
    const asked = told.all('venue-request').length;
    told.restart().begin();
    told.passAnswering(18_000);
    expect(told.all('venue-request').length).toBe(asked);
    told.passAnswering(2000);
    expect(told.all('venue-request').length).toBeGreaterThan(asked);
    expect(told.venue.snapshot().limited).toBeUndefined();
  });
});
