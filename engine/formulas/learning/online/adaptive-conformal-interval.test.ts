import { describe, expect, it } from 'vitest';
import { SortedWindow } from '../../../numerics/sorted-window.ts';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { adaptiveConformalInterval, conformalQuantile, nextLevel } from './adaptive-conformal-interval.ts';

const { defaults } = adaptiveConformalInterval;
const settings = { alpha: 0.1, gamma: 0.01 };

describe('the adaptive conformal interval', () => {
  it('moves its level as in the catalogue check', () => {
    let level = 0.1;
    const levels = [0, 0, 1, 0].map((err) => (level = nextLevel(level, err === 1, settings)));
    [0.101, 0.102, 0.093, 0.094].forEach((each, i) => expect(levels[i]).toBeCloseTo(each, 12));
  });

  it('takes the score that the level asks for', () => {
    const scores = new SortedWindow(9);
    [5, 1, 9, 3, 7, 2, 8, 4, 6].forEach((each) => scores.push(each));
    // ceil(10 * 0.8) = 8 of nine.
    expect(conformalQuantile(scores, 0.2)).toBe(8);
    expect(conformalQuantile(scores, 0.05)).toBe(9);
    expect(conformalQuantile(scores, 0)).toBe(13.5);
    expect(conformalQuantile(scores, 1)).toBe(0);
  });

  it('misses as often as it is allowed to, also after the market has changed', () => {
    const noise = normals(230, 3000).map((z, i) => (i < 1500 ? 0.001 : 0.004) * z);
    const run = adaptiveConformalInterval.start(defaults);
    let misses = 0;
    barsOfReturns(noise).forEach((bar, i) => {
      const logReturn = noise[i - 1] ?? 0;
      if (i > 1000 && (logReturn < readingOf(run, 'low') || logReturn > readingOf(run, 'high'))) misses += 1;
      run(bar);
    });
    expect(misses / 2000).toBeCloseTo(0.1, 2);
  });

  it('opens on the side on which all of the interval lies', () => {
    const drift = normals(7, 400).map((z) => 0.01 + 0.001 * z);
    const up = adaptiveConformalInterval.start({ ...defaults, window: 50 });
    const down = adaptiveConformalInterval.start({ ...defaults, window: 50 });
    const narrow = adaptiveConformalInterval.start({ ...defaults, window: 50, max_width: 1e-6 });
    barsOfReturns(drift).forEach(up);
    barsOfReturns(drift.map((each) => -each)).forEach(down);
    barsOfReturns(drift).forEach(narrow);
    const gates = (run: typeof up) => ['gate', 'longGate', 'shortGate'].map((name) => readingOf(run, name));
    expect(gates(up)).toEqual([1, 1, 0.5]);
    expect(gates(down)).toEqual([1, 0.5, 1]);
    expect(gates(narrow)).toEqual([0.5, 0.5, 0.5]);
  });
});

describeFormulaContract(adaptiveConformalInterval, { ...defaults, window: 20 }, walkBars(230, 60));
