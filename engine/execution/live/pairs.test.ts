import { describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { OrderIntent, OrderKind } from '../../domain/order/order-intent.ts';
import type { OrderId } from '../../domain/order/order.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { PlaceRequest } from '../../domain/venue/venue-request.ts';
import { OrderBook } from '../../market/order-book.ts';
import { INSTRUMENT, limitAt } from '../fixtures/scripted-market.ts';
import { quote } from './fixtures/told-quote.ts';
import { ToldVenue } from './fixtures/told-venue.ts';
import { seePrice } from './watched-leg.ts';

const STOP_ABOVE: OrderKind = { type: 'stop-market', trigger: ticks(105) };

function print(told: ToldVenue, at: number): void {
  const seen = { instrument: INSTRUMENT.id, time: told.time, venueTime: told.time };
  const event: MarketEvent = {
    kind: 'trade',
    ...seen,
    ticks: ticks(at),
    lots: lots(1),
    aggressor: 'buy',
    tradeId: '1',
  };
  told.do((venue) => venue.onMarket(event, new OrderBook()));
}

/** A buy of 10 lots that rests at 95, or at the market once it trades at 105. */
function pair(more: Partial<OrderIntent> = {}): { told: ToldVenue; id: OrderId; first: PlaceRequest } {
  const told = new ToldVenue({}, { entrySpacingMs: 100 }).begin();
  const id = told.enter({ kind: limitAt(95), otherLeg: STOP_ABOVE, ...more });
  const first = told.placed();
  told.accept(first);
  told.pass(1000);
  return { told, id, first };
}

/** The first leg is taken back at the venue. */
function taken(told: ToldVenue, first: PlaceRequest, filled = 0): void {
  const [cancel] = told.requests('cancel').slice(-1);
  if (!cancel) throw new Error('no cancel was asked for');
  told.open = told.open.filter(({ orderId }) => orderId !== first.orderId);
  const order = told.shown(first, { state: 'canceled', filledLots: lots(filled) });
  told.answer(cancel, { kind: 'done', order });
}

const entries = (told: ToldVenue) => told.requests('place').filter(({ reduceOnly }) => !reduceOnly);

describe('a pair at a real venue', () => {
  it('has one leg at the venue: of two a limit, whichever was named first', () => {
    expect(pair().first).toMatchObject({ order: { type: 'limit', limit: 95 }, lots: 10 });
    const { first, told } = pair({ kind: STOP_ABOVE, otherLeg: limitAt(95) });
    expect(first.order).toMatchObject({ type: 'limit', limit: 95 });
    expect(entries(told)).toHaveLength(1);
  });

  it('takes the first back when the other is set off, and sends that once the venue has said how much was filled', () => {
    const { first, id, told } = pair();
    quote(told, 103, 104);
    expect(told.requests('cancel')).toEqual([]);
    quote(told, 104, 105);
    expect(told.requests('cancel')).toMatchObject([{ orderId: id }]);
    expect(entries(told)).toHaveLength(1);
    taken(told, first);
    expect(entries(told)).toHaveLength(2);
    expect(entries(told)[1]).toMatchObject({ lots: 10, order: { type: 'market' } });
    expect(told.venue.openOrders()).toMatchObject([{ oco: id, protectiveStop: 90 }]);
  });

  it('is set off by a trade as by the book', () => {
    const { told } = pair();
    print(told, 104);
    expect(told.requests('cancel')).toEqual([]);
    print(told, 105);
    expect(told.requests('cancel')).toHaveLength(1);
  });

  it('sends the other leg for what the first has left, with fills that were told late', () => {
    const { first, told } = pair();
    quote(told, 104, 105);
    // The venue took it back after 4 lots; its record of them comes later.
    taken(told, first, 4);
    expect(entries(told)).toHaveLength(1);
    told.fill(first, 4, 95);
    expect(entries(told)).toHaveLength(2);
    expect(entries(told)[1]).toMatchObject({ lots: 6 });
  });

  it('asks the venue where an answer says nothing of fills, before anything else leaves', () => {
    const { first, told } = pair();
    quote(told, 104, 105);
    const [cancel] = told.requests('cancel');
    if (!cancel) throw new Error('no cancel was asked for');
    told.open = told.open.filter(({ orderId }) => orderId !== first.orderId);
    told.answer(cancel, { kind: 'done' });
    expect(told.order(first.orderId).status).toBe('canceled');
    expect(entries(told)).toHaveLength(1);
    told.pass(10);
    const [question] = told.requests('ask-order').slice(-1);
    if (!question) throw new Error('nobody asked');
    const shown = told.shown(first, { state: 'canceled', filledLots: lots(10) });
    told.answer(question, { kind: 'order', order: shown });
    told.fill(first, 10, 95);
    told.passAnswering(5000);
    // It was filled before it was taken back: nothing is left for the other.
    expect(entries(told)).toHaveLength(1);
  });

  it('goes by the trades where the venue shows no closed orders', () => {
    const { first, told } = pair();
    quote(told, 104, 105);
    const [cancel] = told.requests('cancel');
    if (!cancel) throw new Error('no cancel was asked for');
    told.open = [];
    told.answer(cancel, { kind: 'done' });
    told.passAnswering(1500);
    expect(entries(told)).toHaveLength(1);
    told.passAnswering(2000);
    expect(entries(told)).toHaveLength(2);
    expect(told.order(first.orderId).status).toBe('canceled');
  });

  it('keeps its other leg to itself when the first fills', () => {
    const { first, told } = pair();
    told.open = told.open.filter(({ orderId }) => orderId !== first.orderId);
    told.fill(first, 10, 95);
    quote(told, 104, 105);
    told.passAnswering(5000);
    expect(entries(told)).toHaveLength(1);
  });

  it('ends with its first leg when a person takes that back, or the venue will not have it', () => {
    const { first, id, told } = pair();
    told.do((venue) => venue.cancel(id, 'canceled by hand', told.time));
    taken(told, first);
    quote(told, 104, 105);
    told.passAnswering(5000);
    expect(entries(told)).toHaveLength(1);
    const refused = new ToldVenue().begin();
    refused.enter({ kind: limitAt(95), otherLeg: STOP_ABOVE });
    refused.answer(refused.placed(), { kind: 'refused', class: 'not-done', venueCode: '-2010' });
    quote(refused, 104, 105);
    refused.passAnswering(5000);
    expect(entries(refused)).toHaveLength(1);
  });

  it('comes through a lost cancel and a restart with one order at a time', () => {
    const { first, told } = pair();
    quote(told, 104, 105);
    const [cancel] = told.requests('cancel');
    if (!cancel) throw new Error('no cancel was asked for');
    told.answer(cancel, { kind: 'no-answer', because: 'HTTP 502' });
    told.restart(200);
    told.do((venue) => venue.begin(told.time));
    told.report({ kind: 'stream-status', status: 'up', detail: '' });
    told.passAnswering(3000);
    // It still stands at the venue: it is asked back again, and nothing else leaves.
    expect(entries(told)).toHaveLength(1);
    expect(told.requests('cancel').length).toBeGreaterThan(1);
    taken(told, first);
    told.passAnswering(3000);
    expect(entries(told)).toHaveLength(2);
  });

  it('is watched again after a restart: the market is beyond its other leg by then', () => {
    const { first, told } = pair();
    told.restart(20_000).begin();
    expect(told.requests('cancel')).toEqual([]);
    quote(told, 107, 108);
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual([first.orderId]);
    taken(told, first, 4);
    told.passAnswering(3000);
    expect(entries(told).map(({ lots: size }) => size)).toEqual([10]);
    // What the first had filled is read first.
    told.trades = [told.tradeOf(first, 4)];
    told.passAnswering(6000);
    expect(entries(told).map(({ lots: size, order }) => [size, order.type])).toEqual([
      [10, 'limit'],
      [6, 'market'],
    ]);
  });

  it('keeps its other leg to itself when the first filled while nobody was there', () => {
    const { first, told } = pair();
    told.open = [];
    told.trades = [told.tradeOf(first, 10)];
    told.positions = [{ instrument: INSTRUMENT.id, signedLots: 10 }];
    told.restart(20_000).begin();
    quote(told, 107, 108);
    told.passAnswering(20_000, 500);
    expect(entries(told)).toHaveLength(1);
    expect(told.requests('cancel')).toEqual([]);
    expect(told.venue.snapshot().pairs).toBeUndefined();
  });

  it('I8: waits while nobody knows what became of another entry of its strategy', () => {
    const { first, told } = pair();
    quote(told, 104, 105);
    told.pass(200);
    told.enter({ kind: limitAt(96) });
    const between = told.placed();
    told.answer(between, { kind: 'no-answer', because: 'HTTP 502' });
    told.pass(200);
    taken(told, first);
    told.pass(2000);
    expect(entries(told)).toHaveLength(2);
    told.open = [...told.open, told.shown(between)];
    told.passAnswering(3000);
    expect(told.order(between.orderId).status).toBe('working');
    expect(entries(told)).toHaveLength(3);
  });

  it('stays here while nothing may enter, and is told so', () => {
    const told: ToldVenue = new ToldVenue(
      {},
      {
        entrySpacingMs: 100,
        entryObstacle: () => (told.requests('cancel').length > 0 ? 'not-armed' : undefined),
      },
    ).begin();
    told.enter({ kind: limitAt(95), otherLeg: STOP_ABOVE });
    const first = told.placed();
    told.accept(first);
    told.pass(1000);
    quote(told, 104, 105);
    taken(told, first);
    told.passAnswering(2000);
    expect(entries(told)).toHaveLength(1);
    expect(told.all('notice').at(-1)?.text).toContain('does not leave: not-armed');
  });
});

describe('a leg we watch the market for', () => {
  it.each([
    [{ type: 'stop-market', trigger: ticks(105) }, 'buy', [104, 105], 1],
    [{ type: 'stop-market', trigger: ticks(95) }, 'sell', [96, 95], 1],
    [{ type: 'take-profit-market', trigger: ticks(95) }, 'buy', [96, 95], 1],
    [{ type: 'take-profit-market', trigger: ticks(105) }, 'sell', [104, 106], 1],
    [limitAt(105), 'sell', [104, 105], 1],
    // It follows up to 110 and is set off 5 below that.
    [{ type: 'trailing-stop', distance: ticks(5) }, 'sell', [100, 110, 106, 105], 3],
    [{ type: 'trailing-stop', distance: ticks(5), activation: ticks(110) }, 'sell', [100, 94, 110, 105], 3],
    [{ type: 'trailing-stop', distance: ticks(5) }, 'buy', [100, 90, 94, 95], 3],
  ] as const)('%o to %s is set off at the last of %o', (kind, side, prices, at) => {
    const leg = { kind, side };
    const seen = [0, ...prices].map((price) => seePrice(leg, price));
    expect(seen.indexOf(true)).toBe(at + 1);
  });
});
