import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { boundPair, peerSteps } from '../../contract-tests/peer-steps.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { chuStinchcombeWhiteMonitor, levelDeparture } from './chu-stinchcombe-white-monitor.ts';
import { gregoryHansen } from './gregory-hansen.ts';
import { gregoryHansenCointegration } from './gregory-hansen-cointegration.ts';
import { nyblomParameterStability } from './nyblom-parameter-stability.ts';
import { parameterStability } from './parameter-stability.ts';
import { zivotAndrews } from './zivot-andrews.ts';
import { zivotAndrewsBreak } from './zivot-andrews-break.ts';

describe('the monitor of levels', () => {
  it('gives the numbers of the catalogue check', () => {
    const found = levelDeparture([0.0, 0.01, -0.01, 0.0, 0.01, 0.03, 0.06, 0.1, 0.15], 4.6);
    expect(found.excess).toBeCloseTo(0.121823557334, 11);
    expect(found.statistic).toBeCloseTo(2.50900019275, 10);
    expect(found.boundary).toBeCloseTo(2.38717663541, 10);
    // The level of index 5, three values before the last of nine.
    expect(found.age).toBe(3);
  });

  it('follows a walk that is left, and stays silent inside the boundary', () => {
    const noise = normals(2, 60).map((z) => 0.001 * z);
    const run = chuStinchcombeWhiteMonitor.start({ window: 50, b: 4.6 });
    expect(barsOfReturns(noise).map(run).at(-1)).toBe(0);
    expect(readingOf(run, 'signal')).toBe(0);
    const left = noise.map((each, i) => each - (i > 52 ? 0.003 : 0));
    const falling = chuStinchcombeWhiteMonitor.start({ window: 50, b: 4.6 });
    const value = barsOfReturns(left).map(falling).at(-1) ?? 0;
    expect(value).toBeLessThan(0);
    expect(readingOf(falling, 'signal')).toBeCloseTo(Math.max(-1, value), 12);
    expect(readingOf(falling, 'confidence')).toBeCloseTo(Math.min(1, -value), 12);
  });

  it('is 0 where nothing moves', () => {
    const still = barsOfReturns([0, 0, 0, 0]);
    expect(still.map(chuStinchcombeWhiteMonitor.start({ window: 3, b: 4.6 })).at(-1)).toBe(0);
  });
});

describe('the stability of coefficients', () => {
  const x = Float64Array.from([0.5, -1.0, 0.3, 1.2, -0.4, 0.8, -0.9, 0.1, 1.1, -0.6, 0.7, -0.2]);
  const y = Float64Array.from([0.6, -0.9, 0.4, 1.1, -0.3, 0.9, -1.6, 0.5, 2.4, -1.0, 1.6, -0.1]);

  it('has the numbers of the catalogue check', () => {
    const found = parameterStability([x], y);
    expect(found?.statistic).toBeCloseTo(0.55870040568, 9);
    expect(found?.coefficients[0]).toBeCloseTo(0.111876988335, 10);
    expect(found?.coefficients[1]).toBeCloseTo(1.41092258749, 10);
  });

  it('is not known where nothing is left to explain', () => {
    expect(parameterStability([x], x)).toBeUndefined();
    expect(parameterStability([new Float64Array(12)], y)).toBeUndefined();
  });

  it('halves what rests on a beta that moved', () => {
    const leader = normals(1, 80).map((z) => 0.01 * z);
    const noise = normals(2, 80).map((z) => 0.001 * z);
    const params = { window: 80, refit: 20, crit2: 0.749 };
    const steady = nyblomParameterStability.start(params);
    const moved = nyblomParameterStability.start(params);
    const feed = (beta: (i: number) => number) =>
      peerSteps(
        [barsOfReturns(leader.map((each, i) => beta(i) * each + (noise[i] ?? 0))), barsOfReturns(leader)],
        1,
      );
    feed(() => 0.8).forEach(steady);
    feed((i) => (i < 40 ? 0.4 : 1.2)).forEach(moved);
    expect(readingOf(steady, 'gate')).toBe(1);
    expect(readingOf(steady, 'beta')).toBeCloseTo(0.8, 1);
    expect(readingOf(moved, 'gate')).toBe(0.5);
    expect(readingOf(moved, 'windowFactor')).toBe(0.5);
  });
});

describe('the unit-root test beside a break in level', () => {
  const y = Float64Array.from([
    0.537, 0.668, 0.696, 0.137, 0.054, -0.052, -0.077, -0.265, -0.278, -0.421, -0.816, -0.55, -0.286, 0.227,
    0.242, 0.121, -0.043, -0.507, -0.212, -0.542, -0.898, -0.96, -0.514, -0.443, -0.75, -0.964, -0.776,
    -0.824, -1.055, -1.124, 5.015, 5.165, 4.866, 5.074, 4.949, 4.474, 4.279, 4.459, 4.559, 4.214, 4.4, 4.373,
    4.501, 4.601, 4.254, 4.359, 4.177, 4.641, 4.858, 4.872, 4.577, 4.593, 4.641, 4.279, 4.946, 5.064, 5.572,
    5.238, 5.728, 5.32,
  ]);

  it('gives the numbers of the catalogue check', () => {
    const found = zivotAndrews(y, 1, 0.15);
    expect(found?.statistic).toBeCloseTo(-13.5554636978, 7);
    expect(found?.at).toBe(29);
  });

  it('does not exist for a straight line', () => {
    expect(
      zivotAndrews(
        Float64Array.from({ length: 40 }, (_, t) => t),
        1,
        0.15,
      ),
    ).toBeUndefined();
  });

  it('opens its gate for a ratio that is pulled back, and closes it for one that wanders', () => {
    const params = { window: 120, lags: 1, trim: 0.15, crit: -4.8, refit: 50 };
    const pulled = zivotAndrewsBreak.start(params);
    peerSteps(boundPair(3, 140, { slope: 1, persistence: 0.3 }), 1).forEach(pulled);
    expect(readingOf(pulled, 'gate')).toBe(1);
    expect(Math.abs(readingOf(pulled, 'meanSince'))).toBeLessThan(0.01);
    const wandering = zivotAndrewsBreak.start(params);
    peerSteps([walkBars(5, 140), walkBars(6, 140)], 1).forEach(wandering);
    expect(readingOf(wandering, 'gate')).toBe(0);
  });
});

describe('cointegration beside a break', () => {
  const x = Float64Array.from([
    1.6905, 1.2246, 1.2574, 1.6649, 0.876, 0.8781, 0.8772, -0.8775, 0.1401, 0.7406, 0.1152, -0.0564, 0.4489,
    0.1876, -0.0552, -1.5084, -0.9538, -0.83, -0.5555, -2.082, -0.4313, -0.277, -0.6641, 1.3649, 1.3196,
    -0.1311, -0.5363, -2.8247, -1.7753, -2.1917, -2.9343, -1.8618, -3.5129, -2.9775, -5.0419, -5.704, -6.9083,
    -5.4463, -3.6801, -4.0095,
  ]);
  const y = Float64Array.from([
    2.3707, 2.1979, 1.6165, 2.0547, 1.2415, 2.1844, 2.0473, 0.7389, 1.2711, 1.7878, 0.8555, 1.3382, 1.1345,
    1.0173, 0.8802, -0.3651, 0.4088, 0.2899, 0.5425, -0.7073, 2.6655, 2.4908, 2.0354, 4.9957, 4.5182, 2.7197,
    2.3562, -0.7213, 0.547, -0.203, -0.8195, 0.3492, -1.9118, -1.1321, -4.0712, -5.094, -6.5767, -4.8577,
    -2.2524, -2.6951,
  ]);

  it('gives the numbers of the catalogue check', () => {
    const found = gregoryHansen(y, x, 0.15);
    expect(found?.statistic).toBeCloseTo(-6.77897740371, 8);
    expect(found?.at).toBe(20);
  });

  it('does not exist where one series does not vary', () => {
    expect(gregoryHansen(y, new Float64Array(40), 0.15)).toBeUndefined();
  });

  it('opens its gate for a bound pair and gives the hedge ratio since the break', () => {
    const params = { window: 120, trim: 0.15, crit: -4.95, refit: 50 };
    const bound = gregoryHansenCointegration.start(params);
    const steps = peerSteps(boundPair(7, 140, { slope: 0.7, persistence: 0.2 }), 1);
    steps.forEach(bound);
    expect(readingOf(bound, 'gate')).toBe(1);
    expect(Math.abs(readingOf(bound, 'hedgeRatio') - 0.7)).toBeLessThan(0.1);
    expect(Math.abs(readingOf(bound, 'distance'))).toBeLessThan(4);
    const free = gregoryHansenCointegration.start(params);
    peerSteps([walkBars(1, 140), walkBars(2, 140)], 1).forEach(free);
    expect(readingOf(free, 'gate')).toBe(0);
  });

  it('says nothing without a leader', () => {
    const run = gregoryHansenCointegration.start({ window: 20, trim: 0.15, crit: -4.95, refit: 5 });
    expect(
      peerSteps([walkBars(1, 40), walkBars(2, 40)])
        .map(run)
        .every((each) => each === undefined),
    ).toBe(true);
  });
});

const pair = peerSteps(boundPair(9, 50), 1);
describeFormulaContract(chuStinchcombeWhiteMonitor, { window: 10, b: 4.6 }, walkBars(33, 40));
describeFormulaContract(nyblomParameterStability, { window: 20, refit: 5, crit2: 0.749 }, pair);
describeFormulaContract(zivotAndrewsBreak, { window: 30, lags: 1, trim: 0.15, crit: -4.8, refit: 10 }, pair);
describeFormulaContract(gregoryHansenCointegration, { window: 30, trim: 0.15, crit: -4.95, refit: 10 }, pair);
