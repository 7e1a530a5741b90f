import { describe, expect, it } from 'vitest';
import { deltaOf, loadedFrom, pointAtTime } from './bar-columns.ts';
import { answerBars, barAt } from './chart-bars.fixture.ts';
import { frameOf } from './chart-frame.ts';
import { bubbleRadius } from './paint/paint-bubbles.ts';
import { placeOfTime, timeOfPlace } from './place-of-time.ts';

const MINUTE = 60_000;
const timed = (from: number, to: number, most = 1000, resolved = new Map<number, number>()) => ({
  loaded: loadedFrom(answerBars(500, { from, to, most })),
  forming: barAt(500),
  total: 500,
  resolved,
});

describe('moments among bars', () => {
  const bars = timed(100, 500);

  it('have a place with its fraction, and back', () => {
    expect(placeOfTime(bars, 150.25 * MINUTE)).toBe(150.25);
    expect(timeOfPlace(bars, 150.25)).toBe(150.25 * MINUTE);
    expect([99, 100, 320].map((minute) => pointAtTime(bars.loaded, minute * MINUTE))).toEqual([-1, 0, 220]);
  });

  it('go on at the usual pace after the newest bar', () => {
    expect(placeOfTime(bars, 503 * MINUTE)).toBe(503);
    expect(timeOfPlace(bars, 503)).toBe(503 * MINUTE);
  });

  it('outside of the loaded bars are where the engine says, or where the pace puts them', () => {
    expect(placeOfTime(bars, 90 * MINUTE)).toBe(90);
    expect(placeOfTime(timed(100, 500, 1000, new Map([[90 * MINUTE, 42]])), 90 * MINUTE)).toBe(42);
  });

  it('have a place among points of several bars', () => {
    const merged = timed(0, 500, 100);
    expect(merged.loaded.merged).toBe(8);
    expect(placeOfTime(merged, 301 * MINUTE)).toBeCloseTo(301, 9);
  });
});

describe('delta', () => {
  it('is what buyers took less what sellers did, and unknown where no side is', () => {
    expect(deltaOf({ buyBase: 7, knownBase: 10 })).toBe(4);
    expect(deltaOf({ buyBase: 0, knownBase: 0 })).toBeUndefined();
  });
});

describe('the frame of a chart', () => {
  it('gives indicators of their own a pane each below prices and volume', () => {
    const { own, places, price, volume } = frameOf(1000, 622, { from: 0, span: 10 }, 2);
    expect(places.width).toBe(926);
    // 600 px: 16 % for volume, twice 17 % for indicators, each 6 px less.
    expect([price.height, volume.height, ...own.map(({ height }) => height)].map(Math.round)).toEqual([
      294, 90, 96, 96,
    ]);
  });
});

describe('bubbles of big trades', () => {
  it('grow in area with the size of the trade, within bounds', () => {
    expect([bubbleRadius(1), bubbleRadius(4), bubbleRadius(1000)]).toEqual([3, 6, 18]);
  });
});
