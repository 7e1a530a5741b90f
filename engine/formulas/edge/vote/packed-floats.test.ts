import { describe, expect, it } from 'vitest';
import { packFloats, unpackFloats } from './packed-floats.ts';

describe('packed floats', () => {
  it('are base64 of 32-bit floats, lowest byte first', () => {
    // IEEE 754: 1 is 3f800000, -2 is c0000000, and 0.1 comes nearest as 3dcccccd.
    const bytes = [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0xcd, 0xcc, 0xcc, 0x3d];
    expect(packFloats(Float32Array.of(1, -2, 0.1))).toBe(Buffer.from(bytes).toString('base64'));
  });

  it('are those of the view alone, where it is a part of something longer', () => {
    const longer = Float32Array.of(7, 1, 7);
    expect(packFloats(longer.subarray(1, 2))).toBe('AACAPw==');
    expect(longer).toEqual(Float32Array.of(7, 1, 7));
  });

  it('are read again to the last bit, and no text where all are zero', () => {
    const values = Float32Array.from({ length: 1000 }, (_, at) => Math.sin(at) * 10 ** (at % 30));
    expect(unpackFloats(packFloats(values), 1000)).toEqual(values);
    expect(packFloats(new Float32Array(1000))).toBe('');
    expect(unpackFloats('', 3)).toEqual(Float32Array.of(0, 0, 0));
  });

  it('are refused where there are more or fewer', () => {
    expect(() => unpackFloats('AACAPw==', 2)).toThrow('packed counts must be 2 floats, were 1');
  });
});
