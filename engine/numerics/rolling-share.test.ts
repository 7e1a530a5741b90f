import { describe, expect, it } from 'vitest';
import { RollingShare } from './rolling-share.ts';

describe('a rolling share', () => {
  it('counts the events of its window and forgets older ones', () => {
    const share = new RollingShare(3);
    const found = [true, false, true, true, false, false].map((isHit) => {
      share.push(isHit);
      return [share.hits, share.count];
    });
    expect(found).toEqual([
      [1, 1],
      [1, 2],
      [2, 3],
      [2, 3],
      [2, 3],
      [1, 3],
    ]);
    expect(share.share).toBe(1 / 3);
    expect(share.isFull).toBe(true);
  });

  it('is no number before the first event', () => {
    expect(new RollingShare(2).share).toBeNaN();
  });

  it('refuses a window of nothing', () => {
    expect(() => new RollingShare(0)).toThrow('a window must be a whole number of at least 1, was 0');
  });
});
