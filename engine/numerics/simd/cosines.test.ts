import { describe, expect, it } from 'vitest';
import { cosinesInPlace } from './cosines.ts';
import { KernelFloats } from './kernel-memory.ts';

describe('cosines several at a time', () => {
  it('are those of the language, to the last digits of an angle', () => {
    const angles = Array.from({ length: 4000 }, (_, i) => (i - 2000) * 0.0517);
    const floats = new KernelFloats(angles.length);
    floats.values.set(angles);
    cosinesInPlace(floats.address, 8 * floats.length);
    const worst = angles.map(
      (angle, i) => Math.abs((floats.values[i] as number) - Math.cos(angle)) / (1 + Math.abs(angle)),
    );
    expect(Math.max(...worst)).toBeLessThan(1e-15);
  });
});
