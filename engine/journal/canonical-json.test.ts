import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, parseCanonicalJson } from './canonical-json.ts';

const storable = fc.letrec((tie) => ({
  value: fc.oneof(
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => key !== '$bigint' && key !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

describe('canonical JSON', () => {
  it('writes keys in order, without white space, and tags integers beyond 2^53', () => {
    const value = { b: [1, 'two', null], a: { deep: -0.5 }, big: 9_007_199_254_740_993n };
    expect(canonicalJson(value)).toBe(
      '{"a":{"deep":-0.5},"b":[1,"two",null],"big":{"$bigint":"9007199254740993"}}',
    );
  });

  it('leaves absent fields out', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it('reads back what it wrote, whatever it was', () => {
    fc.assert(
      fc.property(storable, (value) => {
        expect(parseCanonicalJson(canonicalJson(value))).toEqual(value);
      }),
    );
  });

  it('does not depend on the order in which fields were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.integer()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
    );
  });

  it.each([2, 31, 32, 33, 60])('writes %i keys by their code units', (count) => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: count, maxLength: count }),
        (drawn) => {
          const keys = drawn.filter((key) => key !== '$bigint' && key !== '$parts' && key !== '__proto__');
          const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 1])));
          expect(text).toBe(
            `{${keys
              .toSorted()
              .map((key) => `${JSON.stringify(key)}:1`)
              .join(',')}}`,
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each([
    ['NaN', Number.NaN, 'a stored number must be finite, was NaN'],
    ['an infinity', -Infinity, 'a stored number must be finite, was -Infinity'],
    ['a function', () => 1, 'a stored value must be JSON or a bigint, was function'],
    ['a gap in a list', [undefined], 'a stored value must be JSON or a bigint, was undefined'],
    ['the key that marks integers', { $bigint: '1' }, 'a stored field must not be named $bigint'],
  ])('refuses %s', (_name, value, message) => {
    expect(() => canonicalJson(value)).toThrow(message);
  });
});
