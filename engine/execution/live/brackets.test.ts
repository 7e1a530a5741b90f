import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isClosed, type OrderId } from '../../domain/order/order.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { PlaceRequest } from '../../domain/venue/venue-request.ts';
import { INSTRUMENT } from '../fixtures/scripted-market.ts';
import { MARKET_EXIT } from './fixtures/market-exit.ts';
import { ToldVenue } from './fixtures/told-venue.ts';

const TARGETS = [
  { at: ticks(110), lots: lots(6) },
  { at: ticks(120), lots: lots(4) },
];

const targetsOf = (told: ToldVenue): PlaceRequest[] =>
  told.requests('place').filter(({ order, reduceOnly }) => reduceOnly && order.type === 'limit');

/** Targets that stand as far as we know, as price and lots left. */
const standing = (told: ToldVenue): readonly (readonly [number, number])[] =>
  told.venue
    .openOrders()
    .filter(({ targetOf }) => targetOf !== undefined)
    .map(({ filledLots, kind, lots: size }) => [kind.type === 'limit' ? kind.limit : 0, size - filledLots]);

/** Takes every cancel that was asked for and not answered yet. */
function takeBack(told: ToldVenue, taken: Set<number> = new Set()): void {
  for (const request of told.requests('cancel')) {
    if (taken.has(request.requestId)) continue;
    taken.add(request.requestId);
    told.open = told.open.filter(({ orderId }) => orderId !== request.orderId);
    told.answer(request, { kind: 'done' });
  }
}

/** An entry of 10 lots with two targets, filled by `size` lots, its stop standing and its targets taken. */
function bracket(size = 10): { told: ToldVenue; entry: PlaceRequest; entryId: OrderId } {
  const told = new ToldVenue().begin();
  const entryId = told.enter({ targets: TARGETS });
  const entry = told.placed();
  told.accept(entry);
  told.fill(entry, size);
  told.accept(told.stop());
  told.answerQuestions();
  for (const request of targetsOf(told)) told.accept(request);
  return { told, entry, entryId };
}

function fillStop(told: ToldVenue, size: number): void {
  const stop = told.stop();
  if (size === stop.lots) told.open = told.open.filter(({ orderId }) => orderId !== stop.orderId);
  told.fill(stop, size, 90);
}

describe('a bracket at a real venue', () => {
  it('sends the entry alone, and stop and targets with its fills, as orders that only reduce', () => {
    const told = new ToldVenue().begin();
    const entryId = told.enter({ targets: TARGETS });
    expect(told.requests('place')).toHaveLength(1);
    told.accept(told.placed());
    told.fill(told.placed(), 4);
    expect(told.stop()).toMatchObject({ lots: 4, reduceOnly: true });
    expect(targetsOf(told)).toMatchObject([
      { lots: 4, side: 'sell', reduceOnly: true, order: { limit: 110 } },
    ]);
    expect(told.venue.openOrders().find(({ targetOf }) => targetOf === entryId)).toMatchObject({
      role: 'exit',
    });
    told.fill(told.requests('place')[0] as PlaceRequest, 6);
    expect(targetsOf(told).map(({ lots: size, order }) => [size, order])).toEqual([
      [4, expect.objectContaining({ limit: 110 })],
      [2, expect.objectContaining({ limit: 110 })],
      [4, expect.objectContaining({ limit: 120 })],
    ]);
  });

  it('names the entry in the fills of its stop and targets, and what the stop was set off by', () => {
    const { told, entryId } = bracket();
    const [near] = targetsOf(told) as [PlaceRequest, PlaceRequest];
    told.fill(near, 6, 110);
    fillStop(told, 4);
    expect(told.all('order-filled').map(({ fill: { cause } }) => cause)).toMatchObject([
      { model: 'venue-record' },
      { link: { kind: 'bracket-target', entryId }, limit: 110 },
      { link: { kind: 'protective-stop', entryId }, triggeredBy: 'last' },
    ]);
  });

  it('gives up targets with the lots its stop closes, the furthest first, and all of them with the last', () => {
    const { told } = bracket();
    expect(standing(told)).toEqual([
      [110, 6],
      [120, 4],
    ]);
    const taken = new Set<number>();
    fillStop(told, 7);
    takeBack(told, taken);
    // 3 lots are left: the far target went, the near one stands for what is held.
    told.passAnswering(1000);
    takeBack(told, taken);
    for (const request of targetsOf(told).slice(2)) told.accept(request);
    expect(standing(told)).toEqual([[110, 3]]);
    // The stop that was set off has filled 7 of its 10 lots; now the rest.
    told.open = told.open.filter(({ orderId }) => orderId !== told.stop().orderId);
    fillStop(told, 3);
    takeBack(told, taken);
    expect(standing(told)).toEqual([]);
    told.passAnswering(5000);
    takeBack(told, taken);
    expect(told.venue.openOrders().filter(({ role }) => role !== 'stop')).toEqual([]);
  });

  it('has its stop shrink with a target that fills, and go with the last', () => {
    const { told } = bracket();
    const [near, far] = targetsOf(told) as [PlaceRequest, PlaceRequest];
    told.open = told.open.filter(({ orderId }) => orderId !== near.orderId);
    told.fill(near, 6, 110);
    expect(told.stop()).toMatchObject({ lots: 4 });
    told.accept(told.stop());
    told.answerQuestions();
    takeBack(told);
    told.open = told.open.filter(({ orderId }) => orderId !== far.orderId);
    told.fill(far, 4, 120);
    told.passAnswering(1000);
    takeBack(told);
    expect(told.venue.openOrders().filter(({ status }) => status !== 'canceling')).toEqual([]);
    expect(targetsOf(told)).toHaveLength(2);
  });

  it('lets an exit at the market go at once, and takes its targets back', () => {
    const { told } = bracket();
    told.submit(MARKET_EXIT);
    expect(told.placed()).toMatchObject({ lots: 10, order: { type: 'market' } });
    const ids = targetsOf(told).map(({ orderId }) => orderId);
    expect(told.requests('cancel').map(({ orderId }) => orderId)).toEqual(expect.arrayContaining(ids));
  });

  it('never sends a second target while nobody knows of the first, over a restart too', () => {
    const told = new ToldVenue().begin();
    told.enter({ targets: TARGETS });
    told.accept(told.placed());
    told.fill(told.placed(), 10);
    told.accept(told.stop());
    const [near] = targetsOf(told) as [PlaceRequest];
    told.answer(near, { kind: 'no-answer', because: 'HTTP 502' });
    expect(told.order(near.orderId).status).toBe('unknown');
    told.restart(500);
    told.do((venue) => venue.begin(told.time));
    told.report({ kind: 'stream-status', status: 'up', detail: '' });
    told.open = [...told.open, told.shown(near)];
    told.passAnswering(4000);
    expect(told.order(near.orderId).status).toBe('working');
    expect(targetsOf(told).filter(({ order }) => order.type === 'limit' && order.limit === 110)).toHaveLength(
      1,
    );
  });

  it('tries a target three times and then leaves the position to its stop', () => {
    const told = new ToldVenue().begin();
    told.enter({ targets: [TARGETS[0] as (typeof TARGETS)[0]] });
    told.accept(told.placed());
    told.fill(told.placed(), 10);
    told.accept(told.stop());
    for (let at = 0; at < 6; at += 1) {
      const request = targetsOf(told).at(-1) as PlaceRequest;
      if (!isClosed(told.order(request.orderId).status))
        told.answer(request, { kind: 'refused', class: 'not-done', venueCode: '-1111' });
      told.passAnswering(1500);
    }
    expect(targetsOf(told)).toHaveLength(3);
    expect(told.all('notice').at(-1)?.text).toContain('was turned away 3 times; its stop stays');
  });

  it('leaves a target that a person took back where it is: gone', () => {
    const { told } = bracket();
    const [near] = targetsOf(told) as [PlaceRequest];
    told.do((venue) => venue.cancel(near.orderId, 'canceled by hand', told.time));
    takeBack(told);
    told.passAnswering(10_000);
    expect(targetsOf(told)).toHaveLength(2);
    expect(standing(told)).toEqual([[120, 4]]);
  });

  it('is not known on spot, where the stop sets aside what a target would sell', () => {
    const spot = { ...INSTRUMENT, kind: 'spot' } as const;
    const told = new ToldVenue({}, { instruments: [spot] }).begin();
    told.enter({ targets: TARGETS });
    expect(told.all('order-denied')[0]?.code).toBe('unsupported-order-type');
    expect(told.requests('place')).toEqual([]);
  });

  it('R-OR-10: never stands for more than is held, whatever fills and in whatever order', () => {
    const step = fc.constantFrom('entry', 'near', 'far', 'stop', 'cancels', 'restart', 'time');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const told = new ToldVenue().begin();
        told.enter({ targets: TARGETS });
        const entry = told.placed();
        told.accept(entry);
        const accepted = new Set<string>([entry.orderId]);
        const taken = new Set<number>();
        const left = new Map<string, number>([[entry.orderId, 10]]);
        const held = (): number => told.positions[0]?.signedLots ?? 0;
        const fillOne = (request: PlaceRequest | undefined, at: number): void => {
          const size = request ? Math.min(left.get(request.orderId) ?? 0, 3) : 0;
          if (!request || size === 0) return;
          const most = request.reduceOnly ? Math.min(size, held()) : size;
          if (most <= 0) return;
          left.set(request.orderId, (left.get(request.orderId) ?? 0) - most);
          if (left.get(request.orderId) === 0)
            told.open = told.open.filter(({ orderId }) => orderId !== request.orderId);
          told.fill(request, most, at);
        };
        const takeAllBack = (): void => {
          for (const { orderId, requestId } of told.requests('cancel'))
            if (!taken.has(requestId)) left.set(orderId, 0);
          takeBack(told, taken);
        };
        const acceptAll = (): void => {
          for (const request of told.requests('place')) {
            if (accepted.has(request.orderId)) continue;
            accepted.add(request.orderId);
            left.set(request.orderId, request.lots);
            told.accept(request);
          }
        };
        const liveTarget = (limit: number) =>
          targetsOf(told).find(
            ({ order, orderId }) =>
              order.type === 'limit' &&
              order.limit === limit &&
              told.open.some((each) => each.orderId === orderId),
          );
        for (const each of steps) {
          if (each === 'entry') fillOne(entry, 100);
          if (each === 'near') fillOne(liveTarget(110), 110);
          if (each === 'far') fillOne(liveTarget(120), 120);
          if (each === 'stop')
            fillOne(
              told.requests('place').findLast(({ order }) => order.type === 'stop-market'),
              90,
            );
          if (each === 'cancels') takeAllBack();
          if (each === 'restart') {
            told.restart(10);
            told.do((venue) => venue.begin(told.time));
            told.report({ kind: 'stream-status', status: 'up', detail: '' });
          }
          if (each === 'time') told.pass(50);
          acceptAll();
          told.answerQuestions();
          // What we have not asked back stands for no more than is held.
          const asked = new Set(told.requests('cancel').map(({ orderId }) => orderId));
          const open = told.venue
            .openOrders()
            .filter(({ id, targetOf }) => targetOf !== undefined && !asked.has(id))
            .reduce((sum, { filledLots, lots: size }) => sum + size - filledLots, 0);
          expect(open).toBeLessThanOrEqual(held());
        }
      }),
      { numRuns: 300 },
    );
  });
});
