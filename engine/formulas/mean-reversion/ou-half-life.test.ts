import { describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import { normalCdf } from '../../numerics/normal-distribution.ts';
import { ornsteinUhlenbeckFit } from '../../numerics/ornstein-uhlenbeck.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { revertingBars } from '../contract-tests/reverting-bars.ts';
import { wanderingBars } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { bertramOuThresholds, bertramRoot } from './bertram-ou-thresholds.ts';
import { ouFirstPassageTime, passageTime } from './ou-first-passage-time.ts';
import { ouHalfLife } from './ou-half-life.ts';

const inputs = revertingBars(61, 90, 0.5);
const logs = inputs.map(({ close }) => Math.log(close));
const rising = wanderingBars(60).map((bar, i) => ({ ...bar, close: 100 * 1.01 ** (i + 0.05 * i * i) }));

describe('the half-life of a distance', () => {
  const params = { ...ouHalfLife.defaults, n: 40, k: 1 };

  it('is one bar where half of it is left, as in the catalogue check', () => {
    const path = [1];
    for (let i = 1; i < 8; i += 1) path.push(0.3 + 0.5 * (path[i - 1] ?? 0));
    const run = ouHalfLife.start({ ...params, n: 8 });
    const [bar] = inputs;
    // A speck on the last value gives the path a deviation to measure by.
    const values = path.map((log, i) => bar && run({ ...bar, close: Math.exp(log + (i === 7 ? 1e-9 : 0)) }));
    expect(values.at(-1)).toBeDefined();
    expect(run.readings?.['halfLife']?.()).toBeCloseTo(1, 6);
  });

  it('comes with the distance in long-run deviations and leans against it', () => {
    const run = ouHalfLife.start(params);
    const value = inputs.map(run).at(-1) ?? NaN;
    const fit = ornsteinUhlenbeckFit(logs.slice(-40));
    expect(value).toBeCloseTo(((logs.at(-1) ?? 0) - (fit?.mean ?? 0)) / (fit?.deviation ?? 0), 10);
    const size = Math.abs(value) > 0.5 ? -value / 2.5 : 0;
    expect(run.readings?.['signal']?.()).toBeCloseTo(Math.max(-1, Math.min(1, size)), 12);
  });

  it('keeps its fit for k bars', () => {
    const run = ouHalfLife.start({ ...params, k: 10 });
    const halfLives = inputs.map((bar) => {
      run(bar);
      return run.readings?.['halfLife']?.();
    });
    expect(new Set(halfLives.slice(39, 49)).size).toBe(1);
    expect(halfLives[49]).not.toBe(halfLives[48]);
  });

  it('does not exist of a price that only rises', () => {
    expect(rising.map(ouHalfLife.start(params)).every((value) => value === undefined)).toBe(true);
  });
});

describe('the thresholds of Bertram', () => {
  it('solve the equation of the catalogue check', () => {
    expect(bertramRoot(0.2)).toBeCloseTo(-0.552844143778, 7);
  });

  it('are taken from one to the other', () => {
    const run = bertramOuThresholds.start({ cost: 0.002, n: 60 });
    const held = inputs.map((bar) => {
      const z = run(bar);
      return [z, run.readings?.['threshold']?.(), run.readings?.['signal']?.()];
    });
    let state = 0;
    for (const [z = 0, threshold = Infinity, signal] of held.slice(59)) {
      if (z <= -threshold) state = 1;
      if (z >= threshold) state = -1;
      expect(signal).toBe(state);
    }
    expect(held.slice(59).map(([, , signal]) => signal)).toEqual(expect.arrayContaining([1, -1]));
  });

  it('do not exist where costs eat every profit', () => {
    const values = inputs.map(bertramOuThresholds.start({ cost: 0.5, n: 60 }));
    expect(values.every((value) => value === undefined)).toBe(true);
  });
});

describe('the first passage time', () => {
  const params = { n: 40, mult: 2 };
  const steps: MarketStep[] = inputs.map((bar, i) => ({ kind: 'bar', time: (i + 1) * 60_000, bar }));
  const barOf = (log: number, i: number): MarketStep => {
    const [bar] = inputs;
    if (bar === undefined) throw new Error('there are bars');
    return { kind: 'bar', time: i, bar: { ...bar, openTime: unixMs(i), close: 100 * Math.exp(log) } };
  };

  it('gives the number of the catalogue check', () => {
    expect(passageTime(2, 0.05)).toBeCloseTo(28.5040913108, 7);
    expect(passageTime(0, 0.05)).toBe(0);
  });

  it('is that of the integral near and far', () => {
    // Steps of a hundredth of exp(z^2/2) (1 - Phi(z)) by Simpson's rule.
    const byParts = (x: number) => {
      const steps = 100 * x;
      let sum = 0;
      for (let i = 0; i <= steps; i += 1) {
        const z = i / 100;
        const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
        sum += (weight * Math.exp((z * z) / 2) * normalCdf(-z)) / 300;
      }
      return Math.sqrt(2 * Math.PI) * sum;
    };
    for (const x of [0.1, 1, 3, 5, 6, 7, 12, 30]) expect(passageTime(x, 1)).toBeCloseTo(byParts(x), 7);
  });

  it('exists at any distance, where exp(z^2/2) is infinite too', () => {
    // ln x + (Euler's constant + ln 2)/2 + 1/(2 x^2) as x grows.
    expect(passageTime(60, 1)).toBeCloseTo(Math.log(60) + (0.5772156649 + Math.LN2) / 2 + 1 / 7200, 6);
  });

  it('knows of no distance that doubled where there was none at entry', () => {
    const run = ouFirstPassageTime.start(params);
    rising.slice(0, 40).forEach((bar, i) => run({ kind: 'bar', time: i, bar }));
    const top = Math.log(rising[39]?.close ?? NaN);
    expect(run({ kind: 'position', time: 40, position: { direction: 'long', entryPrice: 100 } })).toBe(60);
    const path = rising.slice(0, 40).map(({ close }) => Math.log(close));
    const urgencies = Array.from({ length: 59 }, (_, i) => {
      const log = top - 0.1 * (1 + (i % 2)) - 0.01 * i;
      path.push(log);
      run(barOf(log - Math.log(100), 41 + i));
      const fit = ornsteinUhlenbeckFit(path.slice(-40));
      const z = fit === undefined ? 0 : (log - fit.mean) / fit.deviation;
      return z < -0.5 ? run.readings?.['urgency']?.() : undefined;
    });
    expect(urgencies.filter((each) => each !== undefined)).toContain(0);
    expect(urgencies).not.toContain(1);
  });

  it('is fixed at entry and not urgent until it has passed', () => {
    const run = ouFirstPassageTime.start(params);
    steps.slice(0, 60).forEach(run);
    const log = (logs[59] ?? 0) - Math.log(100);
    run(barOf(log - 0.04, 1));
    const expected =
      run({ kind: 'position', time: 1, position: { direction: 'long', entryPrice: 96 } }) ?? NaN;
    expect(run.readings?.['urgency']?.()).toBe(0);
    const urgencies = Array.from({ length: 40 }, (_, i) => {
      // It stays where it was, so the fit has it come back and it does not.
      expect(run(barOf(log - 0.04 + (i % 2) * 1e-4, i))).toBe(expected);
      return run.readings?.['urgency']?.() ?? NaN;
    });
    const late = (bars: number) => Math.min(1, Math.max(0, bars / expected - 1));
    expect(urgencies[0]).toBeCloseTo(late(1), 12);
    expect(urgencies[3]).toBeCloseTo(late(4), 12);
  });

  it('is over at the mean, and where the distance has doubled', () => {
    const run = ouFirstPassageTime.start(params);
    steps.slice(0, 60).forEach(run);
    run(barOf(-0.02, 1));
    run({ kind: 'position', time: 1, position: { direction: 'long', entryPrice: 98 } });
    run(barOf(0, 2));
    expect(run.readings?.['urgency']?.()).toBe(1);
    const losing = ouFirstPassageTime.start(params);
    steps.slice(0, 60).forEach(losing);
    losing(barOf(-0.012, 1));
    losing({ kind: 'position', time: 1, position: { direction: 'long', entryPrice: 98 } });
    losing(barOf(-0.035, 2));
    expect(losing.readings?.['urgency']?.()).toBe(1);
    losing({ kind: 'position', time: 3, position: { direction: 'flat', entryPrice: 0 } });
    expect(losing.readings?.['urgency']?.()).toBe(0);
  });

  it('allows 60 bars where nothing pulls', () => {
    const run = ouFirstPassageTime.start(params);
    expect(rising.map((bar) => run({ kind: 'bar', time: 1, bar })).at(-1)).toBe(60);
  });

  describeFormulaContract(ouFirstPassageTime, params, [
    ...steps.slice(0, 50),
    { kind: 'position', time: 50 * 60_000, position: { direction: 'short', entryPrice: 100 } },
    ...steps.slice(50),
  ]);
});

describeFormulaContract(ouHalfLife, { ...ouHalfLife.defaults, n: 40 }, inputs);
describeFormulaContract(bertramOuThresholds, { cost: 0.002, n: 40 }, inputs);
