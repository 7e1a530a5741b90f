import { describe, expect, it } from 'vitest';
import { limitAt } from '../fixtures/scripted-market.ts';
import { wantsDeadMan } from './dead-man.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

const maker = new ToldVenue().begin();
maker.enter({ kind: limitAt(95, 'gtc', true) });
maker.accept(maker.placed());
const [entry] = maker.venue.openOrders();
if (!entry) throw new Error('an entry must rest');
const stop = { ...entry, role: 'stop', kind: { type: 'stop-market', trigger: 90 } } as typeof entry;
const taker = { ...entry, kind: limitAt(95) };

describe("the venue's dead-man's switch", () => {
  it.each([
    // Spares stops, and was tested: as soon as an entry rests.
    ['spares-stops', true, true, [entry, stop], false, true],
    ['spares-stops', true, false, [stop], false, false],
    // Not tested: counts as one that cancels everything.
    ['spares-stops', false, true, [entry, stop], true, false],
    ['spares-stops', false, false, [entry], true, true],
    // Cancels everything: never with a position, and flat only for makers whose stop is inside.
    ['cancels-everything', true, true, [entry, stop], true, false],
    ['cancels-everything', true, true, [entry], true, false],
    ['cancels-everything', true, false, [entry], true, true],
    ['cancels-everything', true, false, [entry], false, false],
    ['cancels-everything', true, false, [taker], true, false],
    ['cancels-everything', true, false, [entry, stop], true, false],
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
});
