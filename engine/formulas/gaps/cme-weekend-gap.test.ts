import { describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { ChicagoWeekends } from './chicago-weekend.ts';
import { cmeWeekendGap, gapDistance } from './cme-weekend-gap.ts';

const HOUR_MS = 3_600_000;
const { defaults } = cmeWeekendGap;
/** Thursday, 1 January 2026, 00:00 UTC. */
const THURSDAY = 1_767_225_600_000;
/** A day of that year, counted from 1, and an hour. */
const day = (number: number, hour = 0) => THURSDAY + ((number - 1) * 24 + hour) * HOUR_MS;

/** Hourly bars from a Thursday on, each a little around its close. */
const hours = (closes: readonly number[]) =>
  bars(...closes.map((close): [number, number, number] => [close * 1.001, close * 0.999, close])).map(
    (bar, i) => ({ ...bar, openTime: unixMs(THURSDAY + i * HOUR_MS), intervalMs: HOUR_MS }),
  );
/** Closes from Thursday on: 100 up to the Friday close at 22:00 UTC, `weekend` to Sunday 23:00 UTC, then `later`. */
const week = (weekend: number, later: readonly number[]) => [
  ...Array.from({ length: 46 }, () => 100),
  ...Array.from({ length: 49 }, () => weekend),
  ...later,
];
const params = { ...defaults, atr_period: 1 };

describe('weekends in Chicago', () => {
  it('are six hours behind UTC in winter and five in summer', () => {
    // Friday, 2 January and 3 July.
    const weekends = new ChicagoWeekends();
    expect(weekends.at(day(3))).toEqual({
      close: day(2, 22),
      open: day(4, 23),
    });
    expect(weekends.at(day(184))).toEqual({
      close: day(184, 21),
      open: day(186, 22),
    });
  });

  it('change between Friday and Sunday where the clocks do', () => {
    // Friday, 6 March and 30 October.
    const weekends = new ChicagoWeekends();
    expect(weekends.at(day(66))).toEqual({
      close: day(65, 22),
      open: day(67, 22),
    });
    expect(weekends.at(day(309))).toEqual({
      close: day(303, 21),
      open: day(305, 23),
    });
  });
});

describe('the weekend gap', () => {
  it('has the distance of the catalogue check', () => {
    expect(Math.log(92000 / 90000)).toBeCloseTo(0.0219789067188, 12);
    expect(gapDistance(90000, 91500, 3000)).toBeCloseTo(-0.504143709512, 10);
  });

  it('leans back to the price of Friday until that is traded', () => {
    const run = cmeWeekendGap.start(params);
    const values = hours(week(102, [102, 101.5, 100.5, 99, 98])).map(run);
    expect(values.slice(90, 94)).toEqual([0, 0, 0, 0]);
    expect(values[94]).toBeLessThan(-1);
    expect(values[96]).toBeLessThan(values[97] ?? NaN);
    expect(values.slice(98)).toEqual([0, 0]);
    const open = cmeWeekendGap.start(params);
    hours(week(102, [101.5])).forEach(open);
    expect(readingOf(open, 'gap')).toBeCloseTo(Math.log(1.02), 12);
    expect(readingOf(open, 'signal')).toBeLessThan(0);
    expect(readingOf(open, 'confidence')).toBeCloseTo((0.5 * Math.log(1.02)) / 0.02, 10);
  });

  it('leans up to the price of Friday from below, and lets a small gap pass', () => {
    const below = cmeWeekendGap.start(params);
    hours(week(98, [98.5])).forEach(below);
    expect(readingOf(below, 'signal')).toBeGreaterThan(0);
    const small = cmeWeekendGap.start({ ...params, min_gap: 0.03 });
    expect(
      hours(week(98, [98.5]))
        .map(small)
        .at(-1),
    ).toBeGreaterThan(0);
    expect(readingOf(small, 'signal')).toBe(0);
    expect(readingOf(small, 'known')).toBe(0);
  });

  it('expires', () => {
    const later = Array.from({ length: 50 }, () => 102);
    const values = hours(week(102, later)).map(cmeWeekendGap.start({ ...params, max_age: 1 }));
    // Sunday 23:00 and 24 hours after it, of which the last is the 94th and the 118th bar.
    expect(values[118]).toBeLessThan(0);
    expect(values[119]).toBe(0);
  });

  it('believes how often gaps were filled once it knows thirty', () => {
    const run = cmeWeekendGap.start(params);
    const filledOnMonday = [...week(102, [99]), ...Array.from({ length: 72 }, () => 100)];
    const closes = Array.from({ length: 29 }, () => filledOnMonday).flat();
    hours([...closes, ...week(102, [])]).forEach(run);
    expect(readingOf(run, 'known')).toBe(30);
    // All of 29 were filled in their first hour, which this one has not lived through yet.
    expect(readingOf(run, 'confidence')).toBe(1);
    const older = cmeWeekendGap.start(params);
    hours([...closes, ...week(102, [102])]).forEach(older);
    // Now it has, and no gap was ever filled later.
    expect(readingOf(older, 'confidence')).toBeCloseTo(0, 12);
  });
});

const walked = walkBars(234, 24 * 6).map((bar, i) => ({
  ...bar,
  openTime: unixMs(THURSDAY + i * HOUR_MS),
  intervalMs: HOUR_MS,
}));
describeFormulaContract(cmeWeekendGap, { ...params, atr_period: 2 }, walked);
