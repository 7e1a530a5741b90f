import { describe, expect, it } from 'vitest';
import { midRanks } from './mid-ranks.ts';

describe('mid-ranks', () => {
  it('count what lies below and half of what is equal', () => {
    expect([...midRanks([0.3, 0.005, -0.2, -0.005])]).toEqual([0.875, 0.625, 0.125, 0.375]);
    expect([...midRanks([2, 1, 2, 2])]).toEqual([2.5 / 4, 0.5 / 4, 2.5 / 4, 2.5 / 4]);
  });

  it('put what is alike in the middle, and one alone too', () => {
    expect([...midRanks([5, 5, 5])]).toEqual([0.5, 0.5, 0.5]);
    expect([...midRanks([5])]).toEqual([0.5]);
    expect([...midRanks([])]).toEqual([]);
  });
});
