import { describe, expect, it } from 'vitest';
import { fittingScale } from './size-scale.ts';

/** A digit is taken for 7.5 px, a point or comma for 3.5. */
const scale = (largest: number, px: number, { lotPlaces = 3, isSigned = false } = {}) => {
  const { places, prefix } = fittingScale(largest, lotPlaces, { px, isSigned });
  return `${places}${prefix}`;
};

describe('the scale of a column of sizes', () => {
  it.each([
    ['19.657 takes 41 px', 19.657, 41, '3'],
    ['and one decimal less where there are 40', 19.657, 40, '2'],
    ['199.7 takes 33.5', 199.657, 34, '1'],
    ['1,999 takes 33.5, too', 1999.123, 34, '0'],
    ['20.0k takes 33.5', 19_999.123, 34, '1k'],
    ['1.23M takes 33.5', 1_234_567, 34, '2M'],
    ['999.96 rounds to 1,000.0, which is wider', 999.96, 34, '0'],
    ['nothing at all keeps its decimals', 0, 34, '3'],
  ])('%s', (_what, largest, px, expected) => {
    expect(scale(largest, px)).toBe(expected);
  });

  it('leaves room for a sign', () => {
    expect([scale(19.657, 41), scale(19.657, 41, { isSigned: true })]).toEqual(['3', '2']);
  });

  it('gives no size more decimals than its lots have', () => {
    expect(scale(5, 500, { lotPlaces: 0 })).toBe('0');
  });

  it('is the shortest there is where nothing fits', () => {
    expect(scale(1e15, 5)).toBe('0G');
  });

  it('is the same object for the same answer', () => {
    const room = { px: 40, isSigned: false };
    expect(fittingScale(12.3, 3, room)).toBe(fittingScale(45.6, 3, room));
  });
});
