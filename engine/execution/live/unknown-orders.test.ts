import { describe, expect, it } from 'vitest';
import { ticks } from '../../domain/units/ticks.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

/** A venue that has put us off for so long. */
function putOff(retryAfterMs: number): ToldVenue {
  const told = new ToldVenue().begin();
  told.enter();
  told.answer(told.placed(), { kind: 'refused', class: 'limited', venueCode: '429', retryAfterMs });
  told.pass(1500);
  return told;
}

/** An entry that was sent and of which nothing was heard. */
function sentIntoTheDark(told = new ToldVenue().begin()) {
  const id = told.enter();
  told.pass(3000);
  expect(told.order(id).status).toBe('unknown');
  return { told, id, sentAt: told.time - 3000 };
}

describe('an order of which nobody knows', () => {
  it('is asked for at 0.5, 1, 2 and 4 seconds and then every 5', () => {
    const { told } = sentIntoTheDark();
    const began = told.time;
    const times: number[] = [];
    for (let ms = 0; ms < 20_000; ms += 100) {
      const before = told.requests('ask-order').length;
      told.pass(100);
      if (told.requests('ask-order').length > before) times.push(told.time - began);
      told.answerQuestions();
    }
    // Waits of 0.5, 1, 2 and 4 s, then 5 s; it is settled before the next one.
    expect(times.slice(0, 4)).toEqual([500, 1500, 3500, 7500]);
  });

  it('never arrived only when it can no longer arrive, was not found twice and trades were read', () => {
    const { told, id, sentAt } = sentIntoTheDark();
    const settledAt = () => told.all('order-rejected').length > 0;
    for (let ms = 0; ms < 30_000 && !settledAt(); ms += 100) told.passAnswering(100);
    expect(told.order(id).status).toBe('rejected');
    expect(told.all('order-rejected')[0]).toMatchObject({ code: 'never-arrived' });
    expect(told.time - sentAt).toBeGreaterThanOrEqual(8000);
    expect(told.time - sentAt).toBeLessThanOrEqual(20_000);
  });

  it('may still arrive as long as the venue takes its request, however often it is not found', () => {
    const told = new ToldVenue({ receiveWindowMs: 120_000 }).begin();
    const { id, sentAt } = sentIntoTheDark(told);
    while (told.time < sentAt + 120_000) told.passAnswering(100);
    expect(told.requests('ask-order').length).toBeGreaterThan(20);
    expect(told.order(id).status).toBe('unknown');
    expect(told.venue.hasEntryInFlight('run', told.order(id).instrument)).toBe(true);
    // A second and two past that time, then twice not found, asked every five.
    while (told.time < sentAt + 135_000) told.passAnswering(100);
    expect(told.order(id).status).toBe('rejected');
    expect(told.all('order-rejected')).toMatchObject([{ orderId: id, code: 'never-arrived' }]);
  });

  it('never arrived sooner where it waits for no trigger and the venue takes such orders for less long', () => {
    const told = new ToldVenue({ receiveWindowMs: 30_000, plainWindowMs: 5000 }).begin();
    const { id, sentAt } = sentIntoTheDark(told);
    while (told.order(id).status === 'unknown') told.passAnswering(100);
    expect(told.order(id).status).toBe('rejected');
    // 5 s, one for the clocks and two for the venue itself; then not found twice, asked every five.
    expect(told.time - sentAt).toBeLessThanOrEqual(18_000);
    const trigger = { type: 'stop-market', trigger: ticks(110) } as const;
    const waiting = told.enter({ kind: trigger });
    told.pass(3000);
    told.passAnswering(29_000);
    expect(told.order(waiting).status).toBe('unknown');
    told.passAnswering(15_000);
    expect(told.order(waiting).status).toBe('rejected');
  });

  it('stays unknown while nothing is answered, and counts as on its way', () => {
    const { told, id } = sentIntoTheDark();
    told.pass(60_000);
    expect(told.order(id).status).toBe('unknown');
    expect(told.venue.hasEntryInFlight('run', told.order(id).instrument)).toBe(true);
  });

  it('stands when it is found, whatever was answered before', () => {
    const { told, id } = sentIntoTheDark();
    told.passAnswering(4000);
    told.open = [told.shown(told.placed())];
    told.passAnswering(6000);
    expect(told.order(id).status).toBe('working');
  });

  it('waits a minute where the venue has no rule for old requests', () => {
    const told = new ToldVenue({ findsByClientId: false, receiveWindowMs: undefined }).begin();
    const { id, sentAt } = sentIntoTheDark(told);
    told.passAnswering(50_000);
    expect(told.order(id).status).toBe('unknown');
    for (let ms = 0; ms < 30_000 && told.order(id).status === 'unknown'; ms += 100) told.passAnswering(100);
    expect(told.order(id).status).toBe('rejected');
    expect(told.time - sentAt).toBeGreaterThanOrEqual(60_000);
    expect(told.requests('ask-order')).toEqual([]);
  });

  it('is lost when the history of the venue is shorter than its age', () => {
    const told = new ToldVenue({
      findsByClientId: false,
      receiveWindowMs: undefined,
      historyMs: 30_000,
    }).begin();
    const { id } = sentIntoTheDark(told);
    told.passAnswering(40_000);
    expect(told.order(id).status).toBe('lost');
    expect(told.venue.conditions().frozen).toEqual([told.order(id).instrument]);
  });

  it.each(['no-answer', 'unknown', 'already-so'] as const)('is what an answer "%s" leaves behind', (how) => {
    const told = new ToldVenue().begin();
    const id = told.enter();
    told.answer(
      told.placed(),
      how === 'no-answer'
        ? { kind: 'no-answer', because: 'HTTP 502' }
        : { kind: 'refused', class: how, venueCode: '10016' },
    );
    expect(told.order(id).status).toBe('unknown');
  });

  it('R-OR-12: is never sent again: each id leaves once, over restarts and after every kind of answer', () => {
    const { told } = sentIntoTheDark();
    told.restart();
    told.begin();
    told.passAnswering(20_000, 250);
    told.enter();
    told.answer(told.placed(), { kind: 'refused', class: 'limited', venueCode: '429', retryAfterMs: 2000 });
    told.passAnswering(5000, 250);
    told.enter();
    told.answer(told.placed(), { kind: 'no-answer', because: 'connection reset' });
    told.passAnswering(20_000, 250);
    const ids = told.requests('place').map(({ orderId }) => orderId);
    expect(ids.length).toBe(3);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('was sent before a crash: it is unknown after it, and found', () => {
    const told = new ToldVenue().begin();
    const id = told.enter();
    told.open = [told.shown(told.placed())];
    told.restart();
    told.begin();
    expect(told.order(id).status).toBe('working');
    expect(told.all('order-unknown')).toMatchObject([{ orderId: id, because: 'restarted' }]);
  });

  it('was held back before a crash: it never leaves', () => {
    const told = putOff(60_000);
    const id = told.enter();
    expect(told.order(id).status).toBe('intent');
    told.restart().begin();
    expect(told.order(id).status).toBe('denied');
    expect(told.requests('place').map(({ orderId }) => orderId)).not.toContain(id);
  });
});

describe('an order that waits for its turn', () => {
  it('is held back after the venue has put us off, leaves when it may, and is denied when its signal is old', () => {
    const told = putOff(4000);
    const fresh = told.enter({ signal: { at: told.time, validMs: 60_000 } });
    const stale = told.enter({ signal: { at: told.time, validMs: 500 }, runId: 'other' });
    expect(told.order(fresh).status).toBe('intent');
    expect(told.order(stale).status).toBe('intent');
    told.passAnswering(20_000);
    expect(told.order(fresh).status).not.toBe('intent');
    expect(told.all('order-sent').map(({ orderId }) => orderId)).toContain(fresh);
    expect(told.all('order-denied')).toMatchObject([{ orderId: stale, code: 'signal-too-old' }]);
  });
});
