import { describe, expect, it } from 'vitest';
import type { UnixMs } from '../../domain/units/time.ts';
import { fixedThreshold } from './bar-threshold.ts';
import { QuantileThreshold } from './quantile-threshold.ts';
import { SessionThreshold } from './session-threshold.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (time: number) => time as UnixMs;

describe('a session threshold', () => {
  const start = () => new SessionThreshold({ initial: 7, barsPerDay: 10, days: 2 });

  it('is the initial one until a whole day was seen', () => {
    const threshold = start();
    threshold.observe(at(20 * HOUR), 1000);
    threshold.observe(at(DAY + HOUR), 300);
    expect(threshold.at(at(2 * DAY - 1))).toBe(7);
    expect(threshold.at(at(2 * DAY))).toBe(30);
  });

  it('is frozen for the day, whatever trades in it', () => {
    const threshold = start();
    threshold.observe(at(0), 1);
    threshold.observe(at(DAY), 300);
    threshold.observe(at(2 * DAY), 50_000);
    expect(threshold.at(at(3 * DAY - 1))).toBe(30);
    expect(threshold.at(at(3 * DAY))).toBe((300 + 50_000) / 2 / 10);
  });

  it('counts days without a trade as 0 and keeps the last threshold when all were', () => {
    const threshold = start();
    threshold.observe(at(0), 1);
    threshold.observe(at(DAY), 300);
    expect(threshold.at(at(3 * DAY))).toBe(15);
    expect(threshold.at(at(100 * DAY))).toBe(15);
  });

  it.each([
    [{ initial: 0, barsPerDay: 10, days: 2 }, 'a bar threshold must be finite and above zero, was 0'],
    [{ initial: 1, barsPerDay: NaN, days: 2 }, 'bars per day must be finite and above zero, was NaN'],
    [{ initial: 1, barsPerDay: 10, days: 0 }, 'days must be a whole number of at least 1, was 0'],
  ])('refuses %o', (settings, message) => {
    expect(() => new SessionThreshold(settings)).toThrow(message);
  });
});

describe('a quantile threshold', () => {
  const settings = { initial: 7, intervalMs: HOUR, share: 0.9, halfLifeIntervals: 48, warmUpIntervals: 10 };

  it('follows the activity of busy intervals, beside the fixed threshold it began with', () => {
    const fixed = fixedThreshold(7);
    const threshold = new QuantileThreshold(settings);
    for (let hour = 0; hour < 24; hour += 1) threshold.observe(at(hour * HOUR), hour % 4 === 0 ? 400 : 100);
    expect(threshold.at(at(DAY - 1))).toBe(7);
    // A quarter of the hours trade 400, so nine tenths lie at or below the upper edge of its bin.
    expect(threshold.at(at(DAY))).toBeGreaterThanOrEqual(400);
    expect(threshold.at(at(DAY))).toBeLessThan(400 * 1.075);
    expect(fixed.at(at(DAY))).toBe(7);
  });

  it('is frozen for the day', () => {
    const threshold = new QuantileThreshold(settings);
    for (let hour = 0; hour < 24; hour += 1) threshold.observe(at(hour * HOUR), 100);
    const today = threshold.at(at(DAY));
    for (let hour = 24; hour < 48; hour += 1) threshold.observe(at(hour * HOUR), 5000);
    expect(threshold.at(at(2 * DAY - 1))).toBe(today);
    expect(threshold.at(at(2 * DAY))).toBeGreaterThan(4000);
  });

  it('stays at the fixed threshold until enough intervals were seen, and sleeps over silence', () => {
    const threshold = new QuantileThreshold(settings);
    for (let hour = 15; hour < 24; hour += 1) threshold.observe(at(hour * HOUR), 100);
    expect(threshold.at(at(50 * DAY))).toBe(7);
  });

  it.each([
    [{ ...settings, initial: -1 }, 'a bar threshold must be finite and above zero, was -1'],
    [{ ...settings, intervalMs: 0 }, 'an interval in ms must be finite and above zero, was 0'],
    [{ ...settings, share: 2 }, 'a share must lie between 0 and 1, was 2'],
    [{ ...settings, halfLifeIntervals: 0 }, 'a half-life must be above zero observations, was 0'],
  ])('refuses %o', (wrong, message) => {
    expect(() => new QuantileThreshold(wrong)).toThrow(message);
  });
});

describe('a fixed threshold', () => {
  it.each([0, -1, NaN, Infinity])('is not %d', (value) => {
    expect(() => fixedThreshold(value)).toThrow(
      `a bar threshold must be finite and above zero, was ${value}`,
    );
  });
});
