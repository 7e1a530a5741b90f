import { describe, expect, it } from 'vitest';
import { defineFormula, type FormulaInputs } from '../formula.ts';
import { compareBeginnings } from './beginnings.ts';
import { prices, wanderingPrices } from './sample-inputs.ts';

type Step = (input: FormulaInputs['price']) => number | undefined;

/** A formula of prices that is warm with its fifth and remembers what `start` does. */
const remembering = (start: () => Step) =>
  defineFormula({
    id: 'F9001',
    key: 'remembering',
    title: 'Remembering',
    family: 'statistics',
    input: 'price',
    output: { unit: '1' },
    source: 'made up',
    defaults: {},
    warmUp: () => 5,
    start,
  });

const inputs = prices(...wanderingPrices(40));
const compared = (start: () => Step, length = 400) =>
  compareBeginnings(remembering(start), {}, { inputs, length, within: 1e-6 });

function recentMean(count: number): Step {
  const recent: number[] = [];
  return ({ value }) => {
    recent.push(value);
    if (recent.length > count) recent.shift();
    return recent.length < 5 ? undefined : recent.reduce((sum, each) => sum + each, 0) / recent.length;
  };
}

describe('the comparison of two beginnings', () => {
  it('finds nothing where a window is full with the first value', () => {
    expect(compared(() => recentMean(5))).toEqual({ warmAt: 5, apartAt: 0 });
  });

  it('finds the last value before a window is full that is longer than the warm-up', () => {
    expect(compared(() => recentMean(30))).toEqual({ warmAt: 5, apartAt: 29 });
  });

  it('finds how long a mean fades', () => {
    const { apartAt } = compared(() => {
      let [mean, seen] = [NaN, 0];
      return ({ value }) => {
        mean = Number.isNaN(mean) ? value : mean + 0.2 * (value - mean);
        return (seen += 1) < 5 ? undefined : mean;
      };
    });
    // The start is 5 % off at most: 0.8 to the power of 48 leaves less than a millionth of that.
    expect(apartAt).toBeGreaterThan(20);
    expect(apartAt).toBeLessThan(50);
  });

  it.each([
    ['a sum of all', (all: number, value: number) => all + value / 1e6],
    ['the highest of all', (all: number, value: number) => Math.max(all, value)],
    ['the mean of all', (all: number, value: number, seen: number) => all + (value - all) / seen],
  ])('finds %s different to the end', (_what, next) => {
    const { apartAt } = compared(() => {
      let [all, seen] = [0, 0];
      return ({ value }) => {
        seen += 1;
        all = next(all, value, seen);
        return seen < 5 ? undefined : all;
      };
    });
    expect(apartAt).toBe(400);
  });

  it('begins a whole number of intervals apart, so that what is computed at intervals agrees', () => {
    const atIntervals = (every: number) => () => {
      let [seen, held] = [0, NaN];
      return ({ value }: FormulaInputs['price']) => {
        if (seen % every === 0) held = value;
        seen += 1;
        return seen < 5 ? undefined : held;
      };
    };
    expect(compared(atIntervals(5)).apartAt).toBe(0);
    expect(compared(atIntervals(7)).apartAt).toBeGreaterThan(390);
  });
});
