import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompensatedSum } from './compensated-sum.ts';
import { RollingSum, rollingSums } from './rolling-sum.ts';

const valuesOf = (length: number, values: readonly number[]) => {
  const sum = new RollingSum(length);
  return values.map((value) => sum.push(value));
};

describe('a rolling sum', () => {
  it('is undefined until its window is full and forgets what has left it', () => {
    expect(valuesOf(3, [1, 2, 4, 8, 16])).toEqual([undefined, undefined, 7, 14, 28]);
  });

  it('keeps its digits after a huge value has passed through', () => {
    expect(valuesOf(2, [0.1, 1e20, 0.1, 0.2]).at(-1)).toBeCloseTo(0.3, 15);
  });

  it('equals the plain sum of its window, whatever came before', () => {
    const whole = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: 8 }), (values, length) => {
        const expected = values.slice(-length).reduce((sum, each) => sum + each, 0);
        expect(valuesOf(length, values).at(-1)).toBe(values.length < length ? undefined : expected);
      }),
    );
  });

  it.each([0, -1, 1.5, NaN])('has no window of %d values', (length) => {
    expect(() => new RollingSum(length)).toThrow(
      `a window must be a whole number of at least 1, was ${length}`,
    );
  });
});

describe('the rolling sums of a whole series', () => {
  it('are those of one value after the other, digit for digit', () => {
    const series = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { maxLength: 40 });
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 8 }), (values, length) => {
        expect([...rollingSums(values, length)]).toEqual(valuesOf(length, values).map((sum) => sum ?? NaN));
      }),
    );
  });

  it('have no window of no values', () => {
    expect(() => rollingSums([1], 0)).toThrow('a window must be a whole number of at least 1, was 0');
  });
});

describe('a compensated sum', () => {
  it('does not drift over ten million tenths', () => {
    const sum = new CompensatedSum();
    for (let i = 0; i < 1e7; i += 1) sum.add(0.1);
    expect(sum.value).toBeCloseTo(1e6, 8);
  });

  it('begins again when cleared', () => {
    const sum = new CompensatedSum();
    sum.add(1e16);
    sum.add(1);
    sum.clear();
    expect(sum.value).toBe(0);
  });
});
