import { describe, expect, it } from 'vitest';
import type { OrderId } from '../../domain/order/order.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { VenueAnswer } from '../../domain/venue/venue-report.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';
import { exit, exits, guarded, SPOT, stops, takeBack } from './fixtures/told-spot.ts';
import type { ToldVenue } from './fixtures/told-venue.ts';

const AMENDS: Partial<VenueTraits> = { amendsInPlace: true, movesSpotStops: 'amend' };
const REPLACES: Partial<VenueTraits> = { movesSpotStops: 'replace-in-one-request' };
const WOULD_TRIGGER: VenueAnswer = {
  kind: 'refused',
  class: 'not-done',
  venueCode: 'beyond',
  reason: 'stop-would-trigger',
};
const LOST: VenueAnswer = { kind: 'no-answer', because: 'reset' };

const moveTo = (told: ToldVenue, entryId: OrderId, trigger: number): void =>
  told.do((venue) => venue.moveStop(entryId, ticks(trigger), told.time));

const changes = (told: ToldVenue) => told.requests('amend');

/** The venue makes the change it was asked for last, and shows it; `answer` is what it says. */
function change(told: ToldVenue, answer: VenueAnswer = { kind: 'done' }): void {
  const request = changes(told).at(-1);
  if (!request) throw new Error('no change was asked for');
  const { lots: size, trigger } = request;
  told.open = told.open.map((each) =>
    each.orderId === request.orderId
      ? { ...each, ...(size ? { lots: size } : {}), ...(trigger ? { trigger } : {}), venueTime: told.time }
      : each,
  );
  told.answer(request, answer);
}

/** The venue takes the old stop back and places the new one in its place; `answer` is what it says. */
function replace(told: ToldVenue, answer?: VenueAnswer): void {
  const request = told.stop();
  told.open = told.open.filter(({ orderId }) => orderId !== request.replaces?.orderId);
  told.open = [...told.open, told.shown(request)];
  told.answer(request, answer ?? { kind: 'done', venueOrderId: `v-${request.orderId}` });
}

describe('a stop on spot where the venue changes it in place', () => {
  it('R-PR-07: moves without being taken back, and nothing else is placed', () => {
    const { entryId, stop, told } = guarded(AMENDS);
    moveTo(told, entryId, 95);
    expect(changes(told)).toMatchObject([{ orderId: stop.orderId, trigger: 95, reduceOnly: true }]);
    expect(changes(told)[0]?.lots).toBeUndefined();
    change(told);
    told.passAnswering(10_000);
    expect([told.requests('cancel'), stops(told).length]).toEqual([[], 1]);
    expect(told.venue.knownStop('run', SPOT.id)).toBe(95);
  });

  it('R-PR-08: gives up what an exit takes, which leaves then, and stands for the rest all the time', () => {
    const { told } = guarded(AMENDS);
    told.submit(exit({ lots: lots(4) }));
    expect([changes(told), exits(told)]).toMatchObject([[{ lots: 6 }], []]);
    change(told);
    expect(exits(told)).toMatchObject([{ lots: 4 }]);
    expect([told.requests('cancel'), stops(told).length]).toEqual([[], 1]);
  });

  it('R-PR-07: is asked for once more when nobody knows of the change and the venue does not show it', () => {
    const { entryId, told } = guarded(AMENDS);
    moveTo(told, entryId, 95);
    told.answer(changes(told)[0] as never, LOST);
    expect(told.venue.knownStop('run', SPOT.id)).toBe(90);
    told.passAnswering(2000);
    expect(changes(told)).toHaveLength(2);
    change(told);
    expect(told.venue.knownStop('run', SPOT.id)).toBe(95);
    expect(told.requests('cancel')).toEqual([]);
  });

  it('R-PR-07: is known to stand at its new place when only the answer got lost', () => {
    const { entryId, told } = guarded(AMENDS);
    moveTo(told, entryId, 95);
    change(told, LOST);
    told.passAnswering(2000);
    expect(told.venue.knownStop('run', SPOT.id)).toBe(95);
    expect([changes(told).length, told.requests('cancel')]).toEqual([1, []]);
  });

  it('R-OR-10: is taken to stand for as much as it may, while nobody knows whether it was made larger', () => {
    const { stop, told } = guarded(AMENDS);
    const id = told.submit(exit({ lots: lots(4) }));
    told.answer(changes(told)[0] as never, LOST);
    // Not made smaller as far as anybody can see, and a late request could still do it: the exit waits, then the stop goes.
    told.passAnswering(4000);
    expect([exits(told), told.order(id).status]).toEqual([[], 'intent']);
    told.passAnswering(2000);
    expect(told.requests('cancel')).toMatchObject([{ orderId: stop.orderId }]);
    takeBack(told);
    expect(exits(told)).toMatchObject([{ lots: 4 }]);
    expect(told.stop()).toMatchObject({ lots: 6, order: { trigger: 90 } });
  });

  it('R-PR-06: leaves at once when the market is beyond where it was to go', () => {
    const { entryId, told } = guarded(AMENDS);
    moveTo(told, entryId, 95);
    told.answer(changes(told)[0] as never, WOULD_TRIGGER);
    expect(told.requests('cancel')).toHaveLength(1);
    takeBack(told);
    expect(exits(told)).toMatchObject([{ lots: 10 }]);
  });

  it('R-PR-07: stays where it is when the venue refuses, is asked for again, and somebody is told', () => {
    const { entryId, told } = guarded(AMENDS);
    moveTo(told, entryId, 95);
    for (const waitMs of [0, 250, 750]) {
      told.passAnswering(waitMs);
      told.answer(changes(told).at(-1) as never, { kind: 'refused', class: 'not-done', venueCode: 'busy' });
    }
    told.passAnswering(5000);
    expect(changes(told).length).toBeGreaterThan(3);
    expect(told.all('notice').map(({ text }) => text)).toContainEqual(
      expect.stringContaining('still stands at its old place'),
    );
    expect([told.requests('cancel'), exits(told)]).toEqual([[], []]);
  });

  it('R-PR-10: sells by itself when it was set off before the change arrived', () => {
    const { entryId, stop, told } = guarded(AMENDS);
    moveTo(told, entryId, 95);
    told.open = [];
    told.answer(changes(told)[0] as never, { kind: 'refused', class: 'unknown', venueCode: 'closed' });
    told.fill(stop, 10, 90);
    told.passAnswering(10_000);
    expect([exits(told), stops(told).length, told.venue.openOrders()]).toEqual([[], 1, []]);
  });

  it('R-PR-07: is where the venue shows it, when a change that was given up comes late', () => {
    const { entryId, told } = guarded(AMENDS);
    moveTo(told, entryId, 95);
    told.answer(changes(told)[0] as never, LOST);
    told.passAnswering(800);
    moveTo(told, entryId, 90);
    told.passAnswering(1000);
    expect(told.venue.knownStop('run', SPOT.id)).toBe(90);
    told.open = told.open.map((each) => ({ ...each, trigger: ticks(95), venueTime: told.time }));
    told.passAnswering(12_000);
    // Seen at the wrong place, it is moved back.
    expect(changes(told).at(-1)).toMatchObject({ trigger: 90 });
    expect(told.requests('cancel')).toEqual([]);
  });
});

describe('a stop on spot where the venue replaces it in one request', () => {
  it('R-PR-07: goes in the request that places the other, and in no request of its own', () => {
    const { entryId, stop, told } = guarded(REPLACES);
    moveTo(told, entryId, 95);
    expect(told.stop()).toMatchObject({
      lots: 10,
      order: { trigger: 95 },
      replaces: { orderId: stop.orderId, venueOrderId: `v-${stop.orderId}` },
    });
    replace(told);
    told.passAnswering(10_000);
    expect([told.requests('cancel'), stops(told).length]).toEqual([[], 2]);
    expect(told.order(stop.orderId).status).toBe('canceled');
    expect(told.venue.knownStop('run', SPOT.id)).toBe(95);
  });

  it('R-PR-08: leaves a smaller one behind, and then the exit leaves', () => {
    const { told } = guarded(REPLACES);
    told.submit(exit({ lots: lots(4) }));
    expect([told.stop().lots, exits(told)]).toEqual([6, []]);
    replace(told);
    expect(exits(told)).toMatchObject([{ lots: 4 }]);
    expect(told.requests('cancel')).toEqual([]);
  });

  it('R-PR-07: stays when nothing was taken back, and is replaced once more', () => {
    const { entryId, stop, told } = guarded(REPLACES);
    moveTo(told, entryId, 95);
    told.answer(told.stop(), { kind: 'refused', class: 'not-done', venueCode: 'nothing replaced' });
    expect(told.order(stop.orderId).status).toBe('working');
    expect(told.venue.knownStop('run', SPOT.id)).toBe(90);
    told.passAnswering(1000);
    expect(told.stop().replaces).toMatchObject({ orderId: stop.orderId });
    expect(stops(told)).toHaveLength(3);
    replace(told);
    told.passAnswering(2000);
    expect(told.venue.knownStop('run', SPOT.id)).toBe(95);
    expect(told.requests('cancel')).toEqual([]);
  });

  it('R-PR-03: is followed by another at once when it was taken back and the other refused', () => {
    const { entryId, stop, told } = guarded(REPLACES);
    moveTo(told, entryId, 95);
    told.open = [];
    told.answer(told.stop(), { kind: 'refused', class: 'not-done', venueCode: 'half', hasTakenBack: true });
    expect(told.order(stop.orderId).status).toBe('canceled');
    told.passAnswering(300);
    expect(told.stop()).toMatchObject({ lots: 10, order: { trigger: 95 } });
    expect(told.stop().replaces).toBeUndefined();
  });

  it('R-PR-06: leaves at once when it was taken back and the market is beyond the other', () => {
    const { entryId, told } = guarded(REPLACES);
    moveTo(told, entryId, 95);
    told.open = [];
    told.answer(told.stop(), { ...WOULD_TRIGGER, hasTakenBack: true });
    expect(exits(told)).toMatchObject([{ lots: 10 }]);
  });

  it('R-PR-07: is not taken back by anything else while nobody knows, and is replaced again if it still stands', () => {
    const { entryId, stop, told } = guarded(REPLACES);
    moveTo(told, entryId, 95);
    const [first] = stops(told).slice(1);
    told.answer(told.stop(), LOST);
    told.passAnswering(3000);
    expect(told.requests('cancel')).toEqual([]);
    expect(told.stop().replaces).toMatchObject({ orderId: stop.orderId });
    expect(told.stop().orderId).not.toBe(first?.orderId);
    replace(told);
    told.passAnswering(15_000);
    expect(told.venue.knownStop('run', SPOT.id)).toBe(95);
    expect(told.order(first?.orderId ?? '').status).toBe('rejected');
    expect(told.requests('cancel')).toEqual([]);
  });

  it('R-PR-07: is known to have gone, and the other to stand, when only the answer got lost', () => {
    const { entryId, stop, told } = guarded(REPLACES);
    moveTo(told, entryId, 95);
    replace(told, LOST);
    told.passAnswering(12_000);
    expect(told.order(stop.orderId).status).toBe('canceled');
    expect(told.venue.knownStop('run', SPOT.id)).toBe(95);
    expect([told.requests('cancel'), stops(told).length]).toEqual([[], 2]);
  });

  it('R-OR-08: is asked for after a restart, and never two of them stand', () => {
    const { entryId, stop, told } = guarded(REPLACES);
    moveTo(told, entryId, 95);
    const moved = told.stop();
    told.open = [told.shown(moved)];
    const again = told.restart();
    again.begin();
    again.passAnswering(12_000);
    expect(again.order(stop.orderId).status).toBe('canceled');
    expect(again.venue.knownStop('run', SPOT.id)).toBe(95);
    expect([again.requests('cancel'), stops(again).length]).toEqual([[], 2]);
  });
});
