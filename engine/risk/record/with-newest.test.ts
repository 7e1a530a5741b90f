import { describe, expect, it } from 'vitest';
import { withNewest } from './with-newest.ts';

describe('a list with its newest', () => {
  it('holds so many at most, and leaves the list before as it was', () => {
    const first = withNewest(undefined, 'a', 2);
    const second = withNewest(first, 'b', 2);
    const third = withNewest(second, 'c', 2);
    expect([first, second, third]).toEqual([['a'], ['a', 'b'], ['b', 'c']]);
    expect([first, second, third].every((list) => Object.isFrozen(list))).toBe(true);
  });
});
