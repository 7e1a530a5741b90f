import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { asDays } from '../contract-tests/day-bars.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { DayRange } from './day-range.ts';
import { gapFillSurvival } from './gap-fill-survival.ts';
import { GapSurvival } from './gap-survival.ts';
import { openingGapScore } from './opening-gap-score.ts';
import { RangeAverage } from './range-average.ts';

const HOUR_MS = 3_600_000;
type Shape = readonly [open: number, high: number, low: number, close: number];

const bar = (openTime: number, intervalMs: number, [open, high, low, close]: Shape): Bar => ({
  openTime: unixMs(openTime),
  intervalMs,
  open,
  high,
  low,
  close,
  volumeBase: 1,
  buyVolumeBase: 0.5,
  tradeCount: 1,
});
const days = (...shapes: Shape[]): Bar[] => asDays(shapes.map((shape) => bar(0, 0, shape)));
/** Days of a range of 10 around 100 that begin where the last one ended. */
const calm = (count: number): Shape[] => Array.from({ length: count }, () => [100, 105, 95, 100] as const);

describe('the average range begun at the first bar', () => {
  it('is that of the catalogue check', () => {
    const range = new RangeAverage(2);
    range.push({ high: 110, low: 100, close: 105 });
    expect(range.value).toBe(10);
    expect(range.isWarm).toBe(false);
    range.push({ high: 112, low: 104, close: 110 });
    expect(range.value).toBe(9);
    expect(range.isWarm).toBe(true);
  });

  it('of days is the same from bars of hours, and leaves out a day that was not seen from its beginning', () => {
    const hours = walkBars(231, 24 * 6).map((each, i) => ({
      ...each,
      openTime: unixMs((i + 5) * HOUR_MS),
      intervalMs: HOUR_MS,
    }));
    const range = new DayRange(3);
    const byHand = new RangeAverage(3);
    hours.forEach((each) => range.push(each));
    for (let first = 19; first + 24 <= hours.length; first += 24) {
      const day = hours.slice(first, first + 24);
      byHand.push({
        high: Math.max(...day.map(({ high }) => high)),
        low: Math.min(...day.map(({ low }) => low)),
        close: day.at(-1)?.close ?? NaN,
      });
    }
    expect(range.value).toBeCloseTo(byHand.value, 12);
  });
});

describe('the opening gap', () => {
  const params = { atr_period: 2, entry: 0.5, direction: 1 };

  it('is that of the catalogue check', () => {
    const run = openingGapScore.start(params);
    const [, , value] = days([102, 110, 100, 105], [106, 112, 104, 110], [116, 117, 115, 116]).map(run);
    expect(value).toBeCloseTo(6 / 9, 10);
    expect(readingOf(run, 'signal')).toBeCloseTo(1 / 3, 10);
    expect(readingOf(run, 'confidence')).toBeCloseTo(1 / 3, 10);
  });

  it('leans against the gap when it is told to, and not at all where the gap is small', () => {
    const against = openingGapScore.start({ ...params, direction: -1 });
    days(...calm(2), [90, 105, 85, 100]).forEach(against);
    expect(readingOf(against, 'signal')).toBeCloseTo(0.5, 10);
    const small = openingGapScore.start(params);
    expect(
      days(...calm(2), [104, 105, 95, 100])
        .map(small)
        .at(-1),
    ).toBeCloseTo(0.4, 10);
    expect(readingOf(small, 'signal')).toBe(0);
    expect(readingOf(small, 'confidence')).toBe(0);
  });

  it('stands until the day ends, and gives way to a larger one after an interruption', () => {
    const run = openingGapScore.start(params);
    days(...calm(2)).forEach(run);
    const at = (hour: number, shape: Shape) => run(bar((48 + hour) * HOUR_MS, HOUR_MS, shape));
    expect(at(0, [106, 107, 105, 106])).toBeCloseTo(0.6, 10);
    expect(at(1, [100, 107, 99, 106])).toBeCloseTo(0.6, 10);
    expect(at(4, [105, 107, 105, 106])).toBeCloseTo(0.6, 10);
    expect(at(7, [96, 97, 95, 96])).toBeCloseTo(-1, 10);
    expect(at(24, [96, 97, 95, 96])).toBeCloseTo(0, 10);
  });

  it('refuses a direction that is none', () => {
    expect(() => openingGapScore.start({ ...params, direction: 0 })).toThrow('must be 1 or -1, was 0');
  });
});

describe('the survival of gaps', () => {
  const seen = [
    [1, 1],
    [2, 1],
    [2, 0],
    [4, 1],
    [6, 0],
    [8, 1],
  ] as const;
  const survivalOf = (most: number) => {
    const survival = new GapSurvival<{ readonly start: number }>(most);
    for (const [duration, isFill] of seen) {
      const gap = { start: 0 };
      survival.open(gap);
      survival.close(gap, duration, isFill === 1);
    }
    return survival;
  };

  it('is that of the catalogue check', () => {
    const survival = survivalOf(10);
    const expected = { 1: 5 / 6, 2: 2 / 3, 4: 4 / 9, 6: 4 / 9, 8: 0 };
    for (const [age, share] of Object.entries(expected)) {
      expect(survival.survival(Number(age), 100)).toBeCloseTo(share, 10);
    }
    expect(survival.fillProbability(0, 5, 100)).toBeCloseTo(0.555555555556, 10);
    expect(survival.fillProbability(8, 5, 100)).toBe(0);
  });

  it('counts a gap that is still open for as long as it is', () => {
    const survival = survivalOf(10);
    survival.open({ start: 97 });
    // At an age of 3 it was watched at 1 and at 2 but not at 4.
    expect(survival.survival(2, 100)).toBeCloseTo((6 / 7) * (5 / 6), 10);
    expect(survival.survival(4, 100)).toBeCloseTo((6 / 7) * (5 / 6) * (2 / 3), 10);
  });

  it('forgets the oldest', () => {
    const survival = survivalOf(4);
    expect(survival.count).toBe(4);
    // Left are 2 (open still), 4, 6 (open still) and 8.
    expect(survival.survival(4, 100)).toBeCloseTo(2 / 3, 10);
  });
});

describe('the fill of gaps', () => {
  const params = { min_gap: 0.25, horizon: 1, min_events: 1, max_store: 10 };
  const upAndFilled: Shape = [105, 106, 99, 100];

  it('has no value without an open gap', () => {
    const run = gapFillSurvival.start(params);
    expect(days(...calm(14), upAndFilled, ...calm(3)).map(run)).toEqual(Array(18).fill(undefined));
  });

  it('leans against a gap of a kind that was always filled', () => {
    const run = gapFillSurvival.start({ ...params, horizon: 5 });
    // Three gaps are filled with their second bar, then one opens.
    const slow: Shape[] = [
      [105, 106, 104, 105],
      [105, 106, 99, 100],
    ];
    const value = days(...calm(14), ...slow, ...slow, ...slow, [105, 106, 104, 105])
      .map(run)
      .at(-1);
    // The gap itself was watched for one bar only, so all of three that were watched for two were filled.
    expect(value).toBeCloseTo(1, 10);
    expect(readingOf(run, 'signal')).toBeCloseTo(-1, 10);
    expect(readingOf(run, 'side')).toBe(1);
    expect(readingOf(run, 'age')).toBe(1);
    expect(readingOf(run, 'confidence')).toBe(1);
  });

  it('forgets a gap that is older than those it remembers', () => {
    const run = gapFillSurvival.start({ ...params, max_store: 1 });
    // The first gap stays open far below; the second is filled with its second bar.
    const values = days(...calm(14), [120, 121, 119, 120], [125, 126, 124, 125], [125, 126, 119, 120]).map(
      run,
    );
    expect(values.slice(14)).toEqual([0, 0, undefined]);
  });

  it('goes half as far along with a gap that none has filled', () => {
    const run = gapFillSurvival.start(params);
    expect(
      days(...calm(14), [105, 106, 104, 105])
        .map(run)
        .at(-1),
    ).toBe(0);
    expect(readingOf(run, 'signal')).toBe(0.5);
    expect(readingOf(run, 'confidence')).toBe(0.5);
  });
});

const leaping = days(
  ...calm(14),
  [120, 125, 119, 124],
  [124, 126, 121, 122],
  [128, 129, 120, 124],
  ...Array.from({ length: 6 }, () => [124, 127, 122, 124] as const),
  [130, 131, 123, 128],
  [128, 133, 126, 130],
);

describeFormulaContract(
  openingGapScore,
  { atr_period: 5, entry: 0.5, direction: 1 },
  asDays(walkBars(1, 30)),
);
describeFormulaContract(gapFillSurvival, { min_gap: 0.25, horizon: 3, min_events: 1, max_store: 3 }, leaping);
