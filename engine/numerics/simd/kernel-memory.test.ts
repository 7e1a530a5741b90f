import { describe, expect, it } from 'vitest';
import { KernelFloats } from './kernel-memory.ts';

describe('the numbers of kernels', () => {
  it('are zeros at first, and keep what they hold when the memory grows', () => {
    const few = new KernelFloats(5);
    expect([...few.values]).toEqual([0, 0, 0, 0, 0]);
    few.values.set([1, 2, 3, 4, 5]);
    const before = few.values;
    // Four mebibytes are more than the memory begins with.
    const many = new KernelFloats(500_000);
    many.values.fill(7);
    expect(before.length).toBe(0);
    expect([...few.values]).toEqual([1, 2, 3, 4, 5]);
  });

  it('may be looked at as whole numbers, also after the memory has grown', () => {
    const few = new KernelFloats(2);
    few.integers.set([1, -1, 65_537, 3]);
    expect([...few.shorts]).toEqual([1, 0, 65_535, 65_535, 1, 1, 3, 0]);
    const many = new KernelFloats(3_000_000);
    expect([...few.integers]).toEqual([1, -1, 65_537, 3]);
    expect(few.shorts[6]).toBe(3);
    many.release();
  });

  it('may be none, whose memory can be looked at, too', () => {
    const none = new KernelFloats(0);
    const many = new KernelFloats(2_000_000);
    many.values.fill(1);
    const { buffer, byteOffset } = none.values;
    expect(new Int32Array(buffer, byteOffset, 0).length).toBe(0);
    many.release();
  });

  it('lie apart from each other, each at the beginning of a cache line', () => {
    const blocks = [1, 8, 9].map((length) => new KernelFloats(length));
    blocks.forEach((block, i) => {
      expect(block.address % 64).toBe(0);
      block.values.fill(i + 1);
    });
    const held = blocks.map(({ values }) => [...values]);
    expect(held).toEqual([[1], Array.from({ length: 8 }, () => 2), Array.from({ length: 9 }, () => 3)]);
  });

  it('serve again, as zeros, once they are released', () => {
    const first = new KernelFloats(1000);
    first.values.fill(3);
    first.release();
    first.release();
    const [second, third] = [new KernelFloats(1010), new KernelFloats(1000)];
    expect(second.address).toBe(first.address);
    expect(second.values.every((each) => each === 0)).toBe(true);
    expect(third.address).not.toBe(first.address);
  });
});
