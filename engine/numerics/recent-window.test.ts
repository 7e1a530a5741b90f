import { describe, expect, it } from 'vitest';
import { RecentWindow } from './recent-window.ts';

describe('a window in one piece', () => {
  it('holds the last values from its start to its end, oldest first', () => {
    const window = new RecentWindow(3);
    const seen = [1, 2, 3, 4, 5, 6, 7].map((value) => {
      window.push(value);
      return [window.count, ...window.values.subarray(window.start, window.end)];
    });
    expect(seen.slice(2)).toEqual([
      [3, 1, 2, 3],
      [3, 2, 3, 4],
      [3, 3, 4, 5],
      [3, 4, 5, 6],
      [3, 5, 6, 7],
    ]);
    expect(seen.slice(0, 2).map(([count]) => count)).toEqual([1, 2]);
  });
});
