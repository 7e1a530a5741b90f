import { describe, expect, it } from 'vitest';
import { IntervalWindow } from './interval-window.ts';

describe('a window at intervals', () => {
  it('is handed out when full and at every third value after', () => {
    const window = new IntervalWindow(4, 3);
    const found = [1, 2, 3, 4, 5, 6, 7, 8].map((each) => {
      const due = window.push(each);
      return due && [...due];
    });
    const none = undefined;
    expect(found).toEqual([none, none, none, [1, 2, 3, 4], none, none, [4, 5, 6, 7], none]);
    expect(window.isFull).toBe(true);
    expect([window.at(0), window.at(3), window.at(4)]).toEqual([8, 5, NaN]);
  });

  it('is handed out for the second time when it is told, and at every third value after', () => {
    const window = new IntervalWindow(2, 3, { second: 1 });
    const due = [1, 2, 3, 4, 5, 6, 7].filter((each) => window.push(each) !== undefined);
    expect(due).toEqual([2, 3, 6]);
  });

  it('says how many of its values the one before did not hold', () => {
    const window = new IntervalWindow(3, 4, { second: 2 });
    const fresh = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((each) => (window.push(each) ? window.fresh : []));
    expect(fresh).toEqual([3, 2, 3]);
  });

  it('refuses a length below the least', () => {
    expect(() => new IntervalWindow(4, 1, { least: 5 })).toThrow(
      'a window must be a whole number of at least 5, was 4',
    );
    expect(() => new IntervalWindow(4, 0)).toThrow(RangeError);
  });
});
