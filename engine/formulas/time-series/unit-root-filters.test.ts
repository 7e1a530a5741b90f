import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import { cumulated, normals, walkBars, walkCloses } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { revertingBars } from '../contract-tests/reverting-bars.ts';
import { augmentedDickeyFuller } from './augmented-dickey-fuller.ts';
import { kpssStationarity } from './kpss-stationarity.ts';
import { loMackinlayVarianceRatio } from './lo-mackinlay-variance-ratio.ts';
import { phillipsPerron } from './phillips-perron.ts';

/** Bars with given log closes. */
const barsAt = (logs: readonly number[]): Bar[] =>
  walkBars(1, logs.length).map((bar, i) => ({ ...bar, close: Math.exp(logs[i] ?? 0) }));
const wandering = barsAt(cumulated(normals(3, 60)));
const still = barsAt(Array.from({ length: 60 }, () => 4));

describe('the augmented Dickey-Fuller test', () => {
  it('gives the numbers of the catalogue check', () => {
    const run = augmentedDickeyFuller.start({ n: 60, p: 2, k: 5 });
    expect(wandering.map(run).at(-1)).toBeCloseTo(-2.22563057055, 6);
    expect(readingOf(run, 'pValue')).toBeCloseTo(0.197074881005, 6);
    expect([readingOf(run, 'reversionGate'), readingOf(run, 'trendGate')]).toEqual([0.25, 1]);
  });

  it('lets what waits for a return through and halves what follows where the price is pulled back', () => {
    const run = augmentedDickeyFuller.start({ n: 250, p: 2, k: 5 });
    revertingBars(3, 250, 0.5).forEach(run);
    expect(readingOf(run, 'reversionGate')).toBeCloseTo(1, 3);
    expect(readingOf(run, 'trendGate')).toBeCloseTo(0.5, 3);
    expect(readingOf(run, 'gate')).toBe(1);
  });

  it('has no value of a price that does not move, and leaves the gates open', () => {
    const run = augmentedDickeyFuller.start({ n: 40, p: 2, k: 5 });
    expect(still.map(run).every((value) => value === undefined)).toBe(true);
    expect(readingOf(run, 'reversionGate')).toBe(1);
  });
});

describe('the Phillips-Perron test', () => {
  it('gives the number of the catalogue check', () => {
    const run = phillipsPerron.start({ n: 60, L: 3, k: 5 });
    expect(wandering.map(run).at(-1)).toBeCloseTo(-2.61154097854, 9);
    expect(readingOf(run, 'reversionGate')).toBeLessThan(0.5);
  });

  it('sees that a price is pulled back', () => {
    const run = phillipsPerron.start({ n: 250, L: 5, k: 5 });
    revertingBars(3, 250, 0.5).forEach(run);
    expect(readingOf(run, 'trendGate')).toBeCloseTo(0.5, 3);
  });
});

describe('the stationarity test', () => {
  it('gives the number of the catalogue check', () => {
    const run = kpssStationarity.start({ n: 8, L: 2, k: 5 });
    expect(barsAt([1, 3, 2, 5, 4, 6, 5, 8]).map(run).at(-1)).toBeCloseTo(0.408541055718, 9);
  });

  it('closes to what waits for a return once the price has left, but for a tenth', () => {
    const run = kpssStationarity.start({ n: 60, L: 3, k: 5 });
    barsAt(Array.from({ length: 60 }, (_, t) => 0.01 * t)).forEach(run);
    expect(readingOf(run, 'pValue')).toBe(0.01);
    expect(readingOf(run, 'reversionGate')).toBe(0.1);
    expect(readingOf(run, 'trendGate')).toBe(1);
  });

  it('is open while the price stays, and without a value of none that moves', () => {
    const run = kpssStationarity.start({ n: 250, L: 9, k: 5 });
    revertingBars(3, 250, 0.3).forEach(run);
    expect(readingOf(run, 'reversionGate')).toBe(1);
    expect(still.map(kpssStationarity.start({ n: 40, L: 3, k: 1 })).at(-1)).toBeUndefined();
  });
});

describe('the variance ratio', () => {
  it('gives the numbers of the catalogue check', () => {
    const run = loMackinlayVarianceRatio.start({ n: 79, q: 4 });
    expect(barsAt(walkCloses(5, 80).map(Math.log)).map(run).at(-1)).toBeCloseTo(0.790768806732, 9);
    expect(readingOf(run, 'z')).toBeCloseTo(-1.23785291192, 9);
  });

  it('follows the last move where moves go on, and fades it where they turn back', () => {
    const steps = Array.from({ length: 81 }, (_, t) => (t % 20 < 10 ? 0.01 : -0.01));
    const going = loMackinlayVarianceRatio.start({ n: 80, q: 4 });
    const value =
      barsAt(cumulated(steps.slice(0, 81)))
        .map(going)
        .at(-1) ?? 0;
    expect(value).toBeGreaterThan(1);
    // The last bar begins a rise, but of the last four moves three fell.
    expect(readingOf(going, 'signal')).toBeLessThan(0);
    const turning = loMackinlayVarianceRatio.start({ n: 80, q: 3 });
    const back = barsAt(cumulated(Array.from({ length: 81 }, (_, t) => (t % 2 === 0 ? 0.01 : -0.01))));
    expect(back.map(turning).at(-1)).toBeLessThan(0.5);
    expect(readingOf(turning, 'signal')).toBeLessThan(0);
    expect(readingOf(turning, 'confidence')).toBeGreaterThan(0.9);
  });

  it('has no value of a price that does not move', () => {
    expect(still.map(loMackinlayVarianceRatio.start({ n: 40, q: 4 })).at(-1)).toBeUndefined();
  });
});

describeFormulaContract(augmentedDickeyFuller, { n: 30, p: 2, k: 3 }, walkBars(34, 60));
describeFormulaContract(kpssStationarity, { n: 30, L: 3, k: 3 }, walkBars(35, 60));
describeFormulaContract(phillipsPerron, { n: 30, L: 3, k: 3 }, walkBars(36, 60));
describeFormulaContract(loMackinlayVarianceRatio, { n: 30, q: 4 }, walkBars(37, 60));
