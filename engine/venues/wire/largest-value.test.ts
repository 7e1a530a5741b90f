import { describe, expect, it } from 'vitest';
import { largestValue } from './largest-value.ts';

describe('what a venue says an order may be worth at most', () => {
  it('is taken over as it is written', () => {
    expect(largestValue('9000000.00000000')).toEqual({ maxNotionalQuote: '9000000.00000000' });
    expect(largestValue('150000000')).toEqual({ maxNotionalQuote: '150000000' });
  });

  it.each([
    [undefined],
    [''],
    ['0'],
    ['0.00'],
    ['-5'],
    ['1e9'],
    [9_000_000],
    ['9999999999999999'],
    ['1.123456789'],
  ])('is no rule when it is %j', (told) => {
    expect(largestValue(told)).toEqual({});
  });
});
