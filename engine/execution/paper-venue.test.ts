import { describe, expect, it } from 'vitest';
import { moneyToDecimal } from '../domain/units/money.ts';
import { limitAt, ScriptedMarket, stopAt } from './fixtures/scripted-market.ts';

/** Bids 99 x 5, 98 x 10; asks 101 x 5, 102 x 10, 104 x 20. */
function market(options: ConstructorParameters<typeof ScriptedMarket>[0] = {}): ScriptedMarket {
  const told = new ScriptedMarket(options);
  told.snapshot(1_000, [99, 5, 98, 10], [101, 5, 102, 10, 104, 20]);
  return told;
}

describe('delays', () => {
  // Feed 20, order 30, response 70: sent at 1000 it reaches the venue at 1030. What the venue holds then is
  // what we hold at 1050, and the answer that leaves at 1030 is here at 1100.
  const latency = { feedMs: 20, orderMs: 30, responseMs: 70 };

  it('lets an order meet the book we hold when the feed has caught up with its arrival', () => {
    const told = market({ latency });
    told.send('buy', 1);
    told.delta(1_049, [], [100, 1]);
    told.delta(1_051, [], [100, 0, 101, 0]);
    told.wait(2_000);
    expect(told.fills.map(({ ticks, venueTime, time }) => ({ ticks, venueTime, time }))).toEqual([
      { ticks: 100, venueTime: 1_030, time: 1_100 },
    ]);
    expect(told.fills[0]?.cause).toMatchObject({ submittedAt: 1_000, arrivedAt: 1_030, latency });
  });

  it('tells nothing before the answer is here', () => {
    const told = market({ latency });
    told.send('buy', 1);
    expect(told.venue.nextDue()).toBe(1_050);
    expect(told.wait(1_099)).toEqual([]);
    expect(told.venue.nextDue()).toBe(1_100);
    expect(told.wait(1_100).map((each) => each.kind)).toEqual(['order-accepted', 'order-filled']);
    expect(told.venue.nextDue()).toBeUndefined();
  });

  it('never knows an answer before the market it follows from', () => {
    const told = market({ latency: { feedMs: 80, orderMs: 30, responseMs: 10 } });
    told.send('buy', 1);
    told.wait(2_000);
    expect(told.fills[0]).toMatchObject({ venueTime: 1_030, time: 1_110 });
  });

  it('lets an order fill until its cancel has arrived', () => {
    const told = market({ latency });
    const resting = told.send('buy', 3, { kind: limitAt(100) });
    told.wait(1_200);
    told.cancel(resting);
    expect(told.venue.order(resting)?.status).toBe('canceling');
    told.trade(1_249, 100, 2, 'sell');
    told.trade(1_251, 100, 2, 'sell');
    told.wait(2_000);
    expect(told.filled).toEqual(['2@100']);
    expect(told.fate(resting)).toBe('canceled: test');
  });
});

describe('a market order', () => {
  it('walks the displayed levels and pays the taker fee on each, rounded against us', () => {
    const told = market();
    told.send('buy', 17);
    told.wait(1_000);
    expect(told.filled).toEqual(['5@101', '10@102', '2@104']);
    // 505, 1020 and 208 USDT at 5.5 bps.
    expect(told.fills.map((fill) => moneyToDecimal(fill.fee))).toEqual(['0.27775', '0.561', '0.1144']);
  });

  it('finds what it took gone until the venue speaks of the level again', () => {
    const told = market();
    told.send('buy', 4);
    told.wait(1_001);
    told.send('buy', 3);
    told.wait(1_002);
    told.delta(1_003, [], [101, 5]);
    told.send('buy', 3);
    told.wait(1_004);
    expect(told.filled).toEqual(['4@101', '1@101', '2@102', '3@101']);
  });

  it('counts what the recorded book does not hold beyond its last level, and says so', () => {
    const told = market();
    told.send('buy', 45);
    told.wait(1_000);
    // 35 lots over the 4 ticks 101…104; 10 more: ceil(4 x 10 / 35) = 2 ticks beyond 104.
    expect(told.filled.at(-1)).toBe('10@106');
    expect(told.fills.at(-1)?.cause).toMatchObject({ model: 'beyond-book', impactTicks: 2, takenLots: 35 });
  });

  it('is turned away when the book is empty', () => {
    const told = new ScriptedMarket();
    const id = told.send('buy', 1);
    told.wait(1);
    expect(told.fate(id)).toBe('rejected: no-liquidity');
  });
});

describe('a limit order', () => {
  it('takes what reaches its price and rests with what remains, behind what is displayed there', () => {
    const told = market();
    told.delta(1_001, [101, 0], [101, 5]);
    told.send('buy', 8, { kind: limitAt(101) });
    told.wait(1_002);
    expect(told.filled).toEqual(['5@101']);
    told.delta(1_003, [101, 4], [101, 0]);
    told.trade(1_004, 101, 2, 'sell');
    told.wait(1_005);
    expect(told.filled).toEqual(['5@101', '2@101']);
    expect(told.fills[1]).toMatchObject({
      liquidity: 'maker',
      cause: { model: 'queue-reached', tradeId: 't1' },
    });
  });

  it('waits for trades at its price to serve those ahead of it', () => {
    const told = market();
    told.send('buy', 4, { kind: limitAt(99) });
    told.trade(1_010, 99, 3, 'sell'); // 5 ahead, 2 left
    told.trade(1_020, 99, 7, 'buy'); // buyers do not serve bids
    told.delta(1_030, [99, 40], []); // newcomers are behind
    told.trade(1_040, 99, 3, 'sell'); // 2 served, 1 for us
    told.trade(1_050, 99, 9, 'sell'); // the other 3
    expect(told.filled).toEqual(['1@99', '3@99']);
    expect(told.fills[1]?.cause.queue).toEqual([
      { time: 1_000, aheadLots: 5, because: 'joined' },
      { time: 1_010, aheadLots: 2, because: 'trade' },
      { time: 1_040, aheadLots: 0, because: 'trade' },
    ]);
    // 99 USDT at 2 bps.
    expect(moneyToDecimal(told.fills[0]?.fee ?? (0n as never))).toBe('0.0198');
  });

  it('has no more ahead of it than its level displays', () => {
    const told = market();
    told.send('buy', 4, { kind: limitAt(99) });
    told.delta(1_010, [99, 1], []);
    told.trade(1_020, 99, 3, 'sell');
    expect(told.filled).toEqual(['2@99']);
    expect(told.fills[0]?.cause.queue[1]).toEqual({ time: 1_010, aheadLots: 1, because: 'level-shrank' });
  });

  it('fills at its own price when the market trades through it, with no more than was traded', () => {
    const told = market();
    told.send('buy', 10, { kind: limitAt(99) });
    told.trade(1_010, 98, 6, 'sell');
    expect(told.filled).toEqual(['6@99']);
    expect(told.fills[0]?.cause).toMatchObject({ model: 'traded-through', seenTicks: 98, limit: 99 });
  });

  it('fills when the other side of the book comes to its price, with no more than is displayed there', () => {
    const told = market();
    told.send('buy', 10, { kind: limitAt(100) });
    told.delta(1_010, [], [100, 4]);
    told.delta(1_020, [], [102, 11]); // says nothing of 100, which we took
    expect(told.filled).toEqual(['4@100']);
    told.delta(1_030, [], [100, 3]);
    expect(told.filled).toEqual(['4@100', '3@100']);
  });

  it('shares one print with the own orders at its price', () => {
    const told = market();
    told.send('buy', 2, { kind: limitAt(100), runId: 'a' });
    told.send('buy', 5, { kind: limitAt(100), runId: 'b' });
    told.trade(1_010, 100, 4, 'sell');
    expect(told.fills.map((fill) => `${fill.runId} ${fill.lots}`)).toEqual(['a 2', 'b 2']);
  });

  it('does not know its place while its price is out of view, and joins once the book shows it', () => {
    const told = market();
    told.send('buy', 1, { kind: limitAt(90) });
    told.wait(1_005);
    told.delta(1_010, [90, 7], []);
    told.trade(1_020, 90, 7, 'sell');
    expect(told.filled).toEqual([]);
    told.trade(1_030, 90, 1, 'sell');
    expect(told.filled).toEqual(['1@90']);
  });

  it.each([
    [
      'immediate-or-cancel takes what is there and ends',
      limitAt(101, 'ioc'),
      ['5@101'],
      'expired: 3 lots found no counterpart',
    ],
    ['fill-or-kill takes all', limitAt(102, 'fok'), ['5@101', '3@102'], 'filled'],
    [
      'fill-or-kill takes nothing when it cannot have all',
      limitAt(101, 'fok'),
      [],
      'rejected: fill-or-kill-unfillable',
    ],
    [
      'post-only is turned away when it would take',
      limitAt(101, 'gtc', true),
      [],
      'rejected: post-only-would-cross',
    ],
    ['post-only rests when it would not', limitAt(100, 'gtc', true), [], 'working'],
  ])('%s', (_title, kind, filled, fate) => {
    const told = market();
    const id = told.send('buy', 8, { kind });
    told.wait(1_001);
    expect(told.filled).toEqual(filled);
    expect(told.fate(id)).toBe(fate);
  });

  it('fills in full at the first touch under the optimistic preset, which its fill names', () => {
    const told = market({ paper: { queue: { model: 'touch-fill' } } });
    told.send('buy', 50, { kind: limitAt(99) });
    told.trade(1_010, 99, 1, 'sell');
    expect(told.filled).toEqual(['50@99']);
    expect(told.fills[0]?.cause.model).toBe('touched');
  });

  it('fills nothing of a reduce-only order under the optimistic preset when the position has turned', () => {
    const told = market({ paper: { queue: { model: 'touch-fill' } } });
    told.send('buy', 5);
    told.wait(2_000);
    told.exit('sell', 5, { kind: limitAt(120) });
    told.wait(3_000);
    told.send('sell', 8);
    told.wait(4_000);
    const before = told.fills.length;
    told.trade(4_010, 121, 1, 'buy');
    expect(told.fills.slice(before).map((fill) => fill.lots)).toEqual([]);
  });
});

describe('a stop', () => {
  it('is set off by a trade at its trigger and then meets the book that follows', () => {
    const told = market();
    const id = told.send('buy', 6, { kind: stopAt(103) });
    told.trade(1_010, 102, 1, 'buy');
    expect(told.fate(id)).toBe('working');
    told.trade(1_020, 103, 1, 'buy');
    expect(told.fate(id)).toBe('triggered');
    told.delta(1_020, [], [101, 0, 102, 4]);
    told.wait(1_021);
    expect(told.filled).toEqual(['4@102', '2@104']);
    expect(told.fills[0]?.cause.stop).toEqual({ trigger: 103, seen: 103 });
  });

  it('is turned away when the market is past its trigger already', () => {
    const told = market();
    told.trade(1_010, 103, 1, 'buy');
    const id = told.send('buy', 1, { kind: stopAt(103) });
    told.wait(1_011);
    expect(told.fate(id)).toBe('rejected: stop-would-trigger');
  });
});

describe('a reduce-only order', () => {
  it('is turned away without a position, and when it would enlarge one', () => {
    const told = market();
    const flat = told.exit('sell', 1);
    told.wait(1_001);
    told.send('buy', 1);
    told.wait(1_002);
    const more = told.exit('buy', 1);
    told.wait(1_003);
    expect([told.fate(flat), told.fate(more)]).toEqual(
      Array(2).fill('rejected: reduce-only-without-position'),
    );
  });

  it('fills no more than the run holds, whatever other runs hold', () => {
    const told = market();
    told.send('buy', 2);
    told.send('buy', 3, { runId: 'other' });
    told.wait(1_001);
    const id = told.exit('sell', 9);
    told.wait(1_002);
    expect(told.filled.at(-1)).toBe('2@99');
    expect(told.fate(id)).toBe('canceled: the position is flat');
  });

  it('leaves with the position it could have shrunk', () => {
    const told = market();
    told.send('buy', 2);
    told.wait(1_001);
    const target = told.exit('sell', 2, { kind: limitAt(110) });
    told.wait(1_002);
    told.exit('sell', 2);
    told.wait(1_003);
    expect(told.fate(target)).toBe('canceled: the position is flat');
  });
});

describe('own orders', () => {
  it('do not trade with each other: the newer one goes', () => {
    const told = market();
    told.send('sell', 3, { kind: limitAt(102), runId: 'a' });
    told.wait(1_001);
    const taker = told.send('buy', 9, { runId: 'b' });
    told.wait(1_002);
    expect(told.filled).toEqual(['5@101']);
    expect(told.fate(taker)).toBe('canceled: self-trade prevention');
  });

  it('give way to one that leaves a position', () => {
    const told = market();
    told.send('sell', 4);
    told.wait(1_001);
    const older = told.send('sell', 3, { kind: limitAt(101), runId: 'other' });
    told.wait(1_002);
    told.exit('buy', 4);
    told.wait(1_003);
    expect(told.filled.slice(1)).toEqual(['4@101']);
    expect(told.fate(older)).toBe('canceled: self-trade prevention');
  });
});

describe('what is known', () => {
  it('counts an entry as in flight until it is closed', () => {
    const told = market();
    const id = told.send('buy', 1, { kind: limitAt(99) });
    const inFlight = () => told.venue.hasEntryInFlight('r', 'test:BTC/USDT:USDT');
    expect(inFlight()).toBe(true);
    told.wait(1_001);
    expect(inFlight()).toBe(true);
    told.cancel(id);
    told.wait(1_002);
    expect(inFlight()).toBe(false);
    expect(told.cancel(id)).toEqual([]);
  });

  it('survives a restart, with resting orders at the back of their queue', () => {
    const told = market();
    told.send('buy', 2, { kind: limitAt(99), protectiveStop: 90 as never });
    told.trade(1_010, 99, 6, 'sell'); // 5 ahead, 1 for us
    told.wait(1_011);
    const state = structuredClone(told.venue.snapshot());

    const later = new ScriptedMarket({ idPrefix: 'p' });
    later.venue.restore(state);
    expect(later.stops).toEqual(['1@90']);
    later.snapshot(2_000, [99, 3, 98, 1], [101, 5]);
    later.trade(2_010, 99, 3, 'sell');
    expect(later.filled).toEqual([]);
    later.trade(2_020, 99, 1, 'sell');
    expect(later.filled).toEqual(['1@99']);
    later.wait(2_030);
    expect(later.stops).toEqual(['2@90']);
  });
});
