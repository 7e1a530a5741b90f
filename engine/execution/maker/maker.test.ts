import { describe, expect, it } from 'vitest';
import type { Fill } from '../../domain/order/fill.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { Order, OrderStatus } from '../../domain/order/order.ts';
import { CORRECTED_MAKER, DESCRIBED_MAKER, type MakerTerms } from '../../domain/risk/maker-terms.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { INSTRUMENT } from '../fixtures/scripted-market.ts';
import { MakerDesk, type TimedDoor } from './maker-desk.ts';
import { makerPrice, type Touch } from './maker-price.ts';
import { MakerRecord } from './maker-record.ts';

const wish: OrderIntent = {
  runId: 'run',
  instrument: INSTRUMENT.id,
  role: 'entry',
  side: 'buy',
  lots: lots(10),
  kind: { type: 'market' },
  reduceOnly: false,
  protectiveStop: ticks(9000),
  reason: 'a test',
};

describe('where a maker order rests', () => {
  it.each([
    // 0.02 % of a mid of 10,000 are 2 ticks.
    ['from-mid', 'buy', 9999, 10_001, 9998],
    ['from-mid', 'sell', 9999, 10_001, 10_002],
    // Never behind the queue: the best bid is better than that.
    ['inside-touch', 'buy', 9999, 10_001, 9999],
    ['inside-touch', 'sell', 9999, 10_001, 10_001],
    // In a wide book it goes inside, near the mid.
    ['inside-touch', 'buy', 9900, 10_100, 9998],
    ['inside-touch', 'sell', 9900, 10_100, 10_002],
    // One tick of spread leaves the touch alone.
    ['inside-touch', 'buy', 10_000, 10_001, 10_000],
    ['inside-touch', 'sell', 10_000, 10_001, 10_001],
  ] as const)('%s %s in a book of %s to %s is %s', (...row) => {
    const [place, side, bestBid, bestAsk, price] = row;
    expect(makerPrice(side, { bestBid, bestAsk }, { ...DESCRIBED_MAKER, place })).toBe(price);
  });

  it('is nowhere without both sides of a book', () => {
    expect(makerPrice('buy', { bestBid: 0, bestAsk: 10 }, CORRECTED_MAKER)).toBeUndefined();
    expect(makerPrice('buy', { bestBid: 10, bestAsk: 0 }, CORRECTED_MAKER)).toBeUndefined();
  });

  it('stays a price in the smallest of markets', () => {
    expect(makerPrice('buy', { bestBid: 1, bestAsk: 1 }, CORRECTED_MAKER)).toBe(1);
    expect(makerPrice('buy', { bestBid: 1, bestAsk: 2 }, DESCRIBED_MAKER)).toBe(1);
  });
});

/** A door with a venue that does what a test says. */
class Venue {
  readonly proposed: OrderIntent[] = [];
  readonly canceled: string[] = [];
  readonly orders = new Map<string, Order>();
  touch: Touch | undefined = { bestBid: 9999, bestAsk: 10_001 };
  refuses = false;
  time = 0;

  door(): TimedDoor {
    return {
      time: this.time,
      propose: (intent) => {
        if (this.refuses) return undefined;
        this.proposed.push(intent);
        const id = `o-${this.proposed.length}`;
        const order = {
          ...intent,
          id,
          status: 'working',
          filledLots: lots(0),
          submittedAt: unixMs(this.time),
        };
        this.orders.set(id, order as Order);
        return id;
      },
      cancel: (id) => {
        this.canceled.push(id);
      },
      order: (id) => this.orders.get(id),
      touchOf: () => this.touch,
    };
  }

  become(id: string, status: OrderStatus): void {
    const order = this.orders.get(id);
    if (order) this.orders.set(id, { ...order, status });
  }
}

const fillOf = (orderId: string, size: number, time: number): Fill =>
  ({ orderId, instrument: INSTRUMENT.id, side: 'buy', lots: lots(size), ticks: ticks(9999), time }) as Fill;

function tried(terms: Partial<MakerTerms> = {}) {
  const told: Outcome[] = [];
  const desk = new MakerDesk((outcome) => told.push(outcome));
  const venue = new Venue();
  const begun = desk.begin(wish, 'a', { ...CORRECTED_MAKER, ...terms }, venue.door());
  return { desk, venue, begun, told };
}

describe('a maker entry', () => {
  it('rests post-only with its stop', () => {
    const { begun, venue } = tried();
    expect(begun).toBe(true);
    expect(venue.proposed).toEqual([
      { ...wish, kind: { type: 'limit', limit: 9999, timeInForce: 'gtc', postOnly: true } },
    ]);
  });

  it('does not begin without a book or against risk', () => {
    const venue = new Venue();
    venue.touch = undefined;
    expect(new MakerDesk().begin(wish, 'a', CORRECTED_MAKER, venue.door())).toBe(false);
    venue.touch = { bestBid: 1, bestAsk: 2 };
    venue.refuses = true;
    expect(new MakerDesk().begin(wish, 'a', CORRECTED_MAKER, venue.door())).toBe(false);
  });

  it('is taken back after 30 s, once, and its rest is taken at market when the cancel is done', () => {
    const { desk, told, venue } = tried();
    desk.noteFill(fillOf('o-1', 4, 10_000), 10_000);
    venue.time = 29_999;
    desk.tend(venue.door());
    expect(venue.canceled).toEqual([]);
    venue.time = 30_000;
    desk.tend(venue.door());
    desk.tend(venue.door());
    expect(venue.canceled).toEqual(['o-1']);
    expect(venue.proposed).toHaveLength(1);
    venue.become('o-1', 'canceled');
    desk.tend(venue.door());
    desk.tend(venue.door());
    expect(venue.proposed.slice(1)).toEqual([{ ...wish, lots: 6, isContinued: true }]);
    expect(desk.record.figures()).toMatchObject([{ orders: 1, fillRatio: 0.4, fallbacks: 1, givenUp: 0 }]);
    const ended = {
      strategyId: 'a',
      orderId: 'o-1',
      instrument: INSTRUMENT.id,
      askedLots: 10,
      filledLots: 4,
    };
    expect(told).toEqual([{ kind: 'maker-order-ended', ...ended }]);
  });

  it('is given up where its terms say so', () => {
    const { desk, venue } = tried({ fallback: 'cancel' });
    venue.time = 30_000;
    desk.tend(venue.door());
    venue.become('o-1', 'canceled');
    desk.tend(venue.door());
    expect(venue.proposed).toHaveLength(1);
    expect(desk.record.figures()).toMatchObject([{ fallbacks: 0, givenUp: 1, fillRatio: 0 }]);
  });

  it('is placed anew as often as its terms say, at the book of then', () => {
    const { desk, venue } = tried({ fallback: 'requote', requotes: 2 });
    for (let i = 1; i <= 3; i += 1) {
      venue.touch = { bestBid: 9999 - i, bestAsk: 10_001 };
      venue.time += 30_000;
      desk.tend(venue.door());
      venue.become(`o-${i}`, 'canceled');
      desk.tend(venue.door());
    }
    expect(venue.proposed.map(({ kind }) => 'limit' in kind && kind.limit)).toEqual([9999, 9998, 9997]);
    expect(desk.record.figures()).toMatchObject([{ orders: 3, endedOrders: 3, filledOrders: 0, givenUp: 1 }]);
  });

  it('goes on when it was turned away for crossing, and not when a person took it back', () => {
    const crossed = tried();
    crossed.venue.become('o-1', 'rejected');
    crossed.desk.tend(crossed.venue.door());
    expect(crossed.venue.proposed).toHaveLength(2);
    const taken = tried();
    taken.venue.become('o-1', 'canceled');
    taken.desk.tend(taken.venue.door());
    expect(taken.venue.proposed).toHaveLength(1);
    expect(taken.desk.record.figures()).toMatchObject([{ givenUp: 1 }]);
  });

  it('is given up when risk refuses what would follow', () => {
    const { desk, venue } = tried();
    venue.time = 30_000;
    desk.tend(venue.door());
    venue.become('o-1', 'canceled');
    venue.refuses = true;
    desk.tend(venue.door());
    expect(desk.record.figures()).toMatchObject([{ fallbacks: 0, givenUp: 1 }]);
  });

  it('is done when all of it filled, and goes on after a restart', () => {
    const { desk, venue } = tried();
    const next = new MakerDesk();
    next.restore(structuredClone(desk.state()));
    expect(next.isTrying('run', INSTRUMENT.id)).toBe(true);
    next.noteFill(fillOf('o-1', 10, 5000), 10_000);
    venue.become('o-1', 'filled');
    next.tend(venue.door());
    expect(next.isTrying('run', INSTRUMENT.id)).toBe(false);
    expect(next.record.figures()).toMatchObject([
      { fillRatio: 1, endedOrders: 1, filledOrders: 1, meanWaitMs: 5000, givenUp: 0 },
    ]);
    expect(next.isEmpty).toBe(false);
  });

  it('is let go of with its run: nothing follows', () => {
    const { desk, venue } = tried();
    desk.release('run');
    venue.become('o-1', 'canceled');
    venue.time = 60_000;
    desk.tend(venue.door());
    expect(venue.proposed).toHaveLength(1);
    desk.noteFill(fillOf('unknown', 1, 0), 10_000);
  });
});

describe('what resting comes to', () => {
  it('is adverse when the market goes on against the side that filled, 1, 5 and 30 s later', () => {
    const record = new MakerRecord();
    record.rested('a', 10);
    record.filled('a', {
      orderId: 'o1',
      filledAt: 1000,
      instrument: 'x',
      side: 'buy',
      mid: 10_000,
      lots: 10,
      waitedMs: 700,
    });
    const mids: Readonly<Record<number, number>> = { 2000: 9999, 6000: 9990, 31_000: 10_010 };
    for (const [time, mid] of Object.entries(mids)) record.passTime(Number(time), () => mid);
    const [figures] = record.figures();
    expect(figures).toMatchObject({ fillRatio: 1, meanWaitMs: 700, adverseCounts: [1, 1, 1] });
    // One tick of 10,000 is one basis point.
    expect(figures?.adverseBps.map((bps) => Number((bps ?? NaN).toFixed(9)))).toEqual([1, 10, -10]);
  });

  it('is told with the standard error of its means, from two fills on', () => {
    const record = new MakerRecord();
    const fill = { orderId: 'o1', instrument: 'x', side: 'buy', mid: 10_000, lots: 1 } as const;
    record.filled('a', { ...fill, filledAt: 0, waitedMs: 1000 });
    record.passTime(40_000, () => 9999);
    expect(record.figures()[0]).toMatchObject({
      meanWaitMs: 1000,
      waitErrorMs: undefined,
      adverseErrorsBps: [undefined, undefined, undefined],
    });
    // The larger fill counts once, too: a mean of 2,000 with a deviation of √2,000,000 over √2.
    record.filled('a', { ...fill, filledAt: 40_000, waitedMs: 3000, lots: 9 });
    record.passTime(80_000, () => 9997);
    const [figures] = record.figures();
    expect(figures?.meanWaitMs).toBe(2000);
    expect(figures?.waitErrorMs).toBeCloseTo(1000, 9);
    // Moves of 1 and 3 bps: mean 2, deviation √2, error √2 / √2.
    expect(figures?.adverseBps[2]).toBeCloseTo(2, 9);
    expect(figures?.adverseErrorsBps.map((error) => Number(error?.toFixed(9)))).toEqual([1, 1, 1]);
  });

  it('goes on from a record of before single fills were kept, without errors', () => {
    const record = new MakerRecord();
    const old = {
      orders: 3,
      filledOrders: 1,
      askedLots: 30,
      filledLots: 10,
      waitedLotMs: 50_000,
      fallbacks: 1,
      givenUp: 0,
      moveBps: [-4, 0, 0],
      moves: [2, 0, 0],
    };
    record.restore({ tallies: { a: old }, watched: [] });
    record.ended('a');
    const fill = { orderId: 'o1', instrument: 'x', side: 'buy', mid: 100, lots: 10, filledAt: 0 } as const;
    record.filled('a', { ...fill, waitedMs: 1000 });
    expect(record.figures()[0]).toMatchObject({
      endedOrders: 2,
      meanWaitMs: 3000,
      waitErrorMs: undefined,
      adverseBps: [2, undefined, undefined],
    });
  });

  it('looks at all times that passed at once at the same mid, and at none without one', () => {
    const record = new MakerRecord();
    const fill = {
      orderId: 'o1',
      filledAt: 0,
      instrument: 'x',
      side: 'sell',
      mid: 100,
      lots: 1,
      waitedMs: 0,
    } as const;
    record.filled('a', fill);
    record.passTime(60_000, () => 101);
    expect(record.figures()[0]?.adverseBps.map((bps) => Math.round(bps ?? NaN))).toEqual([100, 100, 100]);
    record.filled('b', fill);
    record.passTime(60_000, () => 0);
    record.filled('c', { ...fill, mid: 0 });
    record.passTime(60_000, () => 1);
    expect(
      record
        .figures()
        .slice(1)
        .map(({ adverseCounts }) => adverseCounts),
    ).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(record.figures()[1]?.adverseBps).toEqual([undefined, undefined, undefined]);
    expect(record.figures()[1]?.fillRatio).toBeUndefined();
  });

  it('is told fill by fill when the last look is over, and order by order when it rests no more', () => {
    const told: Outcome[] = [];
    const record = new MakerRecord((measured) => told.push(measured));
    const fill = {
      orderId: 'o1',
      filledAt: 0,
      instrument: 'x',
      side: 'buy',
      mid: 100,
      lots: 3,
      waitedMs: 40,
    } as const;
    record.filled('a', fill);
    record.passTime(1000, () => 99);
    record.passTime(5000, () => 0);
    // What a restart finds goes on being watched.
    const next = new MakerRecord((measured) => told.push(measured));
    next.restore(structuredClone(record.state()));
    expect(told).toEqual([]);
    next.passTime(30_000, () => 102);
    const common = { kind: 'maker-fill-measured', strategyId: 'a', orderId: 'o1', instrument: 'x', lots: 3 };
    expect(told).toEqual([{ ...common, waitedMs: 40, adverseBps: [100, null, -200] }]);
    next.filled('a', { ...fill, mid: 0 });
    expect(told.at(-1)).toEqual({ ...common, waitedMs: 40, adverseBps: [null, null, null] });
  });
});
