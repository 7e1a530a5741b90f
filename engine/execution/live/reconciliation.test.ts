import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { orderIdOf } from '../orders/order-number.ts';
import { INSTRUMENT, limitAt } from '../fixtures/scripted-market.ts';
import { ToldVenue } from './fixtures/told-venue.ts';
import { measured } from '../../test/reliability/measured.ts';

const frozenAfter = (told: ToldVenue, ms: number): number => {
  const began = told.time;
  for (let passed = 0; passed < ms && told.venue.conditions().frozen.length === 0; passed += 100)
    told.passAnswering(100);
  expect(told.venue.conditions().frozen).toEqual([INSTRUMENT.id]);
  return told.time - began;
};

describe('what does not add up', () => {
  it('R-OR-09: more filled than asked for freezes the symbol at once, and is counted', () => {
    const told = new ToldVenue().begin();
    const id = told.enter();
    told.accept(told.placed());
    told.fill(
      told.placed(({ reduceOnly }) => !reduceOnly),
      12,
    );
    expect(told.order(id)).toMatchObject({ status: 'filled', filledLots: 12 });
    expect(told.all('order-filled')[0]).toMatchObject({ isOverfill: true });
    expect(told.venue.conditions().frozen).toEqual([INSTRUMENT.id]);
    expect(told.stop()).toMatchObject({ lots: 12 });
  });

  it('R-OR-09: a trade of an order of ours that is in no record freezes it', () => {
    const told = new ToldVenue().begin();
    const trade = { ...told.tradeOf({ ...samplePlace(), orderId: orderIdOf('another-session', 9) }, 5) };
    told.trades = [trade];
    told.positions = [{ instrument: INSTRUMENT.id, signedLots: 5 }];
    told.report({ kind: 'stream-trade', trade });
    expect(frozenAfter(told, 5000)).toBeLessThanOrEqual(5000);
  });

  it('R-OR-09: a position that differs at two checks 5 s apart freezes its symbol within 15 s of the first', () => {
    const told = new ToldVenue().begin();
    told.passAnswering(10_000);
    told.positions = [{ instrument: INSTRUMENT.id, signedLots: 3 }];
    const asked = told.requests('ask-positions').length;
    while (told.requests('ask-positions').length === asked) told.passAnswering(100);
    expect(told.venue.conditions().frozen).toEqual([]);
    const afterMs = frozenAfter(told, 20_000);
    measured('R-OR-09', `frozen ${afterMs} ms after the first check that saw the difference`);
    expect(afterMs).toBeLessThanOrEqual(15_000);
    expect(told.all('external-seen').at(-1)).toMatchObject({ signedLots: 3 });
  });

  it('R-OR-09: a difference that is gone at the second check freezes nothing', () => {
    const told = new ToldVenue().begin();
    told.passAnswering(10_000);
    told.positions = [{ instrument: INSTRUMENT.id, signedLots: 3 }];
    const asked = told.requests('ask-positions').length;
    while (told.requests('ask-positions').length === asked) told.passAnswering(100);
    told.positions = [];
    told.passAnswering(40_000, 500);
    expect(told.venue.conditions().frozen).toEqual([]);
  });

  it('R-OR-09: no answer is no difference', () => {
    const told = new ToldVenue().begin();
    const id = told.enter();
    told.accept(told.placed());
    told.fill(
      told.placed(({ reduceOnly }) => !reduceOnly),
      10,
    );
    told.accept(told.stop());
    told.answerQuestions();
    for (let at = 0; at < 60; at += 1) {
      told.pass(1000);
      for (const request of told.requests('ask-positions'))
        told.answer(request, { kind: 'no-answer', because: 'HTTP 503' });
    }
    expect(told.venue.conditions().frozen).toEqual([]);
    expect(told.order(id).status).toBe('filled');
  });

  it('a frozen symbol takes no entry, keeps its stops, and is released by a person', () => {
    const told = new ToldVenue().begin();
    told.positions = [{ instrument: INSTRUMENT.id, signedLots: 3 }];
    frozenAfter(told, 60_000);
    const id = told.enter();
    expect(told.order(id).status).toBe('denied');
    expect(told.requests('place')).toEqual([]);
    told.do((venue) => venue.release(INSTRUMENT.id, 'it is mine', told.time));
    expect(told.venue.conditions().frozen).toEqual([]);
    told.passAnswering(40_000, 500);
    expect(told.venue.conditions().frozen).toEqual([]);
  });
});

describe('what others do', () => {
  it('R-OR-15: their orders are shown and never touched', () => {
    const told = new ToldVenue().begin();
    const { orderId: _, ...others } = told.shown(samplePlace());
    told.open = [{ ...others, venueOrderId: 'by-hand' }];
    told.passAnswering(30_000, 500);
    expect(told.all('external-seen')).toMatchObject([{ openOrders: 1 }]);
    expect(told.requests('cancel')).toEqual([]);
    expect(told.venue.conditions().frozen).toEqual([]);
    expect(told.venue.openOrders()).toEqual([]);
  });

  it('R-OR-15: their positions are counted and never closed, and stand in the way of entries the other way', () => {
    const told = new ToldVenue().begin();
    told.positions = [{ instrument: INSTRUMENT.id, signedLots: 7 }];
    frozenAfter(told, 60_000);
    told.do((venue) => venue.release(INSTRUMENT.id, 'it is mine', told.time));
    told.pass(1000);
    const against = told.enter({ side: 'sell' });
    expect(told.all('order-denied').at(-1)).toMatchObject({ orderId: against, code: 'opposite-position' });
    told.passAnswering(60_000, 500);
    expect(told.requests('place')).toEqual([]);
  });

  it('R-OR-15: what they take off our position is booked to the run that held it, and its symbol waits for a person', () => {
    const told = new ToldVenue().begin();
    told.enter();
    told.accept(told.placed());
    told.fill(told.placed(), 10);
    told.accept(told.stop());
    told.answerQuestions();
    const { orderId: _, ...byHand } = told.tradeOf({ ...samplePlace(), side: 'sell' }, 10);
    told.trades = [{ ...byHand, venueOrderId: 'by-hand' }];
    told.positions = [];
    told.report({ kind: 'stream-trade', trade: { ...byHand, venueOrderId: 'by-hand' } });
    frozenAfter(told, 5000);
    expect(told.all('order-filled').at(-1)?.fill).toMatchObject({
      runId: 'run',
      side: 'sell',
      lots: 10,
      role: 'exit',
    });
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([told.stop().orderId]);
  });
});

describe('an order larger than what there is to reduce', () => {
  it('R-OR-10: is made as small as the position, and is denied when there is none', () => {
    const told = new ToldVenue().begin();
    told.enter();
    told.accept(told.placed());
    told.fill(told.placed(), 4);
    const exit = {
      runId: 'run',
      instrument: INSTRUMENT.id,
      role: 'exit',
      side: 'sell',
      reason: 'a test',
    } as const;
    told.submit({ ...exit, lots: lots(10), kind: limitAt(120), reduceOnly: true });
    expect(told.placed(({ order }) => order.type === 'limit')).toMatchObject({ lots: 4, reduceOnly: true });
    const other = told.submit({
      ...exit,
      runId: 'other',
      lots: lots(10),
      kind: limitAt(120),
      reduceOnly: true,
    });
    expect(told.all('order-denied').at(-1)).toMatchObject({
      orderId: other,
      code: 'reduce-only-without-position',
    });
  });
});

/** A buy at market that nobody sent. */
function samplePlace() {
  return {
    kind: 'place',
    requestId: 0,
    orderId: 'nobody',
    instrument: INSTRUMENT.id,
    side: 'buy',
    lots: lots(10),
    order: { type: 'market' },
    reduceOnly: false,
  } as const;
}
