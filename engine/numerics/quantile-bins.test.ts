import { describe, expect, it } from 'vitest';
import { QuantileBins } from './quantile-bins.ts';

describe('quantile bins', () => {
  it('hold equal shares of the sample, an edge itself in the bin below it', () => {
    const bins = new QuantileBins(4);
    const sample = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    bins.divide(sample);
    // Edges 3, 5 and 7.
    expect(sample.map((value) => bins.of(value))).toEqual([0, 0, 0, 1, 1, 2, 2, 3, 3]);
    expect(bins.count).toBe(4);
  });

  it('are one bin before the first sample', () => {
    expect([-1e9, 0, 1e9].map((value) => new QuantileBins(3).of(value))).toEqual([0, 0, 0]);
  });
});
