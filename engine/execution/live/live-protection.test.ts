import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { PlaceRequest } from '../../domain/venue/venue-request.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';
import { INSTRUMENT } from '../fixtures/scripted-market.ts';
import { MARKET_EXIT } from './fixtures/market-exit.ts';
import { ToldVenue } from './fixtures/told-venue.ts';
import { measured } from '../../test/reliability/measured.ts';

/** A long position of 10 lots whose stop at 90 nobody has answered for yet. */
function opened(traits: Partial<VenueTraits> = {}) {
  const told = new ToldVenue(traits).begin();
  const entryId = told.enter();
  const entry = told.placed();
  told.accept(entry);
  told.fill(entry, 10);
  return { told, entry, entryId };
}

/** The same with the stop standing. */
function guarded() {
  const { told, ...rest } = opened();
  told.accept(told.stop());
  told.answerQuestions();
  expect(told.all('stop-confirmed')).toHaveLength(1);
  return { told, ...rest, stop: told.stop() };
}

const exits = (told: ToldVenue) =>
  told.requests('place').filter(({ order, reduceOnly }) => reduceOnly && order.type === 'market');
const stops = (told: ToldVenue) => told.requests('place').filter(({ order }) => order.type === 'stop-market');

/** Where the stop of the position is known to stand. */
const knownStop = (told: ToldVenue) => told.venue.knownStop('run', INSTRUMENT.id);

/** Takes an exit and fills it: the position is flat. */
function leave(told: ToldVenue): void {
  const exit = exits(told).at(-1);
  if (!exit) throw new Error('nobody leaves');
  told.accept(exit);
  told.open = told.open.filter(({ orderId }) => orderId !== exit.orderId);
  told.fill(exit, exit.lots);
}

/** Another run buys 5 lots of the same: the stop they ask for. */
function enterBeside(told: ToldVenue): PlaceRequest {
  told.pass(1500);
  told.enter({ runId: 'other', lots: lots(5) });
  const entry = told.placed(({ reduceOnly }) => !reduceOnly);
  told.accept(entry);
  told.fill(entry, 5);
  told.open = told.open.filter(({ orderId }) => orderId !== entry.orderId);
  return told.stop();
}

describe('a position at a real venue', () => {
  it('R-PR-01: sends its stop with the first fill, in the same breath', () => {
    const { told, entryId } = opened();
    const sentAt = told.all('order-submitted').at(-1)?.order.submittedAt ?? Number.NaN;
    measured('R-PR-01', `the stop sent ${told.time - sentAt} ms after the first fill`);
    expect(told.stop()).toMatchObject({ side: 'sell', lots: 10, reduceOnly: true });
    expect(told.stop().order).toEqual({ type: 'stop-market', trigger: 90 });
    expect(told.all('order-submitted').at(-1)?.order).toMatchObject({
      submittedAt: told.time,
      protects: entryId,
    });
  });

  it('R-PR-01: lets the stop travel inside the entry where the venue can, and sends another when it does not show', () => {
    const told = new ToldVenue({ attachesStops: true, stopsFollowPosition: true }).begin();
    told.enter();
    const entry = told.placed();
    expect(entry.attachedStop).toBe(90);
    told.accept(entry);
    told.open = [];
    told.fill(entry, 10);
    expect(stops(told)).toEqual([]);
    expect(knownStop(told)).toBeUndefined();
    told.positions = [{ instrument: INSTRUMENT.id, signedLots: 10, positionStop: ticks(90) }];
    told.passAnswering(6000);
    expect(told.all('stop-confirmed')).toHaveLength(1);
    expect([stops(told), knownStop(told)]).toEqual([[], 90]);
    // The venue has lost it: positions show none.
    told.positions = [{ instrument: INSTRUMENT.id, signedLots: 10 }];
    told.passAnswering(20_000);
    expect(stops(told).length).toBeGreaterThan(0);
    expect(knownStop(told)).toBeUndefined();
  });

  it('R-PR-02: counts as guarded only when the record of the venue shows the stop', () => {
    const { told } = opened();
    told.accept(told.stop());
    expect([told.all('stop-confirmed'), knownStop(told)]).toEqual([[], undefined]);
    told.answerQuestions();
    expect(told.all('stop-confirmed')).toHaveLength(1);
    expect(knownStop(told)).toBe(90);
    told.passAnswering(20_000);
    expect(exits(told)).toEqual([]);
  });

  it('R-PR-03: is closed at market 5 s after the first fill when no stop is confirmed, again and again until flat', () => {
    const { told } = opened();
    for (let at = 0; at < 4; at += 1) {
      told.answer(told.stop(), { kind: 'refused', class: 'not-done', venueCode: '110017' });
      told.passAnswering(1000);
    }
    told.passAnswering(3000);
    expect(exits(told)).toHaveLength(1);
    expect(exits(told)[0]).toMatchObject({ lots: 10, side: 'sell' });
    told.answer(exits(told)[0] as never, { kind: 'refused', class: 'not-done', venueCode: '10001' });
    told.passAnswering(5000);
    expect(exits(told)).toHaveLength(2);
    leave(told);
    told.passAnswering(10_000);
    expect(exits(told)).toHaveLength(2);
  });

  it('R-PR-03: tries three times, at once and after 250 and 750 ms', () => {
    const { told } = opened();
    const began = told.time;
    const at: number[] = [];
    // Three seconds after the last one nobody knows of its exit: then it gets another stop.
    for (let ms = 0; ms < 4000; ms += 50) {
      if (stops(told).length > at.length) {
        at.push(told.time - began);
        told.answer(told.stop(), { kind: 'refused', class: 'not-done', venueCode: '110017' });
      }
      told.pass(50);
    }
    expect(at).toEqual([0, 250, 1000]);
  });

  it('R-PR-03: is not closed after a long absence when the position has its own stop, which only positions show', () => {
    const told = new ToldVenue({ attachesStops: true, stopsFollowPosition: true }).begin();
    told.enter();
    const entry = told.placed();
    told.accept(entry);
    told.open = [];
    told.fill(entry, 10);
    told.positions = [{ instrument: INSTRUMENT.id, signedLots: 10, positionStop: ticks(90) }];
    // Killed before anybody knew of the stop, and away for longer than one may take to be confirmed.
    told.restart(20_000).begin();
    told.passAnswering(10_000);
    expect([exits(told), stops(told), knownStop(told)]).toEqual([[], [], 90]);
  });

  it('R-PR-03: gets a stop before it is closed when it is found bare after a long absence', () => {
    const { told } = opened();
    told.answer(told.stop(), { kind: 'refused', class: 'not-done', venueCode: '110017' });
    told.restart(20_000).begin();
    told.passAnswering(1000);
    expect(exits(told)).toEqual([]);
    told.accept(told.stop());
    told.passAnswering(10_000);
    expect([exits(told), knownStop(told)]).toEqual([[], 90]);
  });

  it('R-PR-04: is protected again right after a restart, before clock, stream and everything else', () => {
    const { told } = opened();
    told.restart(2000);
    told.do((venue) => venue.begin(told.time));
    expect(told.venue.conditions().phase).toBe('clock');
    const before = stops(told).length;
    told.passAnswering(1500);
    expect(told.venue.conditions().phase).toBe('clock');
    expect(stops(told).length).toBeGreaterThan(before);
    told.accept(told.stop());
    told.passAnswering(500);
    expect(told.all('stop-confirmed')).toHaveLength(1);
  });

  it('R-PR-05: takes "not modified" for neither yes nor no: a stop that is shown guards', () => {
    const { told } = opened();
    told.answer(told.stop(), { kind: 'refused', class: 'already-so', venueCode: '34040' });
    told.open = [...told.open, told.shown(told.stop())];
    told.passAnswering(4000);
    expect(told.all('stop-confirmed')).toHaveLength(1);
    expect(exits(told)).toEqual([]);
  });

  it('R-PR-05: takes "not modified" for neither yes nor no: a stop that is not shown is asked for again', () => {
    const { told } = opened();
    told.answer(told.stop(), { kind: 'refused', class: 'already-so', venueCode: '34040' });
    told.passAnswering(2500);
    const confirmed = told.all('stop-confirmed').length;
    measured(
      'R-PR-05',
      `"not modified" and not shown: ${stops(told).length} stops asked for, ${confirmed} believed`,
    );
    expect(stops(told).length).toBeGreaterThan(1);
    expect(told.all('stop-confirmed')).toEqual([]);
    for (let at = 0; at < 5; at += 1) {
      told.answer(told.stop(), { kind: 'refused', class: 'already-so', venueCode: '34040' });
      told.passAnswering(1000);
    }
    expect(exits(told).length).toBeGreaterThan(0);
  });

  it('R-PR-06: leaves at once when the market is beyond its stop already', () => {
    const { told } = opened();
    told.answer(told.stop(), {
      kind: 'refused',
      class: 'not-done',
      venueCode: '-2021',
      reason: 'stop-would-trigger',
    });
    measured(
      'R-PR-06',
      `market beyond the stop: ${exits(told).length} exit in the same breath, ${stops(told).length} stop tried`,
    );
    expect(stops(told)).toHaveLength(1);
    expect(exits(told)).toHaveLength(1);
  });

  it('R-PR-07: moves its stop by adding the new one before the old one goes', () => {
    const { told, entryId, stop } = guarded();
    told.do((venue) => venue.moveStop(entryId, ticks(95), told.time));
    const moved = told.stop();
    expect(moved.order).toEqual({ type: 'stop-market', trigger: 95 });
    expect(told.requests('cancel')).toEqual([]);
    told.accept(moved);
    expect(told.requests('cancel')).toEqual([]);
    told.answerQuestions();
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([stop.orderId]);
  });

  it('R-PR-07: keeps the old stop when the new one cannot stand, and says so after 5 s', () => {
    const { told, entryId } = guarded();
    told.do((venue) => venue.moveStop(entryId, ticks(95), told.time));
    for (let at = 0; at < 8; at += 1) {
      told.answer(told.stop(), { kind: 'refused', class: 'not-done', venueCode: '110017' });
      told.passAnswering(1000);
    }
    expect(told.requests('cancel')).toEqual([]);
    expect(exits(told)).toEqual([]);
    expect(told.all('notice').some(({ text }) => text.includes('still stands at its old place'))).toBe(true);
  });

  it('R-PR-07: keeps the stop of lots that are closed while other lots wait for theirs', () => {
    const { told, stop } = guarded();
    const other = enterBeside(told);
    expect(other.lots).toBe(5);
    told.submit(MARKET_EXIT);
    leave(told);
    expect(told.requests('cancel')).toEqual([]);
    told.accept(other);
    expect(told.requests('cancel')).toEqual([]);
    told.answerQuestions();
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([stop.orderId]);
  });

  it('R-PR-07: does not ask again for a stop to go while other lots have lost theirs', () => {
    const { told, stop } = guarded();
    const other = enterBeside(told);
    const shown = told.accept(other);
    told.answerQuestions();
    told.submit(MARKET_EXIT);
    leave(told);
    const [lost] = told.requests('cancel');
    expect(lost?.orderId).toBe(stop.orderId);
    told.report({ kind: 'stream-order', order: { ...shown, state: 'canceled', venueTime: told.time } });
    told.open = told.open.filter(({ orderId }) => orderId !== other.orderId);
    told.answer(lost as never, { kind: 'no-answer', because: 'it got lost' });
    told.passAnswering(3000);
    expect(told.requests('cancel')).toEqual([lost]);
    expect(told.order(stop.orderId).status).toBe('working');
    told.accept(told.stop());
    told.answerQuestions();
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([stop.orderId, stop.orderId]);
  });

  it('R-PR-08: has a reduce-only stop for all its lots after every partial fill', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }), (sizes) => {
        const told = new ToldVenue().begin();
        const whole = sizes.reduce((sum, each) => sum + each, 0);
        told.enter({ lots: lots(whole) });
        const entry = told.placed();
        told.accept(entry);
        let held = 0;
        for (const size of sizes) {
          told.fill(entry, size);
          held += size;
          for (let at = 0; at < 3 && told.stop().lots < held; at += 1) {
            told.accept(told.stop());
            told.answerQuestions();
          }
          expect(told.stop()).toMatchObject({ lots: held, reduceOnly: true, side: 'sell' });
          told.accept(told.stop());
          told.answerQuestions();
          for (const { orderId } of told.requests('cancel'))
            told.open = told.open.filter((each) => each.orderId !== orderId);
        }
        told.passAnswering(8000, 500);
        expect(exits(told)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('R-PR-09: takes its stop back as soon as it is flat', () => {
    const { told, stop } = guarded();
    told.submit(MARKET_EXIT);
    leave(told);
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([stop.orderId]);
    told.answer(told.requests('cancel').at(-1) as never, { kind: 'done' });
    expect(told.venue.openOrders().filter(({ role }) => role === 'stop')).toEqual([]);
  });

  it('R-PR-10: is closed at market when a stop was set off and not filled within 5 s', () => {
    const { told, stop } = guarded();
    told.open = [told.shown(stop, { state: 'triggered', venueTime: told.time })];
    told.report({ kind: 'stream-order', order: told.open[0] as never });
    expect(told.order(stop.orderId).status).toBe('triggered');
    const setOffAt = told.time;
    told.passAnswering(4900);
    expect(exits(told)).toEqual([]);
    told.passAnswering(200);
    measured(
      'R-PR-10',
      `set off and not filled: ${exits(told).length} market exit within ${told.time - setOffAt} ms`,
    );
    expect(exits(told)).toHaveLength(1);
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([stop.orderId]);
  });

  it('R-PR-10: gives the stop that took the place of one that was set off its own time', () => {
    const { told, entryId, stop } = guarded();
    told.do((venue) => venue.moveStop(entryId, ticks(85), told.time));
    const moved = told.stop();
    told.report({ kind: 'stream-order', order: told.shown(stop, { state: 'triggered' }) });
    told.accept(moved);
    told.answerQuestions();
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([stop.orderId]);
    told.open = told.open.filter(({ orderId }) => orderId !== stop.orderId);
    told.answer(told.requests('cancel').at(-1) as never, { kind: 'done' });
    told.passAnswering(8000);
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([stop.orderId]);
    expect(exits(told)).toEqual([]);
  });

  it('puts its stop at the trigger of the entry, to the tick, on both sides', () => {
    fc.assert(
      fc.property(fc.constantFrom('buy', 'sell'), fc.integer({ min: 1, max: 500 }), (side, trigger) => {
        const told = new ToldVenue().begin();
        told.enter({ side, protectiveStop: ticks(trigger) });
        const entry = told.placed();
        told.accept(entry);
        told.fill(entry, 10);
        expect(told.stop()).toMatchObject({ side: side === 'buy' ? 'sell' : 'buy', lots: 10 });
        expect(told.stop().order).toEqual({ type: 'stop-market', trigger });
      }),
      { numRuns: 200 },
    );
  });

  it('asks for its stop anew when the venue no longer shows it', () => {
    const { told, stop } = guarded();
    told.open = [];
    told.passAnswering(15_000);
    expect(told.order(stop.orderId).status).toBe('canceled');
    expect(stops(told).length).toBeGreaterThan(1);
  });

  it('gets another stop while nobody knows of its exit', () => {
    const { told } = opened();
    told.pass(3000);
    told.pass(2500);
    expect(exits(told)).toHaveLength(1);
    told.pass(3000);
    expect(told.order(exits(told)[0]?.orderId ?? '').status).toBe('unknown');
    expect(stops(told).length).toBeGreaterThan(1);
  });
});
