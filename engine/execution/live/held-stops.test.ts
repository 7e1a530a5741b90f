import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

describe('the stop of lots that are closed', () => {
  it('R-PR-07: stays while other lots whose stop cannot stand have yet to leave, in the same breath too', () => {
    const told = new ToldVenue().begin();
    told.enter();
    const first = told.placed();
    told.accept(first);
    told.fill(first, 10);
    told.accept(told.stop());
    told.answerQuestions();
    const stop = told.stop();
    told.pass(1500);
    told.enter({ runId: 'other', lots: lots(2) });
    const second = told.placed(({ reduceOnly }) => !reduceOnly);
    told.accept(second);
    told.submit({
      runId: 'run',
      instrument: first.instrument,
      role: 'exit',
      side: 'sell',
      lots: lots(10),
      kind: { type: 'market' },
      reduceOnly: true,
      reason: 'a test',
    });
    const exit = told.placed(({ order, reduceOnly }) => reduceOnly && order.type === 'market');
    told.accept(exit);
    told.fill(second, 2);
    told.fill(exit, 10);
    told.open = told.open.filter(({ orderId }) => orderId === stop.orderId);
    expect(told.requests('cancel')).toEqual([]);
    // The market is beyond the stop of the new lots: they leave at once, and the old stop is all that stands meanwhile.
    told.answer(told.stop(), {
      kind: 'refused',
      class: 'not-done',
      venueCode: '-2021',
      reason: 'stop-would-trigger',
    });
    const leaving = told.placed(({ order, reduceOnly }) => reduceOnly && order.type === 'market');
    expect(leaving.lots).toBe(2);
    expect(told.requests('cancel')).toEqual([]);
    told.accept(leaving);
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([stop.orderId]);
  });
});

describe('a stop that was to go before a restart', () => {
  it('R-PR-07: stays until trades are read: an entry may have filled meanwhile', () => {
    const told = new ToldVenue().begin();
    told.enter();
    const entry = told.placed();
    told.accept(entry);
    told.fill(entry, 8);
    const stop = told.stop();
    told.accept(stop);
    told.answerQuestions();
    told.submit({
      runId: 'run',
      instrument: entry.instrument,
      role: 'exit',
      side: 'sell',
      lots: lots(8),
      kind: { type: 'market' },
      reduceOnly: true,
      reason: 'a test',
    });
    const exit = told.placed(({ order, reduceOnly }) => reduceOnly && order.type === 'market');
    told.accept(exit);
    told.fill(exit, 8);
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([stop.orderId]);
    // The request gets lost with the process; the rest of the entry fills.
    told.open = told.open.filter(({ orderId }) => orderId === stop.orderId);
    told.trades = [...told.trades, told.tradeOf(entry, 2)];
    told.positions = [{ instrument: entry.instrument, signedLots: 2 }];
    told.restart(2000);
    told.do((venue) => venue.begin(told.time));
    const asked = told.requests('ask-open-orders').at(-1);
    if (!asked) throw new Error('nobody asked');
    told.answer(asked, { kind: 'open-orders', orders: told.open });
    expect(told.requests('cancel')).toHaveLength(1);
    told.passAnswering(1000);
    expect(told.stop()).toMatchObject({ lots: 2 });
    expect(told.requests('cancel')).toHaveLength(1);
    told.accept(told.stop());
    told.passAnswering(2000);
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([stop.orderId, stop.orderId]);
  });
});

describe('a stop that was to go for another', () => {
  it('R-PR-07: stays when it is seen to stand after the other is gone, though its cancel had to wait', () => {
    const told = new ToldVenue().begin();
    const entryId = told.enter();
    const entry = told.placed();
    told.accept(entry);
    told.open = [];
    told.fill(entry, 10);
    told.accept(told.stop());
    told.answerQuestions();
    const old = told.stop();
    // Lots of another run wait for their stop: none goes meanwhile.
    told.pass(1500);
    told.enter({ runId: 'other', lots: lots(5) });
    const second = told.placed(({ reduceOnly }) => !reduceOnly);
    told.accept(second);
    told.fill(second, 5);
    told.open = told.open.filter(({ orderId }) => orderId === old.orderId);
    const waiting = told.stop();
    told.do((venue) => venue.moveStop(entryId, ticks(95), told.time));
    const moved = told.stop();
    const shown = told.accept(moved);
    told.answerQuestions();
    expect(told.requests('cancel')).toEqual([]);
    // The stop at the new place vanishes, and the venue shows the old one: it is all that stands behind these lots.
    told.open = told.open.filter(({ orderId }) => orderId === old.orderId);
    told.pass(10);
    told.report({ kind: 'stream-order', order: { ...shown, state: 'canceled', venueTime: told.time } });
    told.report({ kind: 'stream-order', order: { ...told.shown(old), venueTime: told.time } });
    expect(told.venue.knownStop('run', entry.instrument)).toBe(90);
    // The other lots have their stop: it still stays, until its own successor stands.
    told.accept(waiting);
    told.answerQuestions();
    expect(told.requests('cancel')).toEqual([]);
    const again = told.stop();
    expect(again.order).toEqual({ type: 'stop-market', trigger: 95 });
    told.accept(again);
    told.answerQuestions();
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([old.orderId]);
  });
});
