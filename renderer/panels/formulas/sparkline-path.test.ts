import { describe, expect, it } from 'vitest';
import { sparklineOf } from './sparkline-path.ts';

const of = (...values: number[]) => sparklineOf(Float64Array.from(values), 100, 26);

describe('a sparkline', () => {
  it('goes from edge to edge, the largest on top, three pixels inside', () => {
    expect(of(1, 3, 2)).toMatchObject({ path: 'M0.0 23.0L50.0 3.0L100.0 13.0', low: 1, high: 3, count: 3 });
  });

  it('leaves a gap where there was no value, and shows a value between two gaps as a dot', () => {
    expect(of(1, Number.NaN, 3, Number.NaN, 1, 1)?.path).toBe(
      'M0.0 23.0h0.5M40.0 3.0h0.5M80.0 23.0L100.0 23.0',
    );
  });

  it('shows where zero is when the values lie on both sides of it', () => {
    expect(of(-1, 1)?.zeroY).toBe(13);
    expect(of(1, 2)?.zeroY).toBeUndefined();
  });

  it('is flat in the middle while all values are the same', () => {
    expect(of(5, 5)?.path).toBe('M0.0 13.0L100.0 13.0');
  });

  it('is none without any value', () => {
    expect(of(Number.NaN)).toBeUndefined();
    expect(of()).toBeUndefined();
  });
});
