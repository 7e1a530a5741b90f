import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsOf, plainDecimal, stepOfDecimals } from './plain-decimal.ts';

describe('a number of a table', () => {
  it.each([
    ['61837.63000000', '61837.63000000', 2],
    ['0', '0', 0],
    ['1e-05', '0.00001', 5],
    ['1.5E-3', '0.0015', 4],
    ['2.5e3', '2500', 0],
    ['1e0', '1', 0],
  ])('%s is %s with %d decimals', (text, plain, decimals) => {
    expect(plainDecimal(text)).toBe(plain);
    expect(decimalsOf(plain)).toBe(decimals);
  });

  it.each(['', '.5', '5.', '-1', '+1', 'NaN', 'Infinity', '1,5', '0x1', '1e400', '1e-30', ' 1', '1.2.3'])(
    '%j is none',
    (text) => {
      expect(plainDecimal(text)).toBeUndefined();
    },
  );

  it('written by the language in scientific form keeps its value', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999 }),
        fc.integer({ min: -10, max: 10 }),
        (digits, power) => {
          const value = Number(`${digits}e${power}`);
          const plain = plainDecimal(value.toExponential());
          expect(Number(plain)).toBe(value);
        },
      ),
    );
  });

  it.each([
    [0, '1'],
    [1, '0.1'],
    [8, '0.00000001'],
  ])('of %d decimals has steps of %s', (decimals, step) => {
    expect(stepOfDecimals(decimals)).toBe(step);
  });
});
