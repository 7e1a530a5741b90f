import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { wanderingPrices } from '../../contract-tests/sample-inputs.ts';
import type { TradeTick } from '../../formula.ts';
import { directionalChangeIntrinsicTime } from './directional-change-intrinsic-time.ts';
import {
  directionalChangeScalingExponent,
  thresholdFor,
  turnExponent,
} from './directional-change-scaling-exponent.ts';
import { DirectionalChanges } from './directional-changes.ts';
import { HourlyCounts } from './hourly-counts.ts';

const HOUR_MS = 3_600_000;
const trades = (prices: readonly number[], stepMs = 1000): TradeTick[] =>
  prices.map((price, i) => ({ time: i * stepMs, price, sizeBase: 1, side: 'buy' }));

describe('directional changes', () => {
  const turnsOf = (prices: readonly number[], threshold: number) => {
    const changes = new DirectionalChanges(threshold);
    return prices.flatMap((price, i) => (changes.push(Math.log(price)) ? [[i, changes.mode]] : []));
  };

  it('turn as in the catalogue check: up at 102.5, down at 100, up at 101.5', () => {
    expect(turnsOf([100, 101, 102.5, 101, 100, 99, 100.2, 101.5], 0.02)).toEqual([
      [2, 1],
      [4, -1],
      [7, 1],
    ]);
  });

  it('count from the extreme since the last turn, not from the turn itself', () => {
    // Up at 102, further to 110: a fall to 108 is 1.8 %, to 107.5 it is 2.3 %.
    expect(turnsOf([100, 102.1, 110, 108, 107.5], 0.02)).toEqual([
      [1, 1],
      [4, -1],
    ]);
  });

  it('need a threshold above zero', () => {
    expect(() => new DirectionalChanges(0)).toThrow('a threshold must be finite and above zero, was 0');
  });
});

describe('intrinsic time', () => {
  const run = (prices: readonly number[]) => {
    const started = directionalChangeIntrinsicTime.start({ theta: 0.02, fade: 2 });
    return { values: trades(prices).map(started), readings: started.readings ?? {} };
  };

  it('says nothing before the first turn and follows it then', () => {
    expect(run([100, 101, 102.5]).values).toEqual([undefined, undefined, 1]);
  });

  it('fades an overshoot of more than two thresholds', () => {
    const { values, readings } = run([100, 102.5, 102.5 * Math.exp(0.05)]);
    // 2.5 thresholds beyond the turn: 1 - 2.5 / 2.
    expect(values.at(-1)).toBeCloseTo(-0.25, 12);
    expect(readings['overshoot']?.()).toBeCloseTo(2.5, 12);
    expect(readings['confidence']?.()).toBe(0);
  });

  it('is believed from ten turns on', () => {
    const { values, readings } = run(Array.from({ length: 11 }, (_, i) => (i % 2 === 0 ? 100 : 103)));
    expect(values.at(-1)).toBe(-1);
    expect(readings['turns']?.()).toBe(10);
    expect(readings['confidence']?.()).toBeCloseTo(0.7, 12);
  });
});

describe('the scaling exponent of directional changes', () => {
  it('is -2 where four times the threshold means a sixteenth of the turns, as in the catalogue check', () => {
    const exponent = turnExponent([0.001, 0.002, 0.004, 0.008], [6400, 1600, 400, 100], 10);
    expect(exponent).toBeCloseTo(-2, 12);
    expect(-1 / exponent).toBeCloseTo(0.5, 12);
    const there = { threshold: 0.001, counted: 6400, exponent };
    expect(thresholdFor(400, there)).toBeCloseTo(0.004, 12);
  });

  it('needs four thresholds with enough turns', () => {
    expect(turnExponent([0.001, 0.002, 0.004, 0.008], [6400, 1600, 400, 9], 10)).toBeNaN();
  });

  it('sees few small turns in a market of long swings', () => {
    // Waves of 1 % and of 4 % in turns: only the largest threshold misses every other one.
    const logs = Array.from({ length: 4000 }, (_, i) => {
      const height = Math.floor(i / 40) % 2 === 0 ? 0.01 : 0.04;
      return (height / 20) * Math.min(i % 40, 40 - (i % 40));
    });
    const run = directionalChangeScalingExponent.start({ window: 7, min_events: 10 });
    const values = trades(logs.map((log) => 100 * Math.exp(log))).map(run);
    expect(values.slice(0, 3600).every((each) => each === undefined)).toBe(true);
    expect(values.at(-1)).toBeGreaterThan(-1.8);
    expect(run.readings?.['trendFactor']?.()).toBe(1.15);
    expect(run.readings?.['reversionFactor']?.()).toBe(1);
  });

  it('forgets what happened before the window', () => {
    const counts = new HourlyCounts(2, 3);
    counts.add(0);
    counts.advance(1);
    counts.add(1);
    expect([...counts.totals]).toEqual([1, 1]);
    counts.advance(2);
    expect([...counts.totals]).toEqual([0, 1]);
    counts.advance(50);
    expect([...counts.totals]).toEqual([0, 0]);
  });
});

const swings = wanderingPrices(120).map((price, i) => price * (i % 2 === 0 ? 1 : 1.02));
describeFormulaContract(directionalChangeIntrinsicTime, { theta: 0.004, fade: 2 }, trades(swings));
// Turns of all sizes within the first hour, and twice as much after it.
const busy = Array.from({ length: 300 }, (_, i) => 100 * Math.exp(i % 2 === 0 ? 0 : 0.0012 * (1 + (i % 11))));
describeFormulaContract(
  directionalChangeScalingExponent,
  { window: 1, min_events: 2 },
  trades(busy, HOUR_MS / 150),
);
