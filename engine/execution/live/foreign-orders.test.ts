import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { VenueOrderReport } from '../../domain/venue/venue-report.ts';
import { INSTRUMENT } from '../fixtures/scripted-market.ts';
import { bought, exit, exits, SPOT, stops, takeBack } from './fixtures/told-spot.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

/** A stop that nobody here has ever placed. */
const leftOver = (told: ToldVenue, more: Partial<VenueOrderReport> = {}): VenueOrderReport => ({
  venueOrderId: 'left-over',
  instrument: INSTRUMENT.id,
  side: 'sell',
  lots: lots(10),
  filledLots: lots(0),
  state: 'open',
  reduceOnly: true,
  trigger: ticks(80),
  venueTime: told.time,
  ...more,
});

const release = (told: ToldVenue): void =>
  told.do((venue) => venue.release(INSTRUMENT.id, 'it is meant to stand', told.time));

describe('a stop at the venue that nobody here knows of', () => {
  it('R-OR-15: is shown, and its symbol takes no entry until a person has decided', () => {
    const told = new ToldVenue().begin();
    told.open = [leftOver(told)];
    told.passAnswering(6000);
    expect(told.all('external-seen')).toMatchObject([{ openOrders: 1 }]);
    expect(told.all('symbol-frozen')).toMatchObject([
      {
        instrument: INSTRUMENT.id,
        because: 'somebody else has a sell of 10 lots that waits for 80 ticks at the venue, left-over',
      },
    ]);
    expect(told.order(told.enter()).status).toBe('denied');
    expect([told.requests('cancel'), told.requests('amend')]).toEqual([[], []]);
  });

  it('R-OR-15: stands on once a person has accepted it, after restarts, too, and another asks anew', () => {
    const told = new ToldVenue().begin();
    told.open = [leftOver(told)];
    told.passAnswering(6000);
    release(told);
    told.passAnswering(20_000);
    told.restart();
    told.begin();
    told.passAnswering(20_000);
    expect(told.venue.conditions()).toMatchObject({ phase: 'ready', frozen: [] });
    told.enter();
    expect(told.placed()).toMatchObject({ side: 'buy' });
    told.open = [...told.open, leftOver(told, { venueOrderId: 'another' })];
    told.passAnswering(6000);
    expect(told.venue.conditions().frozen).toEqual([INSTRUMENT.id]);
  });

  it('R-PR-08: leaves ours as large as the position where both only reduce', () => {
    const told = new ToldVenue().begin();
    told.open = [leftOver(told)];
    told.passAnswering(6000);
    release(told);
    told.enter();
    told.accept(told.placed());
    told.fill(told.placed(), 10);
    expect(told.stop()).toMatchObject({ lots: 10, reduceOnly: true });
  });
});

describe('a stop of others on spot', () => {
  /** Ten lots of ours; others have an order to sell, and it is known whose coins. */
  function beside(size: number, external = 0) {
    const { told } = bought();
    told.accept(told.stop());
    told.answerQuestions();
    if (external > 0) {
      told.positions = [{ instrument: SPOT.id, signedLots: 10 + external }];
      told.passAnswering(40_000);
      release(told);
    }
    told.open = [...told.open, leftOver(told, { lots: lots(size), reduceOnly: false })];
    told.passAnswering(21_000);
    return told;
  }

  it('R-OR-10: makes ours so small that both together sell no more than is held, and it grows again', () => {
    const told = beside(4);
    takeBack(told);
    expect(told.stop()).toMatchObject({ lots: 6, order: { trigger: 90 } });
    told.accept(told.stop());
    told.passAnswering(6000);
    expect(stops(told)).toHaveLength(2);
    told.open = told.open.filter(({ venueOrderId }) => venueOrderId !== 'left-over');
    told.passAnswering(6000);
    takeBack(told);
    expect(told.stop()).toMatchObject({ lots: 10, order: { trigger: 90 } });
  });

  it('R-OR-10: changes nothing of ours where others hold as much as it would sell', () => {
    const told = beside(50, 50);
    expect(told.venue.conditions().frozen).toEqual([SPOT.id]);
    expect(stops(told)).toHaveLength(1);
    expect(told.requests('cancel')).toEqual([]);
  });

  it('R-OR-10: counts what the venue has shown to be held while nobody has said whose it is', () => {
    const { told } = bought();
    told.accept(told.stop());
    told.positions = [{ instrument: SPOT.id, signedLots: 60 }];
    told.open = [...told.open, leftOver(told, { lots: lots(50), reduceOnly: false })];
    told.passAnswering(20_000);
    told.restart();
    told.begin();
    told.passAnswering(20_000);
    expect(stops(told)).toHaveLength(1);
    expect(told.requests('cancel')).toEqual([]);
  });

  it('R-OR-10: leaves an exit what it does not stand for', () => {
    const told = beside(4);
    takeBack(told);
    told.accept(told.stop());
    told.submit(exit());
    takeBack(told);
    expect(exits(told)).toMatchObject([{ lots: 6 }]);
  });

  it('R-OR-15: sells theirs first: ours stay ours, and so does their stop', () => {
    const told = beside(30, 50);
    const { orderId: _, ...sold } = told.tradeOf({ ...told.stop(), orderId: 'nobody' }, 30, 79);
    const trade = { ...sold, venueOrderId: 'left-over' };
    told.trades = [...told.trades, trade];
    told.positions = [{ instrument: SPOT.id, signedLots: 30 }];
    told.open = told.open.filter(({ venueOrderId }) => venueOrderId !== 'left-over');
    told.report({ kind: 'stream-trade', trade });
    told.passAnswering(40_000);
    expect(told.all('order-filled')).toHaveLength(1);
    expect(told.all('external-seen').at(-1)).toMatchObject({ signedLots: 20 });
    expect([stops(told).length, told.requests('cancel')]).toEqual([1, []]);
  });
});
