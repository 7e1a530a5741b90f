import { describe, expect, it } from 'vitest';
import { SampleRows } from './sample-rows.ts';

/** Rows `n, -n` for `n` from 1 to `count`. */
function filled(length: number, count: number): SampleRows {
  const rows = new SampleRows(length, 2);
  for (let n = 1; n <= count; n += 1) rows.advance().set([n, -n]);
  return rows;
}

describe('rows of samples', () => {
  it.each([
    [3, 2],
    [3, 3],
    [3, 8],
    [128, 200],
    [300, 100],
    [300, 129],
    [300, 300],
    [300, 301],
    [300, 428],
    [300, 557],
    [300, 1000],
  ])('of a ring of %i hold the newest of %i', (length, count) => {
    const rows = filled(length, count);
    const held = Math.min(length, count);
    expect(rows.count).toBe(held);
    for (let age = 0; age < held; age += 1) expect([...rows.at(age)]).toEqual([count - age, age - count]);
    const numbers = Array.from({ length: held }, (_, i) => count - held + 1 + i);
    expect([...rows.toBlock()]).toEqual(numbers.flatMap((n) => [n, -n]));
  });

  it.each([3, 300])('of a ring of %i are the same where copies are appended', (length) => {
    const rows = new SampleRows(length, 2);
    const row = new Float64Array(2);
    for (let n = 1; n <= 700; n += 1) {
      row.set([n, -n]);
      rows.append(row);
      row.fill(NaN);
      expect([...rows.at(0)]).toEqual([n, -n]);
    }
    expect(rows.toBlock()).toEqual(filled(length, 700).toBlock());
  });
});
