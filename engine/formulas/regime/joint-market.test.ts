import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { RollingCovariance } from '../../numerics/rolling-covariance.ts';
import { absorbed, absorptionRatio } from './absorption-ratio.ts';
import { mahalanobisTurbulence, turbulence } from './mahalanobis-turbulence.ts';

const noise = (seed: number, count: number) => normals(seed, count).map((z) => 0.001 * z);

describe('turbulence', () => {
  it('has the number of the catalogue check', () => {
    const rows = new RollingCovariance(2, 5);
    for (const row of [
      [1, 2],
      [2, 1],
      [3, 5],
      [0, 1],
      [4, 4],
    ]) {
      rows.push(row);
    }
    expect(turbulence([5, 0], rows, 0.1)).toBeCloseTo(9.42190088869, 9);
  });

  it('uses a ridge where the symbols are the same, and is none where nothing varies', () => {
    const means = new Float64Array(2);
    expect(turbulence([1, 1], { means, covariance: () => 1 }, 0)).toBeCloseTo(0.5, 6);
    expect(turbulence([1, 1], { means, covariance: () => 0 }, 0)).toBeUndefined();
  });

  it('rises where symbols that move together come apart, and closes the gate', () => {
    const common = noise(1, 150);
    const own = noise(2, 150).map((each, t) => (common[t] ?? NaN) + 0.2 * each);
    const symbols = [common, own].map((returns, s) =>
      barsOfReturns([...returns, ...Array.from({ length: 5 }, () => (s === 0 ? 0.001 : -0.001))]),
    );
    const run = mahalanobisTurbulence.start({ n: 100, g: 0.1, K: 10, N: 100, m: 5 });
    const values = peerSteps(symbols).map(run);
    expect(values[104]).toBeUndefined();
    expect(values[105]).toBeDefined();
    expect(values[150]).toBeLessThan(3);
    expect(values.at(-1)).toBeGreaterThan(5);
    expect(readingOf(run, 'gate')).toBeLessThan(0.25);
  });
});

describe('the absorption ratio', () => {
  it('is the share of the largest eigenvalue in the catalogue check', () => {
    expect(absorbed([Float64Array.of(2, 1), Float64Array.of(1, 2)], 1)).toBeCloseTo(0.75, 12);
    expect(absorbed([new Float64Array(2), new Float64Array(2)], 1)).toBeUndefined();
  });

  it('jumps as symbols begin to move as one, and closes the gate', () => {
    const alone = [3, 4, 5].map((seed) => noise(seed, 100));
    const common = noise(6, 20);
    const symbols = alone.map((returns) => barsOfReturns([...returns, ...common]));
    const run = absorptionRatio.start({ n: 40, hl: 10, K: 10, share: 0.2, a: 5, b: 40 });
    const values = peerSteps(symbols).map(run);
    expect(values[79]).toBeUndefined();
    expect(values[80]).toBeLessThan(0.75);
    expect(values.at(-1)).toBeGreaterThan(0.8);
    expect(readingOf(run, 'shift')).toBeGreaterThan(1);
    expect(readingOf(run, 'gate')).toBeCloseTo(Math.max(0.3, 1 - 0.35 * readingOf(run, 'shift')), 12);
  });

  it('forgets the market it was measured in where other symbols are followed', () => {
    const params = { n: 20, hl: 10, K: 10, share: 0.2, a: 5, b: 20 };
    const run = absorptionRatio.start(params);
    peerSteps([1, 2, 3, 4].map((seed) => walkBars(seed, 60))).forEach(run);
    const fresh = absorptionRatio.start(params);
    for (const step of peerSteps([5, 6, 7].map((seed) => walkBars(seed, 60)))) {
      expect(run(step)).toBe(fresh(step));
      expect(readingOf(run, 'gate')).toBe(readingOf(fresh, 'gate'));
    }
  });

  it('does not exist of two symbols', () => {
    const run = absorptionRatio.start({ n: 5, hl: 10, K: 10, share: 0.2, a: 2, b: 5 });
    expect(
      peerSteps([walkBars(7, 30), walkBars(8, 30)])
        .map(run)
        .at(-1),
    ).toBeUndefined();
  });
});

const inputs = peerSteps([walkBars(103, 60), walkBars(104, 60), walkBars(105, 60)]);
describeFormulaContract(mahalanobisTurbulence, { n: 30, g: 0.1, K: 10, N: 30, m: 5 }, inputs);
describeFormulaContract(absorptionRatio, { n: 20, hl: 10, K: 10, share: 0.2, a: 5, b: 20 }, inputs);
