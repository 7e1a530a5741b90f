import { describe, expect, it } from 'vitest';
import { LevelChanges } from './level-changes.ts';

/** Changes of price and size that each side tells after the first. */
const changesOf = (side: 'bid' | 'ask', levels: number, ...sides: number[][]) => {
  const changes = new LevelChanges(side, levels);
  return sides.map((each) => {
    const told: [number, number][] = [];
    changes.push(each, (price, change) => {
      told.push([price, change]);
      return -1;
    });
    return told;
  });
};

describe('changes of levels', () => {
  it('are told by price, not by rank', () => {
    expect(changesOf('bid', 5, [100, 1, 99, 2], [100.5, 4, 100, 1, 99, 2], [99, 5], [99, 5, 98, 1])).toEqual([
      [],
      [[100.5, 4]],
      [
        [100.5, -4],
        [100, -1],
        [99, 3],
      ],
      [[98, 1]],
    ]);
  });

  it('tell nothing of what comes into sight or drops out of it at the far end', () => {
    expect(
      changesOf('ask', 2, [101, 1, 102, 2, 103, 9], [100, 3, 101, 1], [101, 1, 102, 7], [101, 1, 104, 7]),
    ).toEqual([[], [[100, 3]], [[100, -3]], [[102, -7]]]);
  });

  it('carry the tag of a level that stays, and forget that of one that went', () => {
    const changes = new LevelChanges('ask', 3);
    const tags: number[] = [];
    const push = (side: number[], next: number) =>
      changes.push(side, (_price, _change, tag) => {
        tags.push(tag);
        return next;
      });
    push([101, 1], 0);
    push([101, 2], 7);
    push([100, 1, 101, 3], 8);
    push([101, 4], 9);
    push([100, 5, 101, 4], 10);
    expect(tags).toEqual([-1, -1, 7, 8, 8, -1]);
  });
});
