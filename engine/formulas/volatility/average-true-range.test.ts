import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { averageTrueRange } from './average-true-range.ts';

const stepsOf = (rows: ReturnType<typeof bars>): MarketStep[] =>
  rows.map((bar) => ({ kind: 'bar', time: bar.openTime + bar.intervalMs, bar }));

const held = (direction: 'long' | 'short' | 'flat', entryPrice: number): MarketStep => ({
  kind: 'position',
  time: 0,
  position: { direction, entryPrice },
});

/** Bars two high around these closes, so that the true range is 2 wherever a close is at most 1 from the last. */
const around = (...closes: number[]): MarketStep[] =>
  stepsOf(bars(...closes.map((close): [number, number, number] => [close + 1, close - 1, close])));

describe('the average true range', () => {
  it('gives the number of the catalogue check: 7/3, then a third of the way to 2', () => {
    const rows = stepsOf(bars([12, 10, 11], [13, 11, 12], [15, 13, 14], [14, 12, 12.5]));
    const values = rows.map(averageTrueRange.start({ n: 3, m: 3, look: 22 }));
    expect(values.slice(0, 2)).toEqual([undefined, undefined]);
    expect(values[2]).toBeCloseTo(7 / 3, 14);
    expect(values[3]).toBeCloseTo(2.22222222222, 10);
  });
});

describe('the exit that hangs from it', () => {
  const settings = { n: 2, m: 3, look: 3 };

  it('follows a long position up and never down again', () => {
    const run = averageTrueRange.start(settings);
    [...around(100, 100), held('long', 100)].forEach(run);
    // Nothing but the entry is known yet: 100 less three times 2.
    expect(readingOf(run, 'level')).toBe(94);
    expect(readingOf(run, 'urgency')).toBe(0);
    const levels = around(101, 102, 101.5, 101, 100.5, 100).map((step) => {
      run(step);
      return readingOf(run, 'level');
    });
    // Highs of 102, 103, …; the best of the last three bars falls again, the level does not.
    expect(levels).toEqual([96, 97, 97, 97, 97, 97]);
    expect(readingOf(run, 'urgency')).toBeCloseTo(1 - 3 / 6, 12);
  });

  it('is told by lows for a short position, and at once beyond its level', () => {
    const run = averageTrueRange.start(settings);
    [...around(100, 100), held('short', 100), ...around(99)].forEach(run);
    expect(readingOf(run, 'level')).toBe(104);
    run(stepsOf(bars([105.5, 98, 105]))[0] as MarketStep);
    expect(readingOf(run, 'urgency')).toBe(1);
  });

  it('nears its level with at most 0.9', () => {
    const run = averageTrueRange.start(settings);
    [...around(100, 100), held('long', 100), ...around(99, 98, 97, 96, 95, 94.01)].forEach(run);
    expect(readingOf(run, 'level')).toBe(94);
    expect(readingOf(run, 'urgency')).toBe(0.9);
  });

  it('begins anew with a position the other way and ends with it', () => {
    const run = averageTrueRange.start(settings);
    [...around(100, 100), held('long', 100), held('short', 100)].forEach(run);
    expect(readingOf(run, 'level')).toBe(106);
    run(held('flat', 0));
    expect(readingOf(run, 'level')).toBeNaN();
    expect(readingOf(run, 'urgency')).toBe(0);
  });
});

const inputs = stepsOf(wanderingBars(40));
inputs.splice(10, 0, { ...held('long', 103), time: 600_000 });
inputs.splice(30, 0, { ...held('short', 103), time: 1_740_000 });
describeFormulaContract(averageTrueRange, { n: 5, m: 3, look: 22 }, inputs);
