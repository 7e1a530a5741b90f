import { describe, expect, it } from 'vitest';
import { TimedRows } from './timed-rows.ts';

describe('timed rows', () => {
  it('gives rows back in the order in which they came, over its growth', () => {
    const rows = new TimedRows(2);
    for (let i = 0; i < 40; i += 1) rows.append(i, [i, -i]);
    for (let i = 0; i < 30; i += 1) rows.dropOldest();
    for (let i = 40; i < 200; i += 1) rows.append(i, [i, -i]);
    const found = Array.from({ length: rows.count }, () => {
      const row = [rows.oldestTime, rows.oldest(0), rows.oldest(1)];
      rows.dropOldest();
      return row;
    });
    expect(found).toEqual(Array.from({ length: 170 }, (_, i) => [i + 30, i + 30, -i - 30]));
  });

  it('has nothing to give when empty', () => {
    const rows = new TimedRows(1);
    expect([rows.oldestTime, rows.oldest(0), rows.count]).toEqual([NaN, NaN, 0]);
  });
});
