import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import { StationaryResamples } from '../../numerics/stationary-resamples.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { shareAboveZero, stationaryBootstrapMean } from './stationary-bootstrap-mean.ts';

const { defaults } = stationaryBootstrapMean;

describe('the bootstrap of the mean return', () => {
  it('gives the numbers of the catalogue check', () => {
    const means = new Float64Array(5);
    const plan = { length: 4, resamples: 5, restart: 0.5 };
    const resamples = new StationaryResamples(plan, new Mulberry32(42));
    resamples.meansOf(Float64Array.of(0.01, -0.02, 0.015, 0.005), means);
    [0.01125, 0.0025, 0.00125, 0.00375, -0.005].forEach((mean, i) => expect(means[i]).toBeCloseTo(mean, 12));
    expect(shareAboveZero(means)).toBeCloseTo(0.8, 12);
  });

  it('counts a mean of zero half', () => {
    expect(shareAboveZero([1, 0, -1, 0])).toBe(0.5);
    expect(
      barsOfReturns([0, 0, 0, 0])
        .map(stationaryBootstrapMean.start({ ...defaults, n: 4 }))
        .at(-1),
    ).toBe(0.5);
  });

  it('counts a mean half whose moves cancel, of a price that jumps between two ticks', () => {
    const { B, n, seed } = defaults;
    const ups = Array.from({ length: n + 1 }, (_, i) => (i % 7 === 3 || i % 7 === 4 ? 1 : 0));
    const [first] = barsOfReturns([]);
    if (first === undefined) throw new Error('no bar');
    const run = stationaryBootstrapMean.start(defaults);
    const value = ups.map((up) => run({ ...first, close: 97_000 + 5 * up })).at(-1);
    // The same resamples of whole numbers, of which no digit is lost.
    const steps = Float64Array.from({ length: n }, (_, i) => (ups[i + 1] ?? 0) - (ups[i] ?? 0));
    const plan = { length: n, resamples: B, restart: n ** (-1 / 3) };
    const means = new Float64Array(B);
    new StationaryResamples(plan, new Mulberry32(seed)).meansOf(steps, means);
    expect(means.filter((mean) => mean === 0).length).toBeGreaterThan(20);
    expect(value).toBe(shareAboveZero(means));
  });

  it.each([
    ['up', 1],
    ['down', -1],
  ])('is sure of a strong drift %s', (_way, sign) => {
    const run = stationaryBootstrapMean.start(defaults);
    barsOfReturns(normals(27, 200).map((z) => sign * (0.0005 + 0.001 * z))).forEach(run);
    expect(sign * readingOf(run, 'signal')).toBeGreaterThan(0.99);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.99);
    expect(sign * readingOf(run, 'low')).toBeGreaterThan(0);
    expect(sign * readingOf(run, 'high')).toBeGreaterThan(0);
  });

  it('has no confidence where the interval holds zero', () => {
    const run = stationaryBootstrapMean.start(defaults);
    barsOfReturns(normals(29, 200).map((z) => 0.001 * z)).forEach(run);
    expect(readingOf(run, 'low')).toBeLessThan(0);
    expect(readingOf(run, 'high')).toBeGreaterThan(0);
    expect(readingOf(run, 'confidence')).toBe(0);
  });
});

describeFormulaContract(stationaryBootstrapMean, { ...defaults, n: 20, B: 30, k: 4 }, walkBars(27, 40));
