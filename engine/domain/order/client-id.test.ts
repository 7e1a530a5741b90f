import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientIdForm, decodeClientId, encodeClientId } from './client-id.ts';

const FORMS: readonly ClientIdForm[] = ['base32', 'uuid', 'hex'];
const MOST = (1n << 128n) - 1n;

describe('client ids', () => {
  it.each([
    ['base32', 0n, '00000000000000000000000000'],
    ['base32', MOST, '7ZZZZZZZZZZZZZZZZZZZZZZZZZ'],
    ['base32', 32n, '00000000000000000000000010'],
    ['uuid', 0x0123456789abcdef0123456789abcdefn, '01234567-89ab-cdef-0123-456789abcdef'],
    ['hex', 255n, '0x000000000000000000000000000000ff'],
  ] as const)('are written in %s: %s is %s', (form, value, text) => {
    expect(encodeClientId(value, form)).toBe(text);
  });

  it('R-OR-02: come back from every form', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: MOST }), fc.constantFrom(...FORMS), (value, form) => {
        expect(decodeClientId(encodeClientId(value, form), form)).toBe(value);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ['base32', '8ZZZZZZZZZZZZZZZZZZZZZZZZZ'],
    ['base32', '0000000000000000000000000O'],
    ['base32', ''],
    ['uuid', '01234567-89AB-cdef-0123-456789abcdef'],
    ['hex', '0x00'],
  ] as const)('are not read from what others write: %s %s', (form, text) => {
    expect(decodeClientId(text, form)).toBeUndefined();
  });

  it('are refused beyond 128 bits', () => {
    expect(() => encodeClientId(MOST + 1n, 'hex')).toThrow('must be from 0 to 2^128 - 1');
    expect(() => encodeClientId(-1n, 'uuid')).toThrow('must be from 0 to 2^128 - 1');
  });
});
