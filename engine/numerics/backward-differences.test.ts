import { describe, expect, it } from 'vitest';
import { BackwardDifferences } from './backward-differences.ts';

describe('backward differences', () => {
  it('of cubes are 61, 24, 6 and 0, and go on to the next cubes', () => {
    const table = new BackwardDifferences(4);
    [1, 8, 27, 64, 125].forEach((each, i) => {
      expect(table.isFull).toBe(false);
      table.push(each);
      expect(table.isFull).toBe(i === 4);
    });
    expect([0, 1, 2, 3, 4].map((order) => table.at(order))).toEqual([125, 61, 24, 6, 0]);
    expect(table.extrapolated(1)).toBe(216 - 125);
    expect(table.extrapolated(3)).toBe(512 - 125);
  });

  it('do not exist before enough values were seen', () => {
    const table = new BackwardDifferences(2);
    table.push(3);
    table.push(5);
    expect([table.at(0), table.at(1), table.at(2), table.at(3)]).toEqual([5, 2, NaN, NaN]);
  });
});
