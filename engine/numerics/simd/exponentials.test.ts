import { describe, expect, it } from 'vitest';
import { exponentialInPlace } from './exponentials.ts';
import { pair, read, steps, whole, write } from './instructions.ts';
import { counted, kernel } from './kernel.ts';
import { KernelFloats } from './kernel-memory.ts';

const exponentials = kernel((locals) => {
  const { address, bytes } = locals.given('address', 'bytes');
  const { at } = locals.wholes('at');
  const numbers = Object.values(locals.pairs('x', 'y'));
  const place = whole.plus(read(address), read(at));
  const raise = exponentialInPlace(locals);
  const body = steps(
    ...numbers.map((number, i) => write(number, pair.load(place, 16 * i))),
    raise(...numbers),
    ...numbers.map((number, i) => pair.store(place, read(number), 16 * i)),
  );
  return counted(at, read(bytes), body, 32);
});

function raised(powers: readonly number[]): number[] {
  const floats = new KernelFloats(powers.length);
  floats.values.set(powers);
  exponentials(floats.address, 8 * powers.length);
  return [...floats.values];
}

describe('exponentials two at a time', () => {
  it('are those of the language to the last digits, and to those of their exponent', () => {
    const powers = Array.from({ length: 4000 }, (_, i) => (i - 2000) * 0.3507 + 0.001 * i);
    const worst = raised(powers).map((each, i) => {
      const power = powers[i] as number;
      return Math.abs(each / Math.exp(power) - 1) / (1 + Math.abs(power) / 10);
    });
    expect(Math.max(...worst)).toBeLessThan(2e-15);
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
