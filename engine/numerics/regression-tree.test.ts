import { describe, expect, it } from 'vitest';
import { leafValue } from './decision-tree.ts';
import { Mulberry32 } from './mulberry32.ts';
import { growRegressionTree } from './regression-tree.ts';
import { SortedColumns } from './sorted-columns.ts';

const ones = (count: number) => new Float64Array(count).fill(1);

describe('a regression tree', () => {
  it('takes the lower of two thresholds that are as good', () => {
    const sorted = new SortedColumns(Float64Array.of(1, 2, 3, 4, 5, 6), 6, 1);
    const gains: number[] = [];
    const tree = growRegressionTree(sorted, ones(6), Float64Array.of(0, 0, 1, 0, 1, 1), {
      depth: 1,
      leaf: 1,
      onSplit: (_column, gain) => gains.push(gain),
    });
    // 2.5 and 4.5 both lessen the impurity of 0.5 by 0.25, which is twice the gain per row.
    expect([...tree.columns]).toEqual([0, -1, -1]);
    expect([...tree.numbers]).toEqual([2.5, 0, 0.75]);
    expect((2 * (gains[0] ?? NaN)) / 6).toBeCloseTo(0.25, 12);
  });

  it('takes the lower of two columns that are as good, whatever their order', () => {
    const inputs = Float64Array.of(1, 9, 2, 8, 3, 7, 4, 6);
    const tree = growRegressionTree(new SortedColumns(inputs, 4, 2), ones(4), Float64Array.of(0, 0, 1, 1), {
      depth: 5,
      leaf: 1,
    });
    expect([...tree.columns]).toEqual([0, -1, -1]);
  });

  it('leaves enough rows on either side, by weight', () => {
    const sorted = new SortedColumns(Float64Array.of(1, 2, 3, 4), 4, 1);
    const targets = Float64Array.of(9, 0, 0, 0);
    const threshold = (weights: Float64Array) =>
      growRegressionTree(sorted, weights, targets, { depth: 1, leaf: 2 }).numbers[0];
    expect(threshold(ones(4))).toBe(2.5);
    expect(threshold(Float64Array.of(2, 1, 1, 1))).toBe(1.5);
    // A row without weight is not there.
    expect(threshold(Float64Array.of(0, 1, 1, 1))).toBe(0);
  });

  it('tells every row apart when it may', () => {
    const random = new Mulberry32(5);
    const inputs = Float64Array.from({ length: 120 }, () => random.normal());
    const targets = Float64Array.from({ length: 40 }, () => random.normal());
    const tree = growRegressionTree(new SortedColumns(inputs, 40, 3), ones(40), targets, {
      depth: 40,
      leaf: 1,
    });
    targets.forEach((target, row) =>
      expect(leafValue(tree, inputs.subarray(3 * row, 3 * row + 3))).toBeCloseTo(target, 12),
    );
  });
});
