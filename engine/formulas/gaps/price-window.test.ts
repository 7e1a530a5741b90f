import { describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import { gapCode, gapTypeClassifier } from './gap-type-classifier.ts';
import { priceWindow } from './price-window.ts';

const { defaults } = priceWindow;

describe('price windows', () => {
  it('are counted as in the catalogue check', () => {
    const run = priceWindow.start(defaults);
    const values = bars([10, 9, 9.5], [11, 10, 10.8], [14, 12, 13.5], [15, 13, 14]).map(run);
    expect(values).toEqual([undefined, 0, 1, 1]);
    expect(readingOf(run, 'open')).toBe(1);
    expect(readingOf(run, 'confidence')).toBeCloseTo(1 / 3, 12);
  });

  it('close where a bar closes beyond their far edge, not where it dips into them', () => {
    const run = priceWindow.start(defaults);
    expect(bars([10, 9, 9.5], [14, 12, 13], [13, 9.5, 11], [12, 9, 9.9]).map(run)).toEqual([
      undefined,
      1,
      1,
      0,
    ]);
  });

  it('count against each other, and end with their age', () => {
    const run = priceWindow.start({ ...defaults, lookback: 2 });
    const values = bars([10, 9, 9.5], [14, 12, 13], [11, 10.5, 10.7], [11, 10.5, 10.7], [11, 10.5, 10.7]).map(
      run,
    );
    expect(values).toEqual([undefined, 1, 0, -1, 0]);
  });

  it('count half far from their edges', () => {
    const near = priceWindow.start(defaults);
    bars([10, 9, 9.5], [14, 12, 12.5]).forEach(near);
    expect(readingOf(near, 'signal')).toBe(1);
    const far = priceWindow.start({ ...defaults, atr_period: 1000 });
    bars([10, 9, 9.5], [24, 12, 23]).forEach(far);
    expect(readingOf(far, 'signal')).toBe(0.5);
  });

  it('have a least size', () => {
    const run = priceWindow.start({ ...defaults, min_size: 3 });
    expect(bars([10, 9, 9.5], [14, 12, 12.5]).map(run)).toEqual([undefined, 0]);
  });
});

describe('kinds of gaps', () => {
  const measures = { R: 4, beyond: true, V: 2, M: 1, vol_mult: 1.5, exhaust_atr: 6 };

  it('are told apart as in the catalogue check', () => {
    expect(gapCode(measures)).toBe(2);
  });

  it.each([
    ['late in a long move', { R: 8, M: 7 }, -1],
    ['along with a trend', { R: 8, M: 3 }, 1],
    ['long but without volume', { M: 7, V: 1 }, 1],
    ['inside the range', { beyond: false }, 0],
    ['without volume', { V: 1.4 }, 0],
  ])('are told by their place: %s', (_words, change, code) => {
    expect(gapCode({ ...measures, ...change })).toBe(code);
  });

  it('are those of the last gap, up or down', () => {
    const calm = Array.from({ length: 22 }, (): [number, number, number, number] => [101, 99, 100, 1]);
    const run = gapTypeClassifier.start(gapTypeClassifier.defaults);
    const values = bars(...calm, [107, 104, 106, 3], [107, 104, 106, 3], [101, 100, 100.5, 1]).map(run);
    expect(values.slice(0, 22)).toEqual(Array(22).fill(undefined));
    expect(values.slice(22)).toEqual([2, 2, 0]);
    expect(readingOf(run, 'side')).toBe(-1);
    expect(readingOf(run, 'factor')).toBe(0.5);
    expect(readingOf(run, 'age')).toBe(0);
  });

  it('are those of openings too', () => {
    const steady = wanderingBars(30).map((bar, i) => ({
      ...bar,
      open: 100,
      close: 100,
      high: 103,
      low: 97,
      // Ten minutes are missing before the last bar.
      openTime: unixMs(60_000 * (i < 29 ? i : 40)),
    }));
    const opening = steady.map((bar, i) => (i < 29 ? bar : { ...bar, open: 103.5, high: 104, close: 103 }));
    expect(steady.map(gapTypeClassifier.start(gapTypeClassifier.defaults)).at(-1)).toBeUndefined();
    expect(opening.map(gapTypeClassifier.start(gapTypeClassifier.defaults)).at(-1)).toBe(2);
  });
});

/** Bars that leap upward at place `leap`. */
const leaping = (count: number, leap: number) =>
  walkBars(236, count).map((bar, i) => {
    const factor = i < leap ? 1 : 1.2;
    const { close, high, low, open } = bar;
    return { ...bar, open: open * factor, high: high * factor, low: low * factor, close: close * factor };
  });
describeFormulaContract(priceWindow, { ...defaults, lookback: 5 }, leaping(30, 10));
describeFormulaContract(gapTypeClassifier, { ...gapTypeClassifier.defaults, trend_n: 5 }, leaping(30, 6));
