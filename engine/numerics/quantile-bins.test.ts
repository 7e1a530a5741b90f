import { describe, expect, it } from 'vitest';
import { QuantileBins } from './quantile-bins.ts';
import { SortedWindow } from './sorted-window.ts';

describe('quantile bins', () => {
  it('hold equal shares of the sample, an edge itself in the bin below it', () => {
    const bins = new QuantileBins(4);
    const sample = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    bins.divide(sample);
    // Edges 3, 5 and 7.
    expect(sample.map((value) => bins.of(value))).toEqual([0, 0, 0, 1, 1, 2, 2, 3, 3]);
    expect(bins.count).toBe(4);
  });

  it('say of all values at once what they say of each', () => {
    const bins = new QuantileBins(3);
    const window = new SortedWindow(7);
    const values = Float64Array.of(3, 1, 2, 2, 5, 4, 2);
    for (const value of values) window.push(value);
    bins.divide(window.sorted);
    const [sorted, counts] = [new Int32Array(7), new Int32Array(3)];
    bins.sort(values, sorted);
    bins.countInto(counts, window);
    expect([...sorted]).toEqual(Array.from(values, (value) => bins.of(value)));
    expect([...counts]).toEqual([0, 1, 2].map((bin) => sorted.filter((each) => each === bin).length));
  });

  it('are one bin before the first sample', () => {
    expect([-1e9, 0, 1e9].map((value) => new QuantileBins(3).of(value))).toEqual([0, 0, 0]);
  });
});
