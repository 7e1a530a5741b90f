import { describe, expect, it } from 'vitest';
import { loadedFrom } from '../bar-columns.ts';
import { answerBars } from '../chart-bars.fixture.ts';
import { gapPoints } from './paint-gaps.ts';

const MINUTE = 60_000;

/** Bars a minute long each, with so many minutes of nothing before the given points. */
function barsWith(holes: Readonly<Record<number, number>>, merged = 1) {
  const loaded = loadedFrom(answerBars(20 * merged, { from: 0, to: null, most: 20 }));
  let later = 0;
  for (let point = 0; point < loaded.count; point += 1) {
    later += (holes[point] ?? 0) * MINUTE;
    loaded.columns.openTimeMs[point] = point * merged * MINUTE + later;
    loaded.columns.closeTimeMs[point] = (point + 1) * merged * MINUTE + later;
  }
  return loaded;
}

describe('gaps in a chart', () => {
  it('lie before the point that follows half an hour or more of nothing', () => {
    const loaded = barsWith({ 4: 30, 9: 29, 15: 1440 });
    expect(gapPoints(loaded, 0, 19)).toEqual([4, 15]);
    expect(gapPoints(loaded, 5, 14)).toEqual([]);
  });

  it('are longer where points are: three of them', () => {
    // Sixteen minutes a point: 48 minutes are three of them.
    expect(gapPoints(barsWith({ 4: 47, 9: 48 }, 16), 0, 19)).toEqual([9]);
  });

  it('are not looked for before the first bar there is', () => {
    expect(gapPoints(barsWith({ 0: 500 }), -3, 40)).toEqual([]);
  });
});
