import { describe, expect, it } from 'vitest';
import type { VenueAnswer } from '../../domain/venue/venue-report.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { limitAt } from '../fixtures/scripted-market.ts';
import { bought, choosy, exit, exits, guarded, SPOT, stops, takeBack } from './fixtures/told-spot.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

/** Ten lots are to leave, and the venue has answered that their stop be taken back. */
function leaving(answer: VenueAnswer) {
  const { told } = guarded();
  told.submit(exit());
  told.answer(told.requests('cancel')[0] as never, answer);
  return { told };
}

describe('an exit on spot, where its stop has set aside what it would sell', () => {
  it('R-OR-10: waits until the stop is gone and leaves in that very moment', () => {
    const { stop, told } = guarded();
    const id = told.submit(exit());
    expect([told.order(id).status, exits(told)]).toEqual(['intent', []]);
    expect(told.requests('cancel')).toMatchObject([{ orderId: stop.orderId }]);
    told.passAnswering(2000);
    expect(exits(told)).toEqual([]);
    takeBack(told);
    expect(exits(told)).toMatchObject([{ orderId: id, lots: 10 }]);
    told.accept(exits(told)[0] as never);
    told.open = [];
    told.fill(exits(told)[0] as never, 10);
    told.passAnswering(10_000);
    expect(stops(told)).toHaveLength(1);
    expect(told.venue.openOrders()).toEqual([]);
  });

  it('R-PR-03: is followed by another stop at once when the venue refuses it', () => {
    const { told } = guarded();
    told.submit(exit());
    takeBack(told);
    told.answer(exits(told)[0] as never, { kind: 'refused', class: 'not-done', venueCode: '-2010' });
    expect(stops(told)).toHaveLength(2);
    expect(told.stop()).toMatchObject({ lots: 10, order: { trigger: 90 } });
  });

  it('R-PR-03: is followed by another stop when nobody knows what became of it', () => {
    const { told } = guarded();
    told.submit(exit());
    takeBack(told);
    told.answer(exits(told)[0] as never, { kind: 'no-answer', because: 'reset' });
    expect(stops(told)).toHaveLength(2);
    expect(told.stop()).toMatchObject({ lots: 10, order: { trigger: 90 } });
    expect(exits(told)).toHaveLength(1);
  });

  it('R-PR-08: leaves a stop for the rest with it when it takes a part', () => {
    const { told } = guarded();
    told.submit(exit({ lots: lots(4) }));
    takeBack(told);
    expect(exits(told)).toMatchObject([{ lots: 4 }]);
    expect(told.stop()).toMatchObject({ lots: 6, order: { trigger: 90 } });
    told.accept(told.stop());
    told.accept(exits(told)[0] as never);
    told.fill(exits(told)[0] as never, 4);
    told.answerQuestions();
    told.passAnswering(6000);
    expect(stops(told)).toHaveLength(2);
    expect(told.venue.knownStop('run', SPOT.id)).toBe(90);
  });

  it('R-PR-08: has the whole covered again when the part does not leave', () => {
    const { told } = guarded();
    told.submit(exit({ lots: lots(4) }));
    takeBack(told);
    told.accept(told.stop());
    told.answerQuestions();
    told.answer(exits(told)[0] as never, { kind: 'refused', class: 'not-done', venueCode: '-2010' });
    takeBack(told);
    expect(told.stop()).toMatchObject({ lots: 10 });
  });

  it('is not sent when the stop was set off while it was being taken back', () => {
    const { stop, told } = guarded();
    const id = told.submit(exit());
    told.open = [];
    told.fill(stop, 10, 90);
    told.passAnswering(5000);
    expect(exits(told)).toEqual([]);
    expect(told.order(id).status).toBe('denied');
  });

  it('is cut to what a stop that was set off has left', () => {
    const { stop, told } = guarded();
    const id = told.submit(exit());
    told.fill(stop, 3, 90);
    takeBack(told);
    expect(told.order(id).status).toBe('denied');
    expect(exits(told)).toMatchObject([{ lots: 7 }]);
  });

  it('R-PR-03: leaves though nobody knows of its stop, once that was asked for in vain for five seconds', () => {
    const { told } = leaving({ kind: 'refused', class: 'unknown', venueCode: 'not-found' });
    told.pass(4900);
    expect(exits(told)).toEqual([]);
    told.pass(300);
    expect(exits(told)).toMatchObject([{ lots: 10 }]);
  });

  it('R-PR-09: leaves the stop where it is while the venue does not take it back', () => {
    const { told } = leaving({ kind: 'refused', class: 'not-done', venueCode: 'busy' });
    told.passAnswering(5000);
    expect(exits(told)).toEqual([]);
    expect(told.open).toHaveLength(2);
  });

  it('R-OR-08: is withdrawn by a restart, and the stop stands again', () => {
    const { told } = guarded();
    const id = told.submit(exit());
    takeBack(told);
    // It never got as far as the venue.
    const again = told.restart();
    again.open = [];
    again.begin();
    again.passAnswering(2000);
    expect(again.order(id).status).not.toBe('intent');
    expect(stops(again).at(-1)).toMatchObject({ lots: 10 });
  });

  it('two of them take no more than is held', () => {
    const { told } = guarded();
    told.submit(exit({ lots: lots(6) }));
    told.submit(exit({ lots: lots(6) }));
    takeBack(told);
    expect(exits(told).map(({ lots: size }) => size)).toEqual([6, 4]);
  });

  it('R-OR-10: is refused with its numbers where it would rest', () => {
    const { told } = guarded();
    told.submit(exit({ kind: limitAt(120), lots: lots(5) }));
    expect(told.all('order-denied').at(-1)).toMatchObject({
      code: 'coins-set-aside',
      measured: { lots: 5, setAsideLots: 10 },
    });
    expect(told.requests('cancel')).toEqual([]);
  });
});

describe('a stop on spot', () => {
  it('R-PR-07: stays where it is as more is filled, with another beside it, and only the third grows', () => {
    const told = new ToldVenue({ amendsInPlace: false }, { instruments: [SPOT] }).begin();
    told.enter();
    const entry = told.placed();
    told.accept(entry);
    for (const size of [4, 2, 2]) {
      told.fill(entry, size);
      told.accept(told.stop());
      told.answerQuestions();
    }
    expect(stops(told).map(({ lots: size }) => size)).toEqual([4, 2, 2]);
    expect([told.requests('cancel'), told.all('stop-confirmed').length]).toEqual([[], 3]);
    const newest = told.stop();
    told.fill(entry, 2);
    // Both could not stand: it goes first, while the others stay.
    expect(told.requests('cancel')).toMatchObject([{ orderId: newest.orderId }]);
    expect(stops(told)).toHaveLength(3);
    takeBack(told);
    expect(told.stop()).toMatchObject({ lots: 4, order: { trigger: 90 } });
  });

  it('R-PR-08: stands for the lots of its own, and an exit takes back as many as it needs', () => {
    const told = new ToldVenue({ amendsInPlace: false }, { instruments: [SPOT] }).begin();
    told.enter();
    const entry = told.placed();
    told.accept(entry);
    for (const size of [4, 6]) {
      told.fill(entry, size);
      told.accept(told.stop());
      told.answerQuestions();
    }
    const [oldest] = stops(told);
    told.submit(exit({ lots: lots(4) }));
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([oldest?.orderId]);
    takeBack(told);
    expect(exits(told)).toMatchObject([{ lots: 4 }]);
    expect(stops(told)).toHaveLength(2);
  });

  it('R-PR-07: moves by going and standing anew', () => {
    const { entryId, told } = guarded();
    told.do((venue) => venue.moveStop(entryId, ticks(95), told.time));
    expect(stops(told)).toHaveLength(1);
    takeBack(told);
    expect(told.stop()).toMatchObject({ lots: 10, order: { trigger: 95 } });
    told.accept(told.stop());
    told.answerQuestions();
    expect(told.venue.knownStop('run', SPOT.id)).toBe(95);
  });

  it('R-PR-03: that is not confirmed in time is taken back for the exit that closes the position', () => {
    const { told } = bought();
    told.answer(told.stop(), { kind: 'done', venueOrderId: `v-${told.stop().orderId}` });
    told.passAnswering(5000);
    // The venue does not show it; it is asked for until it is known to be gone.
    told.passAnswering(12_000);
    expect(exits(told)).toMatchObject([{ lots: 10 }]);
  });

  it('R-PR-08: is not asked for where so little is held that nobody could sell it', () => {
    const told = choosy();
    told.enter();
    const entry = told.placed();
    told.accept(entry);
    told.fill(entry, 5);
    told.passAnswering(8000);
    // Five lots at 90 are worth 450.
    expect([stops(told), exits(told)]).toEqual([[], []]);
    told.fill(entry, 5);
    expect(told.stop()).toMatchObject({ lots: 10 });
  });
});

describe('what is worth less than the smallest order of a spot venue', () => {
  it('R-OR-13: is not asked to be sold, and its stop stays behind the whole', () => {
    const told = choosy();
    told.enter();
    const entry = told.placed();
    told.accept(entry);
    told.fill(entry, 10);
    told.submit(exit({ lots: lots(5) }));
    expect(told.all('order-denied').at(-1)).toMatchObject({ code: 'below-min-notional' });
    expect([told.requests('cancel'), exits(told)]).toEqual([[], []]);
  });
});

describe('an entry on spot', () => {
  it('spends no more than the venue says is free, with what was bought and sold since, and asks anew', () => {
    const { told } = guarded();
    const free = (amount: string) =>
      told.report({
        kind: 'reply',
        requestId: told.requests('ask-balances').at(-1)?.requestId ?? 0,
        answer: {
          kind: 'balances',
          balances: [{ asset: 'USDT', totalDecimal: '2000', freeDecimal: amount }],
        },
      });
    told.pass(61_000);
    free('1500');
    // Ten at a mid of 100 cost 1000.
    const first = told.enter({ runId: 'manual', kind: limitAt(100) });
    expect(told.order(first).status).toBe('sending');
    told.passAnswering(2000);
    const asked = told.requests('ask-balances').length;
    const second = told.enter({ runId: 'manual', kind: limitAt(100) });
    expect(told.all('order-denied').at(-1)).toMatchObject({
      orderId: second,
      code: 'balance-too-small',
      measured: { costQuote: 1000, freeQuote: 500 },
    });
    expect(told.requests('ask-balances')).toHaveLength(asked + 1);
    told.submit(exit());
    takeBack(told);
    const [sale] = exits(told);
    told.accept(sale as never);
    told.fill(sale as never, 10, 100);
    told.pass(1100);
    const third = told.enter({ runId: 'manual', kind: limitAt(100) });
    expect(told.order(third).status).toBe('sending');
  });

  it('R-OR-10: sells nothing short, and nothing that is held: that is an exit', () => {
    const { told } = guarded();
    told.passAnswering(2000);
    told.enter({ side: 'sell', protectiveStop: ticks(110) });
    expect(told.all('order-denied').at(-1)).toMatchObject({ code: 'no-short-on-spot' });
  });
});
