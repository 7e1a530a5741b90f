import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFixed, mulDiv, parseFixed, type Rounding } from './fixed.ts';

describe('mulDiv', () => {
  it.each<[readonly [bigint, bigint, bigint], Rounding, bigint]>([
    [[7n, 1n, 2n], 'down', 3n],
    [[7n, 1n, 2n], 'up', 4n],
    [[-7n, 1n, 2n], 'down', -3n],
    [[-7n, 1n, 2n], 'up', -4n],
    [[-7n, 1n, 2n], 'floor', -4n],
    [[-7n, 1n, 2n], 'ceiling', -3n],
    [[7n, 1n, -2n], 'floor', -4n],
    [[5n, 1n, 2n], 'half-even', 2n],
    [[7n, 1n, 2n], 'half-even', 4n],
    [[-5n, 1n, 2n], 'half-even', -2n],
    [[8n, 1n, 3n], 'half-even', 3n],
    [[7n, 1n, 3n], 'half-even', 2n],
    [[6n, 4n, 3n], 'up', 8n],
  ])('%s as a * b / c rounded %s is %d', ([a, b, c], rounding, expected) => {
    expect(mulDiv(a, b, c, rounding)).toBe(expected);
  });

  it('refuses to divide by zero', () => {
    expect(() => mulDiv(1n, 1n, 0n, 'down')).toThrow('the divisor must not be zero');
  });

  it('is never further than one from the exact quotient, and half-even never further than one half', () => {
    const big = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    const divisor = big.filter((value) => value !== 0n);
    const rounding = fc.constantFrom<Rounding>('down', 'up', 'floor', 'ceiling', 'half-even');
    fc.assert(
      fc.property(big, big, divisor, rounding, (a, b, c, how) => {
        const error = mulDiv(a, b, c, how) * c - a * b;
        const size = (value: bigint) => (value < 0n ? -value : value);
        return how === 'half-even' ? 2n * size(error) <= size(c) : size(error) < size(c);
      }),
    );
  });
});

describe('decimal text', () => {
  it.each([
    ['0', 2, 0n],
    ['1.5', 2, 150n],
    ['-0.01', 2, -1n],
    ['1.50', 1, 15n],
    ['123456789012345678901.123456789012345678', 18, 123456789012345678901123456789012345678n],
  ])('%s at scale %d is %d', (text, scale, expected) => {
    expect(parseFixed(text, scale)).toBe(expected);
  });

  it.each([
    '',
    ' 1',
    '1.',
    '.5',
    '01',
    '+1',
    '1e5',
    'NaN',
    'Infinity',
    '1,5',
    '--1',
    '0x10',
    '1.1234567890123456789',
  ])('refuses %j', (text) => {
    expect(() => parseFixed(text, 18)).toThrow(/a decimal must look like/);
  });

  it('refuses digits beyond the scale instead of rounding them away', () => {
    expect(() => parseFixed('0.001', 2)).toThrow('at most 2 places is needed, was 0.001');
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.integer({ min: 10, max: 18 }),
        (value, scale) => parseFixed(formatFixed(value, scale), scale) === value,
      ),
    );
  });
});
