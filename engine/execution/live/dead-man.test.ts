import { describe, expect, it } from 'vitest';
import { limitAt } from '../fixtures/scripted-market.ts';
import { wantsDeadMan } from './dead-man.ts';
import { ToldVenue } from './fixtures/told-venue.ts';
import type { LiveVenueOptions } from './live-options.ts';

const maker = new ToldVenue().begin();
maker.enter({ kind: limitAt(95, 'gtc', true) });
maker.accept(maker.placed());
const [entry] = maker.venue.openOrders();
if (!entry) throw new Error('an entry must rest');
const stop = { ...entry, role: 'stop', kind: { type: 'stop-market', trigger: 90 } } as typeof entry;
const taker = { ...entry, kind: limitAt(95) };

describe("the venue's dead-man's switch", () => {
  it.each([
    // Was tested and spares stops, whatever is written of it: as soon as an entry rests.
    ['spares-stops', true, true, [entry, stop], false, true],
    ['cancels-everything', true, true, [entry, stop], true, true],
    ['cancels-everything', true, false, [taker], false, true],
    ['spares-stops', true, false, [stop], false, false],
    // Not tested: counts as one that cancels everything.
    ['spares-stops', false, true, [entry, stop], true, false],
    ['spares-stops', false, false, [entry], true, true],
    // Cancels everything: never with a position, and flat only for makers whose stop is inside.
    ['cancels-everything', false, true, [entry, stop], true, false],
    ['cancels-everything', false, true, [entry], true, false],
    ['cancels-everything', false, false, [entry], true, true],
    ['cancels-everything', false, false, [entry], false, false],
    ['cancels-everything', false, false, [taker], true, false],
    ['cancels-everything', false, false, [entry, stop], true, false],
    [undefined, true, false, [entry], true, false],
  ] as const)(
    'R-LV-06: that %s, tested %s, holding %s, %#',
    (...[deadMan, isTested, holdsPosition, openOrders, attachesStops, wants]) => {
      expect(wantsDeadMan({ deadMan, isTested, holdsPosition, openOrders, attachesStops })).toBe(wants);
    },
  );

  it('R-LV-06: is renewed every 15 s with 60 s, and switched off before a position can lose its stop', () => {
    const told = new ToldVenue({ deadMan: 'cancels-everything', attachesStops: true }).begin();
    told.enter({ kind: limitAt(95, 'gtc', true) });
    const request = told.placed();
    told.accept(request);
    told.passAnswering(31_000, 500);
    expect(told.requests('cancel-all-after').map(({ seconds }) => seconds)).toEqual([60, 60, 60]);
    told.fill(request, 4);
    expect(told.requests('cancel-all-after').at(-1)?.seconds).toBe(0);
  });

  it('R-LV-06: once it was tested, runs with 60 s renewed every 15 s while a position is held and an entry rests', () => {
    const told = held({ isDeadManTested: true });
    told.passAnswering(31_000, 500);
    expect(told.requests('cancel-all-after').map(({ seconds }) => seconds)).toEqual([60, 60, 60]);
    const bare = held({});
    bare.passAnswering(31_000, 500);
    expect(bare.requests('cancel-all-after')).toEqual([]);
  });

  it('R-LV-06: is switched off until the venue agrees, and never left on by a restart', () => {
    const told = new ToldVenue({ deadMan: 'cancels-everything', attachesStops: true }).begin();
    told.enter({ kind: limitAt(95, 'gtc', true) });
    const request = told.placed();
    told.accept(request);
    told.restart().begin();
    told.fill(request, 4);
    const offs = () => told.requests('cancel-all-after').filter(({ seconds }) => seconds === 0);
    expect(offs()).toHaveLength(1);
    told.answer(offs()[0] as never, { kind: 'no-answer', because: 'a test' });
    told.pass(1000);
    expect(offs()).toHaveLength(2);
    told.answer(offs()[1] as never, { kind: 'done' });
    told.passAnswering(10_000, 500);
    expect(offs()).toHaveLength(2);
    expect(told.venue.venueSwitch.isOff).toBe(true);
  });
});

/** A position with its stop, and an entry that rests beside it. */
function held(options: Partial<LiveVenueOptions>): ToldVenue {
  const told = new ToldVenue({ deadMan: 'cancels-everything' }, options).begin();
  told.enter();
  const entry = told.placed();
  told.answer(entry, { kind: 'done', venueOrderId: `v-${entry.orderId}` });
  told.fill(entry, 10);
  told.accept(told.stop());
  told.passAnswering(2000);
  told.enter({ kind: limitAt(95, 'gtc', true) });
  told.accept(told.placed(({ order }) => order.type === 'limit'));
  return told;
}
