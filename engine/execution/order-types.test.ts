import { describe, expect, it } from 'vitest';
import type { OrderKind } from '../domain/order/order-intent.ts';
import { lots } from '../domain/units/lots.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { explainFill } from './explain-fill.ts';
import { INSTRUMENT, limitAt, ScriptedMarket, stopAt } from './fixtures/scripted-market.ts';
import { recomputeFill } from './recompute-fill.ts';

const takeProfitAt = (trigger: number): OrderKind => ({
  type: 'take-profit-market',
  trigger: ticks(trigger),
});
const stopLimitAt = (trigger: number, limit: number): OrderKind => ({
  type: 'stop-limit',
  trigger: ticks(trigger),
  limit: ticks(limit),
  timeInForce: 'gtc',
  postOnly: false,
});
const trailing = (distance: number, activation?: number): OrderKind => ({
  type: 'trailing-stop',
  distance: ticks(distance),
  ...(activation === undefined ? {} : { activation: ticks(activation) }),
});

/** Bids at 99 and below, asks at 101 and above, and a last trade at 100. */
function market(): ScriptedMarket {
  const told = new ScriptedMarket();
  told.snapshot(1_000, [99, 50, 98, 50, 97, 50], [101, 50, 102, 50, 103, 50]);
  told.trade(1_001, 100, 1, 'buy');
  return told;
}

/** The same with 10 lots held long. */
function marketHeld(): ScriptedMarket {
  const told = market();
  told.send('buy', 10);
  told.wait(1_002);
  expect(told.filled).toEqual(['10@101']);
  return told;
}

describe('a stop-limit order', () => {
  it('becomes a limit order once the market trades at its trigger, and rests where it would take nothing', () => {
    const told = marketHeld();
    const id = told.exit('sell', 10, { kind: stopLimitAt(98, 100) });
    told.trade(1_010, 98, 1, 'sell');
    told.wait(1_020);
    expect(told.fills.length).toBe(1);
    expect(told.venue.order(id)?.status).toBe('triggered');
    told.trade(1_030, 101, 20, 'buy');
    const fill = told.fills.at(-1);
    expect(told.filled.at(-1)).toBe('10@100');
    expect(fill?.cause).toMatchObject({ stop: { trigger: 98, seen: 98, type: 'stop-limit' }, limit: 100 });
    expect(fill && recomputeFill(fill, INSTRUMENT)).toEqual({ ticks: 100, fee: fill?.fee });
  });

  it('takes at once what its limit allows', () => {
    const told = marketHeld();
    told.exit('sell', 10, { kind: stopLimitAt(99, 98) });
    told.trade(1_010, 99, 1, 'sell');
    told.wait(1_020);
    expect(told.filled.at(-1)).toBe('10@99');
  });
});

describe('a take-profit order', () => {
  it('waits until the market trades in its favor, then leaves at market', () => {
    const told = marketHeld();
    told.exit('sell', 10, { kind: takeProfitAt(105) });
    told.trade(1_010, 104, 1, 'buy');
    told.wait(1_020);
    expect(told.fills.length).toBe(1);
    told.trade(1_030, 105, 1, 'buy');
    told.wait(1_040);
    expect(told.filled.at(-1)).toBe('10@99');
    expect(told.fills.at(-1)?.cause.stop).toEqual({ trigger: 105, seen: 105, type: 'take-profit-market' });
  });

  it('is turned away when the market is there already', () => {
    const told = marketHeld();
    const id = told.exit('sell', 10, { kind: takeProfitAt(100) });
    told.wait(1_020);
    expect(told.fate(id)).toBe('rejected: stop-would-trigger');
  });
});

describe('a trailing stop', () => {
  it('follows the best trade at its distance and never steps back', () => {
    const told = marketHeld();
    told.exit('sell', 10, { kind: trailing(3) });
    told.wait(1_005);
    for (const [time, at] of [
      [1_010, 104],
      [1_020, 102],
    ] as const)
      told.trade(time, at, 1, 'buy');
    told.wait(1_030);
    expect(told.fills.length).toBe(1);
    told.trade(1_040, 101, 1, 'sell');
    told.wait(1_050);
    // Best trade 104, distance 3: the trade at 101 sets it off, and it meets the bid at 99.
    expect(told.filled.at(-1)).toBe('10@99');
    const fill = told.fills.at(-1);
    expect(fill?.cause.stop).toEqual({ trigger: 101, seen: 101, type: 'trailing-stop', trailedFrom: 104 });
    expect(fill && explainFill(fill, INSTRUMENT)).toContainEqual({
      code: 'set-off-trailing',
      values: { best: 104, trigger: 101, seen: 101 },
    });
  });

  it('begins to follow with the first trade at its activation', () => {
    const told = marketHeld();
    told.exit('sell', 10, { kind: trailing(3, 110) });
    told.wait(1_005);
    told.trade(1_010, 96, 1, 'sell');
    told.trade(1_020, 110, 1, 'buy');
    told.trade(1_030, 108, 1, 'sell');
    told.wait(1_035);
    expect(told.fills.length).toBe(1);
    told.trade(1_040, 107, 1, 'sell');
    told.wait(1_050);
    expect(told.fills.at(-1)?.cause.stop).toMatchObject({ trigger: 107, trailedFrom: 110 });
  });

  it('of a buy follows downward', () => {
    const told = market();
    told.send('sell', 5);
    told.wait(1_002);
    told.exit('buy', 5, { kind: trailing(2) });
    told.wait(1_005);
    told.trade(1_010, 95, 1, 'sell');
    told.trade(1_020, 97, 1, 'buy');
    told.wait(1_030);
    expect(told.filled).toEqual(['5@99', '5@101']);
    expect(told.fills.at(-1)?.cause.stop).toMatchObject({ trigger: 97, trailedFrom: 95 });
  });
});

describe('one cancels the other', () => {
  const pair = (told: ScriptedMarket, size = 10) => {
    told.exit('sell', size, { kind: limitAt(105), otherLeg: stopAt(97) });
    told.wait(1_005);
    return told.venue.openOrders().map(({ id }) => id) as [string, string];
  };

  it('takes the stop away when the limit is filled', () => {
    const told = marketHeld();
    const [limit, stop] = pair(told);
    expect(told.venue.order(limit)?.oco).toBe(stop);
    told.trade(1_010, 106, 50, 'buy');
    expect(told.filled.at(-1)).toBe('10@105');
    expect(told.fate(stop)).toBe('canceled: its other leg was filled');
  });

  it('takes the limit away when the stop is set off', () => {
    const told = marketHeld();
    const [limit] = pair(told);
    told.trade(1_010, 97, 1, 'sell');
    told.wait(1_020);
    expect(told.fate(limit)).toBe('canceled: its other leg was set off');
    expect(told.filled.at(-1)).toBe('10@99');
    expect(told.venue.openOrders()).toEqual([]);
  });

  it('leaves the stop with no more lots than the limit still has', () => {
    const told = marketHeld();
    const [, stop] = pair(told);
    told.trade(1_010, 106, 4, 'buy');
    expect(told.filled.at(-1)).toBe('4@105');
    told.trade(1_020, 97, 1, 'sell');
    told.wait(1_030);
    expect(told.filled.at(-1)).toBe('6@99');
    expect(told.fate(stop)).toBe('canceled: its other leg had the rest');
  });

  it('takes no other size for one leg: both stand for the same lots', () => {
    const told = marketHeld();
    const [limit, stop] = pair(told);
    told.amend(stop, { lots: lots(4) }, 1_006);
    told.amend(limit, { lots: lots(4) }, 1_006);
    told.wait(1_007);
    expect(told.outcomes.flatMap((each) => (each.kind === 'amend-rejected' ? [each.code] : []))).toEqual([
      'not-amendable',
      'not-amendable',
    ]);
    told.trade(1_010, 106, 6, 'buy');
    told.trade(1_020, 97, 1, 'sell');
    told.wait(1_030);
    expect(told.filled.slice(-2)).toEqual(['6@105', '4@99']);
  });

  it('sends neither when one is turned away', () => {
    const told = marketHeld();
    told.exit('sell', 10, { kind: limitAt(105), otherLeg: stopAt(100) });
    told.wait(1_005);
    expect(told.venue.openOrders()).toEqual([]);
    const ends = told.outcomes.flatMap((each) =>
      each.kind === 'order-canceled' ? [each.because] : each.kind === 'order-rejected' ? [each.code] : [],
    );
    expect(ends).toEqual(['stop-would-trigger', 'its other leg was turned away']);
  });

  it('never has the second leg arrive after the first was served', () => {
    const told = marketHeld();
    told.exit('sell', 10, { kind: limitAt(99), otherLeg: stopAt(97) });
    told.wait(1_005);
    expect(told.filled.at(-1)).toBe('10@99');
    expect(told.outcomes.flatMap((each) => (each.kind === 'order-rejected' ? [each.code] : []))).toEqual([
      'other-leg-ended',
    ]);
  });

  it('survives a restart', () => {
    const told = marketHeld();
    const [, stop] = pair(told);
    told.venue.restore(structuredClone(told.venue.snapshot()));
    told.snapshot(1_006, [99, 50], [101, 50]);
    told.trade(1_010, 106, 50, 'buy');
    expect(told.fate(stop)).toBe('canceled: its other leg was filled');
  });
});

describe('a bracket', () => {
  const targets = [
    { at: ticks(104), lots: lots(6) },
    { at: ticks(108), lots: lots(4) },
  ];
  const bracket = (told: ScriptedMarket) => {
    told.send('buy', 10, { protectiveStop: ticks(95), targets });
    told.wait(1_005);
  };
  const exits = (told: ScriptedMarket) =>
    told
      .openOf('exit')
      .map((each) => `${each.lots - each.filledLots}@${each.kind.type === 'limit' ? each.kind.limit : '-'}`);

  it('puts stop and targets behind what is filled, in turn', () => {
    const told = market();
    bracket(told);
    expect(exits(told)).toEqual(['6@104', '4@108']);
    expect(told.stops).toEqual(['10@95']);
  });

  it('leaves the stop with what the targets have left over, and goes with the last of it', () => {
    const told = market();
    bracket(told);
    told.trade(1_010, 105, 50, 'buy');
    told.wait(1_020);
    expect(told.stops).toEqual(['4@95']);
    told.trade(1_030, 109, 50, 'buy');
    told.wait(1_040);
    expect(told.filled).toEqual(['10@101', '6@104', '4@108']);
    expect(told.venue.openOrders()).toEqual([]);
  });

  it('loses its targets when the stop closes the position', () => {
    const told = market();
    bracket(told);
    told.snapshot(1_009, [94, 50], [96, 50]);
    told.trade(1_010, 95, 1, 'sell');
    told.wait(1_020);
    expect(told.filled).toEqual(['10@101', '10@94']);
    expect(told.venue.openOrders()).toEqual([]);
  });

  it('gives every partial fill its share of the nearest target first', () => {
    const told = market();
    told.send('buy', 10, { kind: limitAt(98), protectiveStop: ticks(95), targets });
    told.wait(1_005);
    told.trade(1_010, 97, 4, 'sell');
    told.wait(1_012);
    expect(exits(told)).toEqual(['4@104']);
    told.venue.restore(structuredClone(told.venue.snapshot()));
    told.trade(1_020, 97, 5, 'sell');
    told.wait(1_022);
    expect(exits(told)).toEqual(['4@104', '2@104', '3@108']);
  });
});

describe('a change of an order', () => {
  const change = (told: ScriptedMarket, id: string, to: object, time: number) => {
    const outcomes = told.venue.amend(id, to, 'test', unixMs(time));
    told.outcomes.push(...outcomes);
    told.wait(time + 1);
  };

  it('keeps the place in the queue when the size alone shrinks', () => {
    const told = market();
    const id = told.send('buy', 10, { kind: limitAt(98) });
    told.wait(1_005);
    told.trade(1_010, 98, 45, 'sell');
    change(told, id, { lots: lots(6) }, 1_011);
    expect(told.venue.order(id)?.lots).toBe(6);
    // 50 stood ahead, 45 traded: 5 more serve those ahead, the next 6 are ours.
    told.trade(1_020, 98, 11, 'sell');
    expect(told.filled).toEqual(['6@98']);
    expect(told.fills[0]?.cause.amendedAt).toBe(1_011);
    // Sent at 1,001.
    expect(explainFill(told.fills[0] as never, INSTRUMENT)[1]).toEqual({
      code: 'amended',
      values: { afterMs: 10 },
    });
  });

  it('joins the queue anew when the price changes or the size grows', () => {
    const told = market();
    const grown = told.send('buy', 10, { kind: limitAt(98) });
    const moved = told.send('buy', 10, { kind: limitAt(97) });
    told.wait(1_005);
    told.trade(1_010, 98, 45, 'sell');
    change(told, grown, { lots: lots(12) }, 1_011);
    change(told, moved, { limit: ticks(98) }, 1_013);
    told.trade(1_020, 98, 49, 'sell');
    expect(told.filled).toEqual([]);
    // The book still shows 50 ahead of both when they join.
    told.trade(1_030, 98, 13, 'sell');
    expect(told.filled).toEqual(['12@98']);
  });

  it('meets the book like a new order when its price crosses', () => {
    const told = market();
    const id = told.send('buy', 10, { kind: limitAt(98) });
    told.wait(1_005);
    change(told, id, { limit: ticks(102) }, 1_011);
    expect(told.filled).toEqual(['10@101']);
    expect(told.fills[0]?.liquidity).toBe('taker');
  });

  it.each([
    [
      'a post-only order would cross',
      limitAt(98, 'gtc', true),
      { limit: ticks(101) },
      'post-only-would-cross',
    ],
    ['a stop would be set off', stopAt(105), { trigger: ticks(100) }, 'stop-would-trigger'],
    ['it has no such price', stopAt(105), { limit: ticks(100) }, 'not-amendable'],
    ['it has no trigger', limitAt(98), { trigger: ticks(97) }, 'not-amendable'],
  ])('leaves the order as it stood when %s', (_what, kind, to, code) => {
    const told = market();
    const id = told.send('buy', 10, { kind });
    told.wait(1_005);
    const before = told.venue.order(id)?.kind;
    change(told, id, to, 1_011);
    expect(told.outcomes.at(-1)).toMatchObject({ kind: 'amend-rejected', orderId: id, code });
    expect(told.venue.order(id)).toMatchObject({ kind: before, status: 'working' });
  });

  it('is refused when no more would be left than is filled, and for an order that has ended', () => {
    const told = market();
    const id = told.send('buy', 10, { kind: limitAt(98) });
    told.wait(1_005);
    told.trade(1_010, 97, 4, 'sell');
    change(told, id, { lots: lots(4) }, 1_011);
    expect(told.outcomes.at(-1)).toMatchObject({ code: 'not-amendable', measured: { filledLots: 4 } });
    told.cancel(id);
    told.wait(1_020);
    change(told, id, { lots: lots(8) }, 1_021);
    expect(told.outcomes.at(-1)).toMatchObject({ kind: 'amend-rejected', code: 'not-amendable' });
  });

  it('moves the trigger of a stop', () => {
    const told = marketHeld();
    const id = told.exit('sell', 10, { kind: stopAt(95) });
    told.wait(1_005);
    change(told, id, { trigger: ticks(98) }, 1_011);
    told.trade(1_020, 98, 1, 'sell');
    told.wait(1_030);
    expect(told.fills.at(-1)?.cause.stop).toEqual({ trigger: 98, seen: 98 });
  });
});
