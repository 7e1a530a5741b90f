import { describe, expect, it } from 'vitest';
import type { OrderKind } from '../domain/order/order-intent.ts';
import { ticks } from '../domain/units/ticks.ts';
import { explainFill } from './explain-fill.ts';
import { INSTRUMENT, limitAt, ScriptedMarket, stopAt } from './fixtures/scripted-market.ts';
import { recomputeFill } from './recompute-fill.ts';

const MINUTE = 60_000;
const takeProfitAt = (trigger: number): OrderKind => ({
  type: 'take-profit-market',
  trigger: ticks(trigger),
});

/** A minute at 100, with bid 99 and ask 101 made from it. */
function market(): ScriptedMarket {
  const told = new ScriptedMarket();
  told.bar(MINUTE, [100, 100, 100, 100]);
  return told;
}

/** The same with 10 lots bought at 101. */
function marketHeld(): ScriptedMarket {
  const told = market();
  told.send('buy', 10);
  told.wait(MINUTE + 1);
  expect(told.filled).toEqual(['10@101']);
  return told;
}

/** Sends exits after the first minute and lets the next minute happen. */
function nextMinute(
  told: ScriptedMarket,
  prices: readonly [number, number, number, number],
  volumeBase = 1_000,
): string[] {
  const before = told.fills.length;
  told.wait(MINUTE + 10);
  told.bar(2 * MINUTE, prices, volumeBase);
  told.wait(2 * MINUTE + 10);
  for (const fill of told.fills)
    expect(recomputeFill(fill, INSTRUMENT)).toEqual({ ticks: fill.ticks, fee: fill.fee });
  return told.filled.slice(before);
}

describe('where there are bars and no book', () => {
  it('an order that takes pays half the spread that the bars show', () => {
    const told = market();
    told.send('sell', 10);
    told.wait(MINUTE + 1);
    expect(told.filled).toEqual(['10@99']);
  });

  it.each([
    ['at its price', [100, 100, 95, 98], []],
    ['a tick through it', [100, 100, 94, 98], ['10@95']],
    ['from its open on, and still at its own price', [90, 100, 89, 98], ['10@95']],
  ] as const)('a resting limit meets a bar that trades %s', (_what, prices, filled) => {
    const told = market();
    told.send('buy', 10, { kind: limitAt(95) });
    told.wait(MINUTE + 10);
    told.bar(2 * MINUTE, prices);
    expect(told.filled).toEqual(filled);
  });

  it('a limit filled in a bar says so', () => {
    const told = market();
    told.send('buy', 10, { kind: limitAt(95) });
    told.wait(MINUTE + 10);
    told.bar(2 * MINUTE, [100, 100, 94, 98]);
    const [fill] = told.fills;
    expect(fill).toMatchObject({ liquidity: 'maker', cause: { model: 'in-bar' } });
    expect(fill && explainFill(fill, INSTRUMENT)).toContainEqual({
      code: 'rested-in-bar',
      values: { size: 10, base: 'BTC', price: 95, limit: 95, open: 100, high: 100, low: 94 },
    });
  });

  it('a limit that came after the bar had begun may have missed what it traded', () => {
    const told = market();
    told.wait(MINUTE + 30_000);
    told.send('buy', 10, { kind: limitAt(95) });
    told.wait(MINUTE + 30_001);
    told.bar(2 * MINUTE, [100, 100, 90, 98]);
    expect(told.filled).toEqual([]);
    told.bar(3 * MINUTE, [98, 98, 94, 98]);
    expect(told.filled).toEqual(['10@95']);
  });

  it.each([
    ['reaches it: at the trigger less half the spread', [100, 100, 96, 99], ['10@95']],
    ['opens beyond it: at the open less half the spread', [90, 99, 88, 99], ['10@89']],
    ['stays above it', [100, 104, 97, 99], []],
  ] as const)('a stop leaves when the bar %s', (_what, prices, filled) => {
    const told = marketHeld();
    told.exit('sell', 10, { kind: stopAt(96) });
    expect(nextMinute(told, prices)).toEqual(filled);
  });

  it('the adverse extreme comes first: a stop beats a target of the same bar', () => {
    const told = marketHeld();
    told.exit('sell', 10, { kind: limitAt(105) });
    told.exit('sell', 10, { kind: stopAt(96) });
    expect(nextMinute(told, [100, 110, 95, 100])).toEqual(['10@95']);
    expect(told.venue.openOrders()).toEqual([]);
  });

  it('a take-profit needs a tick beyond its trigger, and pays half the spread', () => {
    const reached = marketHeld();
    reached.exit('sell', 10, { kind: takeProfitAt(105) });
    expect(nextMinute(reached, [100, 105, 100, 100])).toEqual([]);
    const passed = marketHeld();
    passed.exit('sell', 10, { kind: takeProfitAt(105) });
    expect(nextMinute(passed, [100, 106, 100, 100])).toEqual(['10@104']);
  });

  it('a trailing stop meets the worst of a bar before it follows its best', () => {
    const told = marketHeld();
    told.exit('sell', 10, { kind: { type: 'trailing-stop', distance: ticks(5) } });
    // It follows from 100 at first: 96 does not reach 95, though 110 came in the same minute.
    expect(nextMinute(told, [100, 110, 96, 108])).toEqual([]);
    told.bar(3 * MINUTE, [108, 108, 105, 106]);
    told.wait(3 * MINUTE + 10);
    // Half a spread of 1, and the range of the minute before, 14, times the root of 10 lots in 1,000: 2.4 ticks.
    expect(told.filled.at(-1)).toBe('10@102');
    expect(told.fills.at(-1)?.cause.stop).toMatchObject({ trigger: 105, trailedFrom: 110 });
  });

  describe('size', () => {
    /** Minutes from 92 to 108 around 100, so that half a spread is 1 tick and the range before is 16. */
    const HOUR_LIKE = [100, 108, 92, 100] as const;

    function heldInRange(size: number): ScriptedMarket {
      const told = new ScriptedMarket();
      told.bar(MINUTE, HOUR_LIKE, 10_000);
      told.send('buy', size);
      told.wait(MINUTE + 1);
      return told;
    }

    it.each([
      // 1 + 16 x sqrt(lots / 10,000), rounded up.
      [1, 1 + 1],
      [100, 1 + 2],
      [225, 1 + 3],
    ])('a stop of %i lots pays %i ticks on top of its trigger', (size, slippage) => {
      const told = heldInRange(size);
      told.exit('sell', size, { kind: stopAt(96) });
      expect(nextMinute(told, [100, 100, 95, 98], 10_000)).toEqual([`${size}@${96 - slippage}`]);
    });

    it('what a fortieth of the volume has no room for leaves into the book after the bar', () => {
      const told = heldInRange(400);
      const id = told.exit('sell', 400, { kind: stopAt(96) });
      // 250 of 10,000 at 96 - ceil(1 + 16 x sqrt(0.025)) = 92; the other 150 find the bid a tick below the close.
      expect(nextMinute(told, [100, 100, 95, 98], 10_000)).toEqual(['250@92', '150@97']);
      expect(told.fate(id)).toBe('filled');
      expect(told.venue.openOrders()).toEqual([]);
    });

    it('orders share what a bar has, and the later pays for what the earlier took', () => {
      const told = heldInRange(400);
      told.exit('sell', 200, { kind: stopAt(96) });
      told.exit('sell', 200, { kind: stopAt(95) });
      // 1 + 16 x sqrt(0.02) = 3.3; for the second 50 of the bar's 250 are left: 1 + 16 x sqrt(0.025) = 3.6.
      expect(nextMinute(told, [100, 100, 94, 98], 10_000)).toEqual(['200@92', '50@91', '150@97']);
    });

    it('a limit fills with its share of a bar and goes on resting', () => {
      const told = market();
      const id = told.send('buy', 40, { kind: limitAt(95) });
      told.wait(MINUTE + 10);
      told.bar(2 * MINUTE, [100, 100, 94, 98]);
      expect(told.filled).toEqual(['25@95']);
      expect(told.venue.order(id)).toMatchObject({ status: 'working', filledLots: 25 });
      told.wait(2 * MINUTE + 10);
      told.bar(3 * MINUTE, [98, 98, 94, 98]);
      expect(told.filled).toEqual(['25@95', '15@95']);
    });

    it('a take-profit pays for its size, too', () => {
      const told = heldInRange(100);
      told.exit('sell', 100, { kind: takeProfitAt(105) });
      expect(nextMinute(told, [100, 106, 100, 100], 10_000)).toEqual(['100@102']);
    });

    it('a bar without volume has one lot', () => {
      const told = market();
      told.send('buy', 2, { kind: limitAt(95) });
      told.wait(MINUTE + 10);
      told.bar(2 * MINUTE, [100, 100, 94, 98], 0);
      expect(told.filled).toEqual(['1@95']);
    });
  });

  it.each([
    [
      'rests where the book after the bar does not reach it',
      { trigger: 97, limit: 96 },
      [100, 100, 95, 95],
      [],
    ],
    [
      'takes from the book after the bar what its limit allows',
      { trigger: 97, limit: 94 },
      [100, 100, 95, 98],
      ['10@97'],
    ],
  ] as const)('a stop-limit set off inside a bar %s', (_what, at, prices, filled) => {
    const told = marketHeld();
    const kind = { type: 'stop-limit', postOnly: false, timeInForce: 'gtc' } as const;
    told.exit('sell', 10, { kind: { ...kind, trigger: ticks(at.trigger), limit: ticks(at.limit) } });
    expect(nextMinute(told, prices)).toEqual(filled);
    expect(told.venue.openOrders().length).toBe(filled.length === 0 ? 1 : 0);
  });

  it('a bar of another length holds what was told before, and no order meets it', () => {
    const told = market();
    told.send('buy', 10, { kind: limitAt(95) });
    told.wait(MINUTE + 10);
    told.barOf(5 * MINUTE, 5 * MINUTE, [100, 100, 90, 98]);
    expect(told.filled).toEqual([]);
  });

  it('a real book ends it', () => {
    const told = market();
    told.send('buy', 10, { kind: limitAt(95) });
    told.wait(MINUTE + 10);
    told.snapshot(MINUTE + 20, [99, 5, 95, 5], [101, 5]);
    told.trade(MINUTE + 30, 95, 6, 'sell');
    expect(told.filled).toEqual(['1@95']);
    expect(told.fills[0]?.cause.model).toBe('queue-reached');
  });
});
