import { describe, expect, it } from 'vitest';
import { KernelFloats } from './kernel-memory.ts';
import { pairRows, partRows } from './row-pairs.ts';

describe('rows side by side', () => {
  it('stand number by number, two at a time, and go back to where they were', () => {
    // Rows of three numbers, four places apart.
    const rows = new KernelFloats(16);
    rows.values.set([1, 2, 3, 0, 11, 12, 13, 0, 21, 22, 23, 0, 31, 32, 33, 0]);
    const pairs = new KernelFloats(12);
    pairRows(rows.address, 32, pairs.address, 24, 2);
    expect([...pairs.values]).toEqual([1, 11, 2, 12, 3, 13, 21, 31, 22, 32, 23, 33]);
    const given = new KernelFloats(12);
    partRows(given.address, 24, pairs.address, 24, 2);
    expect([...given.values]).toEqual([1, 2, 3, 11, 12, 13, 21, 22, 23, 31, 32, 33]);
  });
});
