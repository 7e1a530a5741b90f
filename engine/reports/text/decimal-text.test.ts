import { describe, expect, it } from 'vitest';
import {
  amountText,
  halfStepsText,
  measuredText,
  percentText,
  ratioText,
  roundedText,
  stepsText,
} from './decimal-text.ts';

describe('decimal text', () => {
  it.each([
    [25n, 1, 0, '2'],
    [35n, 1, 0, '4'],
    [-25n, 1, 0, '-2'],
    [1005n, 3, 2, '1.00'],
    [1015n, 3, 2, '1.02'],
    [5n, 0, 2, '5.00'],
  ])('rounds %d of scale %d to %d places half to even: %s', (value, scale, digits, text) => {
    expect(roundedText(value, scale, digits)).toBe(text);
  });

  it('writes amounts exactly, with all places of the ledger', () => {
    expect(amountText(100_000_000n)).toBe('1.00000000');
    expect(amountText(-1n)).toBe('-0.00000001');
    expect(amountText(123_456_789_012_345_678n)).toBe('1234567890.12345678');
  });

  it('divides once and rounds once', () => {
    expect(ratioText(2n, 3n, 4)).toBe('0.6667');
    expect(ratioText(1n, 8n, 2)).toBe('0.12');
    expect(ratioText(1n, 0n, 2)).toBeUndefined();
    expect(percentText(1n, 3n)).toBe('33.33 %');
  });

  it('writes prices and sizes from their steps', () => {
    expect(stepsText(640_001, '0.1')).toBe('64000.1');
    expect(stepsText(3, '0.00001')).toBe('0.00003');
    expect(halfStepsText(3, '0.1')).toBe('0.15');
    expect(halfStepsText(3, '10')).toBe('15');
    expect(halfStepsText(1, '2.5')).toBe('1.25');
  });

  it('gives a measured zero no sign', () => {
    expect(measuredText(-0.0001, 2)).toBe('0.00');
    expect(measuredText(-1.5, 1)).toBe('-1.5');
  });
});
