import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import type { MarketStep } from '../formula.ts';
import { DiscountedLine, mincerZarnowitzCalibration } from './mincer-zarnowitz-calibration.ts';

const params = { lam: 0.995, n_min: 30, h: 1, formula: 0 };
const voteAt = (time: number, signal: number): MarketStep => ({
  kind: 'vote',
  time,
  vote: { winner: Math.sign(signal) as -1 | 0 | 1, signal, confidence: 1, probabilityUp: 0.5 },
});
/** Each bar and what is voted at its close. */
const decided = (bars: readonly Bar[], signalAfter: (index: number) => number): MarketStep[] =>
  bars.flatMap((bar, i) => {
    const time = bar.openTime + bar.intervalMs;
    return [{ kind: 'bar', time, bar } as const, voteAt(time, signalAfter(i))];
  });
const returns = normals(60, 200).map((z) => 0.01 * z);
const bars = barsOfReturns(returns);
/** The return of the bar after place `i` of the bars. */
const after = (i: number): number => returns[i] ?? 0;

describe('a line through pairs that fade', () => {
  it('gives the numbers of the catalogue check', () => {
    const line = new DiscountedLine(1);
    const y = [0.5, 1.5, 1, -1];
    [1, 2, 3, -1].forEach((f, i) => line.push(f, y[i] ?? 0));
    expect(line.slope).toBeCloseTo(0.571428571429, 9);
    expect(line.intercept).toBeCloseTo(-0.214285714286, 9);
    // Residuals by hand: squares of what is left over 4 pairs, over 4 times the variance of f.
    const left = [1, 2, 3, -1].map((f, i) => (y[i] ?? 0) + 0.214285714286 - 0.571428571429 * f);
    const squares = left.reduce((sum, each) => sum + each * each, 0);
    expect(line.slopeError).toBeCloseTo(Math.sqrt(squares / 4 / (4 * line.variance)), 9);
  });

  it('counts a pair that is n old 0.5^n', () => {
    const line = new DiscountedLine(0.5);
    [
      [1, 2],
      [3, 3],
      [4, 9],
    ].forEach(([x = 0, y = 0]) => line.push(x, y));
    const [w, sf, sy] = [1.75, 0.25 + 1.5 + 4, 0.5 + 1.5 + 9];
    const [sff, sfy] = [0.25 + 4.5 + 16, 0.5 + 4.5 + 36];
    expect(line.slope).toBeCloseTo((sfy / w - (sf * sy) / w ** 2) / (sff / w - (sf / w) ** 2), 12);
    expect(line.intercept).toBeCloseTo(sy / w - (line.slope * sf) / w, 12);
  });
});

describe('the worth of forecasts', () => {
  it('lets forecasts of a smaller size than what came true stand', () => {
    const run = mincerZarnowitzCalibration.start({ ...params, lam: 1 });
    // A signal of 20 times the return counts as a fifth of it where a bar moves one hundredth.
    expect(
      decided(bars, (i) => 20 * after(i))
        .map(run)
        .at(-1),
    ).toBeGreaterThan(1);
    expect(readingOf(run, 'scale')).toBe(1);
  });

  it('shrinks forecasts that are mostly noise to what they were worth', () => {
    const run = mincerZarnowitzCalibration.start({ ...params, lam: 1 });
    const noise = normals(61, 201);
    const value =
      decided(bars, (i) => 20 * after(i) + (noise[i] ?? 0))
        .map(run)
        .at(-1) ?? NaN;
    const error = readingOf(run, 'standardError');
    expect(readingOf(run, 'scale')).toBeCloseTo(value - error, 12);
    expect(readingOf(run, 'scale')).toBeGreaterThan(0);
    expect(readingOf(run, 'scale')).toBeLessThan(0.9);
  });

  it('silences forecasts that point the wrong way', () => {
    const run = mincerZarnowitzCalibration.start(params);
    expect(
      decided(bars, (i) => -20 * after(i))
        .map(run)
        .at(-1),
    ).toBeLessThan(0);
    expect(readingOf(run, 'scale')).toBe(0);
  });

  it('waits h bars for an outcome', () => {
    const run = mincerZarnowitzCalibration.start({ ...params, n_min: 30, h: 3 });
    const steps = decided(bars, (i) => 20 * (after(i) + after(i + 1) + after(i + 2)));
    const values = steps.map(run);
    expect(values.findIndex((value) => value !== undefined) + 1).toBe(2 * (20 + 30 + 3) - 1);
    expect(values.at(-1)).toBeGreaterThan(0);
  });

  it('hears one formula by its number, and only while it is ready', () => {
    const opinions = (time: number, signal: number, ready: 0 | 1): MarketStep => ({
      kind: 'opinions',
      time,
      opinions: {
        ids: [6, 31],
        signals: Float64Array.of(0.9, signal),
        confidences: Float64Array.of(1, 1),
        values: Float64Array.of(0, signal),
        isReady: Uint8Array.of(1, ready),
      },
    });
    const stepsOf = (ready: 0 | 1) =>
      bars.flatMap((bar, i): MarketStep[] => {
        const time = bar.openTime + bar.intervalMs;
        return [{ kind: 'bar', time, bar }, opinions(time, 20 * after(i), ready)];
      });
    const run = mincerZarnowitzCalibration.start({ ...params, formula: 31 });
    expect(stepsOf(1).map(run).at(-1)).toBeGreaterThan(0);
    expect(readingOf(run, 'intercept')).toBeCloseTo(0, 2);
    expect(readingOf(run, 'standardError')).toBeGreaterThan(0);
    expect(
      stepsOf(0)
        .map(mincerZarnowitzCalibration.start({ ...params, formula: 31 }))
        .at(-1),
    ).toBeUndefined();
  });

  it('lets nobody speak of a bar that is already under way', () => {
    const fiveMinutes = bars.map((bar) => ({ ...bar, intervalMs: 300_000 }));
    const late = (bar: Bar, i: number) =>
      [60_000, 240_000].map((ms) => voteAt(bar.openTime + bar.intervalMs + ms, 20 * after(i)));
    const noise = normals(61, 201);
    const atClose = decided(fiveMinutes, (i) => noise[i] ?? 0);
    const withLate = fiveMinutes.flatMap((bar, i) => [...atClose.slice(2 * i, 2 * i + 2), ...late(bar, i)]);
    const run = mincerZarnowitzCalibration.start(params);
    const expected = atClose.map(mincerZarnowitzCalibration.start(params)).at(-1);
    expect(withLate.map(run).at(-1)).toBe(expected);
  });

  it('has no value of a formula that always says the same', () => {
    const still = barsOfReturns(Array.from({ length: 120 }, () => 0));
    const run = mincerZarnowitzCalibration.start(params);
    expect(
      decided(still, () => 0)
        .map(run)
        .at(-1),
    ).toBeUndefined();
    expect(readingOf(run, 'scale')).toBe(1);
  });
});

describeFormulaContract(
  mincerZarnowitzCalibration,
  { ...params, n_min: 10 },
  decided(bars.slice(0, 60), (i) => Math.sin(i)),
);
