import { describe, expect, it } from 'vitest';
import { RecentValues } from './recent-values.ts';

const held = (length: number, ...values: number[]) => {
  const recent = new RecentValues(length);
  for (const each of values) recent.push(each);
  return recent;
};

describe('recent values', () => {
  it('are found by their age', () => {
    const recent = held(3, 1, 2, 3, 4);
    expect([recent.at(0), recent.at(1), recent.at(2), recent.at(3)]).toEqual([4, 3, 2, NaN]);
  });

  it.each([
    ['before the window is full', [1, 2], [1, 2]],
    ['when it is full', [1, 2, 3], [1, 2, 3]],
    ['when the oldest have left', [1, 2, 3, 4, 5], [3, 4, 5]],
  ])('come out oldest first %s', (_when, values, expected) => {
    expect([...held(3, ...values).toArray()]).toEqual(expected);
  });

  it('can have the newest replaced', () => {
    const recent = held(3, 1, 2, 3);
    recent.replaceNewest(7);
    expect([...recent.toArray()]).toEqual([1, 2, 7]);
  });

  it('are gone after clearing', () => {
    const recent = held(3, 1, 2, 3, 4);
    recent.clear();
    recent.push(9);
    expect([recent.count, ...recent.toArray()]).toEqual([1, 9]);
  });
});
