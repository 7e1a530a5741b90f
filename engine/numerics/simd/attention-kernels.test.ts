import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { attentionKernel, scaledRowsKernel } from './attention-kernels.ts';
import { KernelFloats } from './kernel-memory.ts';

const FLOAT_BYTES = 8;
const random = new Random(3);
const drawn = (count: number): number[] => Array.from({ length: count }, () => random.normal());

function floatsOf(values: readonly number[]): KernelFloats {
  const floats = new KernelFloats(values.length);
  floats.values.set(values);
  return floats;
}

describe('rows of a ring', () => {
  it('are scaled to a variance of 1 with their codes, the oldest first', () => {
    const rows = [
      [3, -3, 1, -1],
      [2, -2, 0, 0],
      [1, -1, 5, -5],
    ];
    const codes = [
      [0, 0, 1, -1],
      [1, -1, 0, 0],
      [2, -2, 2, -2],
    ];
    const ring = floatsOf(rows.flat());
    const added = floatsOf(codes.flat());
    const to = new KernelFloats(12);
    const bytes = 12 * FLOAT_BYTES;
    const second = ring.address + 4 * FLOAT_BYTES;
    scaledRowsKernel(2, { width: 4, least: 0.5 })(
      second,
      ring.address + bytes,
      bytes,
      added.address,
      to.address,
      bytes,
    );
    const expected = [1, 2, 0].flatMap((place, step) => {
      const row = rows[place]?.map((each, j) => each + (codes[step]?.[j] ?? NaN)) ?? [];
      const variance = row.reduce((sum, each) => sum + each * each, 0) / 4;
      return row.map((each) => each / Math.sqrt(variance + 0.5));
    });
    expected.forEach((each, i) => expect(to.values[i]).toBeCloseTo(each, 14));
  });
});

describe('attention', () => {
  it.each([
    [5, 8],
    [4, 2],
    [1, 6],
  ])('is the mean of %d rows of %d by the exponentials of their scores', (count, width) => {
    const rows = Array.from({ length: count }, () => drawn(width));
    const asked = drawn(width);
    const mean = new KernelFloats(width);
    attentionKernel(width / 2)(
      floatsOf(rows.flat()).address,
      floatsOf(asked).address,
      new KernelFloats(count + 1).address,
      FLOAT_BYTES * count,
      mean.address,
    );
    const weights = rows.map((row) =>
      Math.exp(row.reduce((sum, each, j) => sum + each * (asked[j] ?? NaN), 0)),
    );
    const total = weights.reduce((sum, each) => sum + each, 0);
    for (let j = 0; j < width; j += 1) {
      const sum = rows.reduce((all, row, i) => all + (weights[i] ?? NaN) * (row[j] ?? NaN), 0);
      expect(mean.values[j]).toBeCloseTo(sum / total, 13);
    }
  });

  it('is that of the row with the highest score where others count for nothing', () => {
    const mean = new KernelFloats(2);
    const rows = floatsOf([1, 2, 900, 3, -900, 4]);
    attentionKernel(1)(rows.address, floatsOf([1, 0]).address, new KernelFloats(4).address, 24, mean.address);
    expect([...mean.values]).toEqual([900, 3]);
  });
});
