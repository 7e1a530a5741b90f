import { describe, expect, it } from 'vitest';
import { PriceGrid } from './price-grid.ts';

const pointsOf = (most: number, ...trades: [time: number, price: number][]) => {
  const grid = new PriceGrid(1000, most);
  const points: number[] = [];
  for (const [time, price] of trades) grid.push(time, price, (log) => points.push(Math.round(Math.exp(log))));
  return points;
};

describe('a grid of trade prices', () => {
  it('holds the last price up to each step, known once a later trade arrives', () => {
    expect(pointsOf(9, [500, 10], [900, 11], [1500, 12], [1501, 13])).toEqual([10, 12]);
  });

  it('repeats the price where nobody traded', () => {
    expect(pointsOf(9, [0, 10], [3500, 20], [4001, 30])).toEqual([10, 10, 10, 10, 20]);
  });

  it('gives out no more points of a gap than anybody can hold', () => {
    expect(pointsOf(2, [0, 10], [1e9, 20])).toEqual([10, 10]);
  });

  it('needs a step above zero', () => {
    expect(() => new PriceGrid(0, 1)).toThrow('a grid must be finite and above zero, was 0');
  });
});
