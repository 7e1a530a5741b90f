import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TradePrint } from '../domain/market/market-event.ts';
import type { Side } from '../domain/order/side.ts';
import { printAt } from './fixtures/market-events.ts';
import { flowSpeed } from './flow-speed.ts';
import { BIG_WARM_UP, MarketOrderSeries } from './market-order-series.ts';
import { TradeLog } from './trade-log.ts';

function logOf(prints: readonly TradePrint[]): TradeLog {
  const log = new TradeLog();
  for (const print of prints) log.push(print);
  return log;
}

function seriesOf(prints: readonly TradePrint[], joins = true): MarketOrderSeries {
  const series = new MarketOrderSeries({ joins });
  series.catchUp(logOf(prints), Infinity);
  return series;
}

const fillsOf = (prints: readonly TradePrint[]) =>
  seriesOf(prints)
    .orders(0)
    .map(({ fills }) => fills);

const steps = fc.array(
  fc.record({
    wait: fc.constantFrom(0, 0, 0, 1),
    ticks: fc.integer({ min: 100, max: 103 }),
    lots: fc.integer({ min: 1, max: 9 }),
    side: fc.constantFrom<Side>('buy', 'sell'),
  }),
  { minLength: 1, maxLength: 80 },
);

function tapeOf(drawn: readonly { wait: number; ticks: number; lots: number; side: Side }[]): TradePrint[] {
  let time = 1000;
  return drawn.map(({ lots, side, ticks, wait }) => printAt((time += wait), ticks, lots, side));
}

describe('prints become one market order', () => {
  it('with its fills, levels, size, mean price, begin and end', () => {
    const prints = [printAt(7, 100, 2, 'buy'), printAt(7, 100, 3, 'buy'), printAt(7, 102, 5, 'buy')];
    expect(seriesOf(prints).orders(0)).toEqual([
      {
        side: 'buy',
        time: 7,
        venueTime: 7,
        fills: 3,
        levels: 2,
        lots: 10,
        tickLots: 2 * 100 + 3 * 100 + 5 * 102,
        startTicks: 100,
        endTicks: 102,
        rank: 0,
      },
    ]);
  });

  it.each<[string, TradePrint[], number[]]>([
    ['not at another time', [printAt(1, 100), printAt(2, 100)], [1, 1]],
    ['not of the other side', [printAt(1, 100), printAt(1, 100, 1, 'sell')], [1, 1]],
    ['not when a buyer is given a better price', [printAt(1, 101), printAt(1, 100)], [1, 1]],
    [
      'not when a seller is given a better price',
      [printAt(1, 100, 1, 'sell'), printAt(1, 101, 1, 'sell')],
      [1, 1],
    ],
    ['when a seller walks down', [printAt(1, 101, 1, 'sell'), printAt(1, 100, 1, 'sell')], [2]],
    ['not around somebody else', [printAt(1, 100), printAt(1, 99, 1, 'sell'), printAt(1, 100)], [1, 1, 1]],
  ])('%s', (_why, prints, expected) => {
    expect(fillsOf(prints)).toEqual(expected);
  });

  it('and none is lost or counted twice: prints, lots by side and what was paid', () => {
    fc.assert(
      fc.property(steps, (drawn) => {
        const prints = tapeOf(drawn);
        const orders = seriesOf(prints).orders(0);
        const sum = <Item>(items: readonly Item[], pick: (item: Item) => number) =>
          items.reduce((total, item) => total + pick(item), 0);
        expect(sum(orders, ({ fills }) => fills)).toBe(prints.length);
        expect(sum(orders, ({ tickLots }) => tickLots)).toBe(sum(prints, ({ lots, ticks }) => lots * ticks));
        const bought = (items: readonly { readonly lots: number }[], isBuy: (at: number) => boolean) =>
          items.reduce((total, { lots }, at) => total + (isBuy(at) ? lots : 0), 0);
        expect(bought(orders, (at) => orders[at]?.side === 'buy')).toBe(
          bought(prints, (at) => prints[at]?.aggressor === 'buy'),
        );
        expect(sum(orders, ({ lots }) => lots)).toBe(sum(prints, ({ lots }) => lots));
        for (const order of orders) {
          const mean = order.tickLots / order.lots;
          expect(mean).toBeGreaterThanOrEqual(Math.min(order.startTicks, order.endTicks));
          expect(mean).toBeLessThanOrEqual(Math.max(order.startTicks, order.endTicks));
          expect(order.levels).toBeLessThanOrEqual(order.fills);
        }
      }),
    );
  });

  it('and only the newest one changes for what comes later', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (drawn, cut) => {
        const prints = tapeOf(drawn);
        const seen = seriesOf(prints.slice(0, 1 + (cut % prints.length)))
          .orders(0)
          .slice(0, -1);
        expect(seriesOf(prints).orders(0).slice(0, seen.length)).toEqual(seen);
      }),
    );
  });

  it('in the same way whether the log is read at once or piece by piece', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 7 }), (drawn, most) => {
        const log = logOf(tapeOf(drawn));
        const series = new MarketOrderSeries({ joins: true });
        while (!series.catchUp(log, most));
        expect(series.orders(0)).toEqual(seriesOf(tapeOf(drawn)).orders(0));
      }),
    );
  });

  it('unless every print is wanted by itself', () => {
    const prints = [printAt(7, 100, 2), printAt(7, 100, 3)];
    expect(
      seriesOf(prints, false)
        .orders(0)
        .map(({ lots }) => lots),
    ).toEqual([2, 3]);
  });
});

describe('a market order', () => {
  const ordinary = Array.from({ length: 1000 }, (_, at) => printAt(at, 100, 1 + (at % 100)));

  it('is not big before enough were seen', () => {
    const after = (count: number) =>
      seriesOf([...ordinary.slice(0, count), printAt(5000, 100, 9999)]).orders(count);
    expect(after(BIG_WARM_UP - 1)).toMatchObject([{ rank: 0 }]);
    expect(after(BIG_WARM_UP)).toMatchObject([{ rank: 3 }]);
  });

  it('is big, very big or huge by how many of those before it were smaller', () => {
    // Sizes 1 to 100 evenly: levels near 95, 99 and 100, each up to 7.5 % high.
    const rankOf = (size: number) => seriesOf([...ordinary, printAt(5000, 100, size)]).orders(1000)[0]?.rank;
    expect([90, 110, 5000].map(rankOf)).toEqual([0, 3, 3]);
    const [big = 0] = seriesOf(ordinary).bigLots ?? [];
    expect(big).toBeGreaterThanOrEqual(95);
    expect(big).toBeLessThan(95 * 1.08);
  });

  it('is let go when thousands came after it, and numbers go on', () => {
    const many = Array.from({ length: 7000 }, (_, at) => printAt(at, 100));
    const series = seriesOf(many);
    expect([series.firstOrder, series.total, series.orders(0).length]).toEqual([1000, 7000, 6000]);
    expect(series.orders(6999)).toMatchObject([{ time: 6999 }]);
  });
});

describe('the speed of trades', () => {
  it('is what came in the window, a second', () => {
    const log = logOf([
      printAt(1000, 100, 50, 'buy'),
      printAt(2001, 100, 4, 'buy'),
      printAt(3000, 100, 6, 'sell'),
      printAt(4000, 100, 8, 'buy'),
    ]);
    // From 2001 to 4000, both included: 3 trades, 12 lots bought and 6 sold in 2 s.
    expect(flowSpeed(log, 4000, 2000)).toEqual({
      tradesPerSecond: 1.5,
      buyLotsPerSecond: 6,
      sellLotsPerSecond: 3,
    });
    expect(flowSpeed(log, 60_000, 2000).tradesPerSecond).toBe(0);
  });
});
