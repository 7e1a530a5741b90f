import { describe, expect, it } from 'vitest';
import { columnMeans, meanLabel, productsOf } from './labeled-rows.ts';

describe('labeled rows', () => {
  const rows = {
    count: 3,
    width: 2,
    inputs: Float64Array.of(1, 2, 3, 4, 5, 9),
    labels: Float64Array.of(1, 2, 6),
  };

  it('have means', () => {
    expect([...columnMeans(rows)]).toEqual([3, 5]);
    expect(meanLabel(rows)).toBe(3);
  });

  it('have products around their means and around anything else', () => {
    // Columns (-2, 0, 2) and (-3, -1, 4), labels (-2, -1, 3).
    const centered = productsOf(rows, columnMeans(rows), 3);
    expect(centered.gram.map((row) => [...row])).toEqual([
      [8, 14],
      [14, 26],
    ]);
    expect([...centered.withLabels]).toEqual([10, 19]);
    expect(centered.ofLabels).toBe(14);
    expect(productsOf(rows, new Float64Array(2), 0).ofLabels).toBe(41);
  });
});
