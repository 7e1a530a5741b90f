import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bookAt } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { fleetingOrderRatio, gateAt } from './fleeting-order-ratio.ts';
import { FleetingOrders } from './fleeting-orders.ts';

const ASKS = [101, 1];

const ordersOf = () => new FleetingOrders({ levels: 5, lifeMs: 2000, windowMs: 120_000 });

describe('fleeting orders', () => {
  it('give the number of the catalogue check', () => {
    const orders = ordersOf();
    orders.book(-1, [100, 10], ASKS);
    for (const [second, size] of [
      [0, 15],
      [1, 12],
      [2, 16],
      [5.5, 12],
    ] as const)
      orders.book(1000 * second, [100, size], ASKS);
    // 3 of the 5 added a second before; the 4 canceled later had been there for 3.5 s.
    expect(orders.ratio).toBeCloseTo(3 / 9, 12);
  });

  it('are not what was traded', () => {
    const orders = ordersOf();
    orders.book(0, [100, 1], ASKS);
    orders.book(100, [100, 5], ASKS);
    orders.print(150, 100, -3);
    orders.book(200, [100, 1], ASKS);
    // 4 came, 3 were sold into, 1 was canceled.
    expect(orders.ratio).toBeCloseTo(1 / 4, 12);
  });

  it('are taken back newest first, over several additions', () => {
    const orders = ordersOf();
    orders.book(0, [100, 1], ASKS);
    orders.book(1000, [100, 3], ASKS);
    orders.book(2500, [100, 4], ASKS);
    // Of the 4 the newest 1 is young, of the 2 before it as well; the last had been there from the start.
    orders.book(2900, [99, 1], ASKS);
    expect(orders.ratio).toBeCloseTo(3 / 4, 12);
  });

  it('live on where they outlast the life of a fleeting one', () => {
    const orders = ordersOf();
    orders.book(0, [100, 1], ASKS);
    orders.book(1000, [100, 3], ASKS);
    orders.book(3001, [100, 1], ASKS);
    expect(orders.ratio).toBe(0);
  });

  it('are forgotten with the window', () => {
    const orders = ordersOf();
    orders.book(0, [100, 1], ASKS);
    orders.book(1000, [100, 3], ASKS);
    orders.book(1500, [100, 1], ASKS);
    expect(orders.ratio).toBe(1);
    orders.book(121_000, [100, 1], ASKS);
    expect(orders.ratio).toBe(0);
  });
});

const booksOf = (count: number, flickers: (i: number) => boolean): MarketStep[] =>
  Array.from({ length: count }, (_, i) => ({
    kind: 'book',
    time: 250 * i,
    book: bookAt(250 * i, [100, 2 + (flickers(i) ? 3 : 0) + Math.floor(i / 4) * 0.1, 99, 5], ASKS),
  }));

describe('the ratio of fleeting orders', () => {
  it('narrows the gate where it is higher than nearly ever', () => {
    expect([0, 0.8, 0.9, 1].map(gateAt)).toEqual([1, 1, expect.closeTo(0.65, 12), expect.closeTo(0.3, 12)]);
    const run = fleetingOrderRatio.start({ life: 2, T: 2, lv: 5, N: 100 });
    booksOf(400, () => false).forEach(run);
    expect(readingOf(run, 'gate')).toBe(1);
    const values = booksOf(410, (i) => i >= 400 && i % 2 === 0)
      .slice(400)
      .map(run);
    expect(values.at(-1)).toBeGreaterThan(0.9);
    expect(readingOf(run, 'rank')).toBeGreaterThan(0.98);
    expect(readingOf(run, 'gate')).toBeLessThan(0.4);
  });

  it('has no value before its window has passed', () => {
    const values = booksOf(10, (i) => i % 2 === 0).map(
      fleetingOrderRatio.start({ life: 1, T: 2, lv: 5, N: 10 }),
    );
    expect(values.findIndex((value) => value !== undefined)).toBe(8);
  });
});

const inputs = booksOf(60, (i) => i % 3 === 0).flatMap((step): MarketStep[] => [
  step,
  { kind: 'trade', time: step.time, trade: { time: step.time, price: 100, sizeBase: 0.5, side: 'sell' } },
]);
describeFormulaContract(fleetingOrderRatio, { life: 1, T: 2, lv: 5, N: 20 }, inputs);
