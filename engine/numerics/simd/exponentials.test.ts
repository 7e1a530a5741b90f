import { describe, expect, it } from 'vitest';
import { exponentialInPlace } from './exponentials.ts';
import { pair, read, steps, whole, write } from './instructions.ts';
import { counted, kernel } from './kernel.ts';
import { KernelFloats } from './kernel-memory.ts';

const exponentials = kernel((locals) => {
  const { address, bytes } = locals.given('address', 'bytes');
  const { at } = locals.wholes('at');
  const { x } = locals.pairs('x');
  const place = whole.plus(read(address), read(at));
  const raise = exponentialInPlace(locals);
  const body = steps(write(x, pair.load(place)), raise(x), pair.store(place, read(x)));
  return counted(at, read(bytes), body, 16);
});

function raised(powers: readonly number[]): number[] {
  const floats = new KernelFloats(powers.length);
  floats.values.set(powers);
  exponentials(floats.address, 8 * powers.length);
  return [...floats.values];
}

describe('exponentials two at a time', () => {
  it('are those of the language to the last digits', () => {
    const powers = Array.from({ length: 4000 }, (_, i) => (i - 2000) * 0.3507 + 0.001 * i);
    const worst = raised(powers).map((each, i) => Math.abs(each / Math.exp(powers[i] as number) - 1));
    expect(Math.max(...worst)).toBeLessThan(1e-15);
  });

  it('are 1 for 0 and stay normal numbers far out', () => {
    const [one, rest, lowest = 0, highest = Infinity] = raised([0, -0, -1e300, 1e300]);
    expect([one, rest]).toEqual([1, 1]);
    expect(lowest).toBeGreaterThan(0);
    expect(lowest).toBeLessThan(1e-307);
    expect(highest).toBeGreaterThan(1e307);
    expect(highest).toBeLessThan(Infinity);
  });
});
