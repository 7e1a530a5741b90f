import { describe, expect, it } from 'vitest';
import { pair, read, steps, whole, write } from './instructions.ts';
import { counted, kernel } from './kernel.ts';
import { KernelFloats } from './kernel-memory.ts';
import { tangentInPlace } from './tangents.ts';

const tangents = kernel((locals) => {
  const { address, bytes } = locals.given('address', 'bytes');
  const { at } = locals.wholes('at');
  const numbers = Object.values(locals.pairs('x', 'y'));
  const place = whole.plus(read(address), read(at));
  const body = steps(
    ...numbers.map((number, i) => write(number, pair.load(place, 16 * i))),
    tangentInPlace(locals)(...numbers),
    ...numbers.map((number, i) => pair.store(place, read(number), 16 * i)),
  );
  return counted(at, read(bytes), body, 32);
});

describe('hyperbolic tangents two at a time', () => {
  it('are those of the language, flat far out', () => {
    const numbers = Array.from({ length: 4000 }, (_, i) => (i - 2000) * 0.0123);
    const floats = new KernelFloats(4002);
    floats.values.set([...numbers, 1e300, -1e300]);
    tangents(floats.address, 8 * floats.length);
    const worst = numbers.map((x, i) => Math.abs((floats.values[i] as number) - Math.tanh(x)));
    expect(Math.max(...worst)).toBeLessThan(1e-15);
    expect([...floats.values.subarray(4000)]).toEqual([1, -1]);
  });
});
