import { describe, expect, it } from 'vitest';
import { sampleOrders } from '../../charts/flow/fixtures.ts';
import { filteredOrders, ordersFrom, withOrders } from './market-order-list.ts';
import { tapeColumns } from './paint-tape.ts';

const lots = (...signed: readonly number[]) => signed.map((signedLots) => ({ signedLots }));
const known = ordersFrom(sampleOrders(5, lots(1, -2, 30)));

describe('the orders a window knows', () => {
  it('take in new ones, and the newest one again when it grew', () => {
    const next = withOrders(known, sampleOrders(7, lots(35, 4)));
    expect(next?.orders.map(({ number, signedLots }) => [number, signedLots])).toEqual([
      [5, 1],
      [6, -2],
      [7, 35],
      [8, 4],
    ]);
  });

  it('are never more than five thousand, the newest ones, also after an update that brings more', () => {
    const all = (first: number, count: number) =>
      sampleOrders(first, lots(...Array.from({ length: count }, (_, at) => first + at)));
    const long = withOrders(ordersFrom(all(0, 4999)), all(4998, 12));
    // Orders 0 to 5,009 came; 10 to 5,009 are the newest five thousand.
    expect(long?.orders.map(({ number }) => number)).toEqual(
      Array.from({ length: 5000 }, (_, at) => 10 + at),
    );
    const longer = long && withOrders(long, all(5009, 5200));
    expect([longer?.orders.length, longer?.orders[0]?.number, longer?.orders.at(-1)?.number]).toEqual([
      5000, 5209, 10_208,
    ]);
  });

  it('cannot take an update that leaves out how the newest one ended', () => {
    expect(withOrders(known, sampleOrders(8, lots(4)))).toBeUndefined();
    expect(withOrders(known, sampleOrders(0, lots(4)))).toBeUndefined();
  });
});

describe('the filter of the tape', () => {
  const numbers = (leastBase: number, until = Infinity, skip = 0) =>
    filteredOrders(known.orders, { leastBase, lot: 0.1 }, { count: 10, skip, until }).map(
      ({ number }) => number,
    );

  it('shows the newest first and hides what is smaller, whatever the side', () => {
    expect(numbers(0)).toEqual([7, 6, 5]);
    // Lots of 0.1: 2 lots are 0.2, in spite of binary dust.
    expect(numbers(0.2)).toEqual([7, 6]);
    expect(numbers(0.21)).toEqual([7]);
  });

  it('stands still before an order and goes back row by row', () => {
    expect(numbers(0, 7)).toEqual([6, 5]);
    expect(numbers(0, Infinity, 1)).toEqual([6, 5]);
  });
});

describe('the columns of the tape', () => {
  it('leave out fills, then the word of the side, as the panel narrows', () => {
    expect(tapeColumns(400)).toMatchObject({ word: true, fills: 368 });
    expect(tapeColumns(300)).toMatchObject({ word: true, fills: undefined });
    expect(tapeColumns(230)).toMatchObject({ word: false });
    expect(tapeColumns(2000)).toEqual(tapeColumns(460));
  });
});
