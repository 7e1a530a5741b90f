import { describe, expect, it } from 'vitest';
import { liveValues, withLiveValues, withNewer } from './live-values.ts';

const update = (times: number[], values: number[]) => ({
  timesMs: Float64Array.from(times),
  values: Float64Array.from(values),
});
const columns = { openTimeMs: Float64Array.of(100, 200, 400), closeTimeMs: Float64Array.of(200, 300, 500) };
const none = Number.NaN;

describe('samples of a formula of ticks', () => {
  it('are joined by time, the newest one told again taking the place of the one before', () => {
    const first = withNewer(undefined, update([1, 2], [10, 20]), 9);
    const next = withNewer(first, update([1, 2, 3], [10, 21, 30]), 9);
    expect(next).toEqual({ timesMs: [1, 2, 3], values: [10, 21, 30] });
    expect(withNewer(next, update([], []), 9)).toBe(next);
  });

  it('stay when the next update does not reach back to them, the oldest let go beyond the most', () => {
    const first = withNewer(undefined, update([1, 2, 3], [10, 20, 30]), 4);
    expect(withNewer(first, update([7, 8], [70, 80]), 4)).toEqual({
      timesMs: [1, 2, 7, 8],
      values: [10, 20, 70, 80],
    });
  });

  it('give each bar the last of its time, and the bar that is open what came after the last', () => {
    const samples = { timesMs: [50, 110, 199, 200, 510], values: [1, 2, 3, 4, 5] };
    expect(liveValues(samples, columns, 7)).toEqual({ first: 7, values: Float64Array.of(3, 4, none, 5) });
  });

  it('fill in where bars alone give no value', () => {
    const live = { first: 7, values: Float64Array.of(3, 4, none, 5) };
    const ofBars = { first: 7, values: Float64Array.of(none, 40, none) };
    expect(withLiveValues(ofBars, live).values).toEqual(Float64Array.of(3, 40, none, 5));
    expect(withLiveValues(undefined, live)).toBe(live);
  });
});
