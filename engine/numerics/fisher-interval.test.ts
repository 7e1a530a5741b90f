import { describe, expect, it } from 'vitest';
import { fisherInterval } from './fisher-interval.ts';

describe('the interval of a correlation', () => {
  it('is even in its transformed scale, and tells less of fewer pairs', () => {
    // atanh 0.5 is 0.549306; 1.959964 / √25 is 0.391993: tanh 0.157313 and tanh 0.941299.
    const interval = fisherInterval(0.5, 28);
    expect(interval?.low).toBeCloseTo(0.156028, 6);
    expect(interval?.high).toBeCloseTo(0.735818, 6);
    const wider = fisherInterval(0.5, 10);
    expect(wider?.low).toBeLessThan(0);
    expect(fisherInterval(-0.5, 28)?.low).toBeCloseTo(-0.735818, 6);
  });

  it('is a point where two move as one, and unknown below four pairs', () => {
    expect(fisherInterval(1, 30)).toEqual({ low: 1, high: 1 });
    expect(fisherInterval(1.000_000_1, 30)).toEqual({ low: 1, high: 1 });
    expect(fisherInterval(0.5, 3)).toBeUndefined();
  });
});
