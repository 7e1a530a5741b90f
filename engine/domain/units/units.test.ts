import { describe, expect, it } from 'vitest';
import { bpsBetween } from './bps.ts';
import { lots } from './lots.ts';
import { moneyFromDecimal, moneyToDecimal, moneyToNumber } from './money.ts';
import { price } from './price.ts';
import { quantity } from './quantity.ts';
import { ticks } from './ticks.ts';
import { unixMs } from './time.ts';

describe('units refuse what they cannot be', () => {
  it.each([
    ['price', price, [0, -1, Number.NaN, Infinity], 'price must be finite and above zero, was'],
    ['quantity', quantity, [-1, Number.NaN, Infinity], 'quantity must be finite and not negative, was'],
    ['ticks', ticks, [0, -1, 1.5, Number.NaN, 2 ** 53], 'ticks must be a whole number above zero, was'],
    ['lots', lots, [-1, 0.5, Number.NaN, 2 ** 53], 'lots must be a whole number and not negative, was'],
    ['time', unixMs, [-1, 0.5, Number.NaN], 'a time must be whole milliseconds since 1970, was'],
  ] as const)('%s', (_name, make, values, message) => {
    for (const value of values) expect(() => make(value)).toThrow(`${message} ${value}`);
  });
});

describe('money', () => {
  it('keeps every digit of a decimal', () => {
    expect(moneyToDecimal(moneyFromDecimal('90071992547.40993123'))).toBe('90071992547.40993123');
  });

  it('becomes a double only for display', () => {
    expect(moneyToNumber(moneyFromDecimal('-12.5'))).toBe(-12.5);
  });
});

it('bps between 100 and 101 are 100, and -99.0099 the other way', () => {
  expect(bpsBetween(100, 101)).toBeCloseTo(100, 9);
  expect(bpsBetween(101, 100)).toBeCloseTo(-99.009_900_99, 7);
});
