import { describe, expect, it } from 'vitest';
import { TakerOrders } from './taker-orders.ts';

describe('taker orders', () => {
  it('puts the prints of one millisecond and side together', () => {
    const orders = new TakerOrders();
    const begins = [
      { time: 5, price: 100, sizeBase: 1, side: 'buy' } as const,
      { time: 5, price: 101, sizeBase: 3, side: 'buy' } as const,
      { time: 5, price: 99, sizeBase: 2, side: 'sell' } as const,
      { time: 6, price: 98, sizeBase: 1, side: 'sell' } as const,
    ].map((print) => [orders.push(print), orders.sign, orders.sizeBase, orders.price]);
    expect(begins).toEqual([
      [true, 0, 0, NaN],
      [false, 0, 0, NaN],
      [true, 1, 4, 100.75],
      [true, -1, 2, 99],
    ]);
    expect(orders.runningSign).toBe(-1);
  });
});
