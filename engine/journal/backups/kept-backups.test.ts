import { describe, expect, it } from 'vitest';
import { keptBackups } from './kept-backups.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('R-ST-07: the backups that are kept', () => {
  it('are one for each of 24 hours and one for each of 14 days', () => {
    const everyQuarter = Array.from({ length: 20 * 96 }, (_, quarter) => 20_000 * DAY + quarter * 900_000);
    const kept = keptBackups(everyQuarter);
    // The latest 24 hours are the whole last day; 13 days before it have one each.
    expect(kept).toHaveLength(24 + 13);
    expect(kept[0]).toBe(everyQuarter.at(-1));
    expect(kept.at(-1)).toBe(20_006 * DAY + DAY - 900_000);
  });

  it('count hours and days that have a backup, however far apart they are', () => {
    const yearly = Array.from({ length: 30 }, (_, year) => year * 365 * DAY);
    expect(keptBackups(yearly)).toEqual(yearly.toReversed().slice(0, 24));
  });

  it('are none of none', () => {
    expect(keptBackups([])).toEqual([]);
  });
});
