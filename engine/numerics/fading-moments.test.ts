import { describe, expect, it } from 'vitest';
import { FadingMoments } from './fading-moments.ts';

describe('fading moments', () => {
  it('weigh each older value half as much', () => {
    const moments = new FadingMoments(0.5);
    [1, 2, 4].forEach((value) => moments.push(value));
    const mean = (1 * 0.25 + 2 * 0.5 + 4) / 1.75;
    expect(moments.mean).toBeCloseTo(mean, 14);
    const squares = 0.25 * (1 - mean) ** 2 + 0.5 * (2 - mean) ** 2 + (4 - mean) ** 2;
    expect(moments.variance).toBeCloseTo(squares / 1.75, 14);
    expect(moments.count).toBe(3);
  });

  it('are plain moments with a full memory', () => {
    const moments = new FadingMoments(1);
    [1, 2, 3, 4].forEach((value) => moments.push(value));
    expect(moments.mean).toBeCloseTo(2.5, 14);
    expect(moments.variance).toBeCloseTo(1.25, 14);
  });

  it('say nothing of nothing, and refuse a memory that grows', () => {
    expect(new FadingMoments(0.5).mean).toBeNaN();
    expect(new FadingMoments(0.5).variance).toBeNaN();
    expect(() => new FadingMoments(1.1)).toThrow('was 1.1');
  });
});
