import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import type { PlaceRequest } from '../../domain/venue/venue-request.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

const stops = (told: ToldVenue): PlaceRequest[] =>
  told.requests('place').filter(({ order }) => order.type === 'stop-market');
const exits = (told: ToldVenue): PlaceRequest[] =>
  told.requests('place').filter(({ order, reduceOnly }) => reduceOnly && order.type === 'market');

/** A long position of 10 lots whose stop got lost, and which its run wants to leave: that got lost, too. */
function leftIntoTheDark(): ToldVenue {
  const told = new ToldVenue({ receiveWindowMs: 30_000, plainWindowMs: 30_000 }).begin();
  told.enter();
  const entry = told.placed();
  told.accept(entry);
  told.open = [];
  told.fill(entry, 10);
  told.pass(3000);
  told.submit({
    runId: 'run',
    instrument: entry.instrument,
    role: 'exit',
    side: 'sell',
    lots: lots(10),
    kind: { type: 'market' },
    reduceOnly: true,
    reason: 'a test',
  });
  return told;
}

describe('a position that somebody wants to leave, with an exit nobody knows of', () => {
  it('R-PR-08: gets a stop that stands, for no second exit may leave', () => {
    const told = leftIntoTheDark();
    // Its second stop got lost as well: nobody knows of it 3 s later, and the deadline of the stop is over.
    told.passAnswering(3000);
    expect(stops(told)).toHaveLength(2);
    told.passAnswering(500);
    expect([exits(told).length, stops(told).length]).toEqual([1, 3]);
    told.accept(told.stop());
    told.answerQuestions();
    expect(told.all('stop-confirmed')).toHaveLength(1);
    told.passAnswering(20_000);
    expect([exits(told).length, stops(told).length]).toEqual([1, 3]);
  });

  it('R-PR-08: asks again every 5 s for a stop that the market is beyond', () => {
    const told = leftIntoTheDark();
    told.passAnswering(3500);
    for (let ms = 0; ms < 16_000; ms += 100) {
      const last = told.stop();
      if (told.order(last.orderId).status === 'sending')
        told.answer(last, {
          kind: 'refused',
          class: 'not-done',
          reason: 'stop-would-trigger',
          venueCode: '-2021',
        });
      told.passAnswering(100);
    }
    const at = stops(told).map(({ orderId }) => told.order(orderId).submittedAt);
    expect(at.slice(3).map((each, index) => each - (at[index + 2] ?? 0))).toEqual([5000, 5000, 5000]);
    expect(exits(told)).toHaveLength(1);
  });
});
