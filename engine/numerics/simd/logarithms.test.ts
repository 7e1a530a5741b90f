import { describe, expect, it } from 'vitest';
import { pair, read, steps, whole, write } from './instructions.ts';
import { counted, kernel } from './kernel.ts';
import { KernelFloats } from './kernel-memory.ts';
import { logarithmInPlace } from './logarithms.ts';

const logarithms = kernel((locals) => {
  const { address, bytes } = locals.given('address', 'bytes');
  const { at } = locals.wholes('at');
  const { x } = locals.pairs('x');
  const place = whole.plus(read(address), read(at));
  const logarithm = logarithmInPlace(locals);
  const body = steps(write(x, pair.load(place)), logarithm(x), pair.store(place, read(x)));
  return counted(at, read(bytes), body, 16);
});

function logarithmsOf(numbers: readonly number[]): number[] {
  const floats = new KernelFloats(numbers.length);
  floats.values.set(numbers);
  logarithms(floats.address, 8 * numbers.length);
  return [...floats.values];
}

describe('logarithms two at a time', () => {
  it('are those of the language to the last digits, over all magnitudes', () => {
    const numbers = Array.from({ length: 4000 }, (_, i) => Math.exp((i - 2000) * 0.3507 + 0.001 * i));
    const worst = logarithmsOf(numbers).map((each, i) => {
      const expected = Math.log(numbers[i] as number);
      return Math.abs(each - expected) / Math.max(1e-3, Math.abs(expected));
    });
    expect(Math.max(...worst)).toBeLessThan(1e-15);
  });

  it('are as exact beside 1, where they are small', () => {
    const numbers = Array.from({ length: 2000 }, (_, i) => 1 + (i - 1000.5) * 2e-4);
    const worst = logarithmsOf(numbers).map((each, i) => Math.abs(each / Math.log(numbers[i] as number) - 1));
    expect(Math.max(...worst)).toBeLessThan(1e-15);
    expect(logarithmsOf([1, 2])).toEqual([0, Math.LN2]);
  });
});
