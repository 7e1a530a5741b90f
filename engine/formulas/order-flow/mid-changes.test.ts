import { describe, expect, it } from 'vitest';
import { MidChanges } from './mid-changes.ts';

describe('changes of the mid', () => {
  it('are told with what rested halfway between them', () => {
    const changes = new MidChanges();
    const told = (mid: number, ...sizes: number[]) => sizes.map((size) => changes.push(mid, size, 10 * size));
    expect(told(100, 1, 2, 3)).toEqual([false, false, false]);
    // The first change is not, for nobody saw what it began with.
    expect(told(101, 4, 5, 6, 7)).toEqual([false, false, false, false]);
    expect(told(100.5, 8)).toEqual([true]);
    // Place floor(4 / 2) of 4, 5, 6, 7.
    expect([changes.bidSize, changes.askSize, changes.isUp]).toEqual([6, 60, false]);
    told(100.5, 9, 10);
    expect(told(102, 11)).toEqual([true]);
    expect([changes.bidSize, changes.isUp]).toEqual([9, true]);
  });
});
