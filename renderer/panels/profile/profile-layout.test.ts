import { describe, expect, it } from 'vitest';
import type { VolumeProfileView } from '../../../engine/contract/footprint-commands.ts';
import { layoutOf, letterOf, ticksAt, yOf } from './profile-layout.ts';
import { localText, momentOf, rangeOf } from './profile-question.ts';

const profile = {
  fromTicks: 1000,
  rowTicks: 10,
  buyLots: new Float64Array(20),
  sellLots: new Float64Array(20),
} as unknown as VolumeProfileView;

describe('the layout of profiles', () => {
  it('fits all rows into the height and puts them in the middle', () => {
    const layout = layoutOf([profile], { width: 278, height: 124 });
    // 124 less two edges of 12 are 100 for 20 rows.
    expect(layout).toMatchObject({ lowTicks: 1000, highTicks: 1200, rowPx: 5, width: 200 });
    expect([yOf(layout, 1200), yOf(layout, 1000)]).toEqual([12, 112]);
    expect(ticksAt(layout, 62)).toBe(1100);
  });

  it('gives several profiles columns of the same width over one axis', () => {
    const later = { ...profile, fromTicks: 1100 };
    expect(layoutOf([profile, later], { width: 278, height: 124 })).toMatchObject({
      highTicks: 1300,
      columnPx: 100,
    });
  });

  it('names periods by letters', () => {
    expect([0, 25, 26, 52].map(letterOf)).toEqual(['A', 'Z', 'a', 'A']);
  });
});

describe('the range of a profile', () => {
  const stretch = { fromMs: 1000.4, toMs: 2000 };
  it('is asked for only when it is known', () => {
    expect(rangeOf('visible', undefined, undefined)).toBeUndefined();
    expect(rangeOf('fixed', stretch, undefined)).toBeUndefined();
    expect(rangeOf('fixed', undefined, { fromMs: 5, toMs: 5 })).toBeUndefined();
    expect(rangeOf('visible', stretch, undefined)).toEqual({ kind: 'between', fromMs: 1000, toMs: 2000 });
    expect(rangeOf('days', undefined, undefined)).toEqual({ kind: 'days', count: 3 });
  });

  it('is typed in the time of the person', () => {
    const minute = Date.UTC(2024, 4, 1, 12, 30);
    expect(momentOf(localText(minute))).toBe(minute);
    expect(momentOf('soon')).toBeUndefined();
  });
});
