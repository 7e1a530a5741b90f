import { describe, expect, it } from 'vitest';
import { KernelFloats } from './kernel-memory.ts';
import { tangentsInPlace } from './tangents.ts';

describe('hyperbolic tangents two at a time', () => {
  it('are those of the language, flat far out', () => {
    const numbers = Array.from({ length: 4000 }, (_, i) => (i - 2000) * 0.0123);
    const floats = new KernelFloats(4002);
    floats.values.set([...numbers, 1e300, -1e300]);
    tangentsInPlace(floats.address, 8 * floats.length);
    const worst = numbers.map((x, i) => Math.abs((floats.values[i] as number) - Math.tanh(x)));
    expect(Math.max(...worst)).toBeLessThan(1e-15);
    expect([...floats.values.subarray(4000)]).toEqual([1, -1]);
  });
});
