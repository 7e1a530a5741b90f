import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bootstrapParticleFilter } from './bootstrap-particle-filter.ts';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import { KernelFloats } from '../../numerics/simd/kernel-memory.ts';
import { copySurvivors, SPARE_SURVIVORS } from '../../numerics/simd/resample-kernel.ts';
import { ParticleCloud, weighParticles } from './particle-cloud.ts';

const { defaults } = bootstrapParticleFilter;
const particleWeights = (drifts: Float64Array, logs: Float64Array, y: number): Float64Array => {
  const weights = new Float64Array(logs.length);
  weighParticles({ drifts, logs, variances: logs.map(Math.exp) }, y, weights);
  return weights;
};

const survivorsOf = (shares: readonly number[], u: number): number[] => {
  const { length } = shares;
  const spacing = new KernelFloats(2);
  const weights = new KernelFloats(length);
  const survivors = new KernelFloats(length + SPARE_SURVIVORS);
  const [from, to] = [new KernelFloats(3 * length), new KernelFloats(3 * length)];
  weights.values.set(shares);
  spacing.values.set([length / shares.reduce((sum, each) => sum + each, 0), u]);
  from.values.set(Array.from({ length: 3 * length }, (_, i) => i));
  copySurvivors(
    weights.address,
    8 * length,
    spacing.address,
    survivors.address,
    from.address,
    to.address,
    8 * length,
  );
  // All three numbers of a particle go with it, and the list is ready for the next time.
  const found = [...to.values];
  expect(found.slice(length)).toEqual(found.slice(0, 2 * length).map((each) => each + length));
  expect([...survivors.integers.subarray(0, length)]).toEqual(shares.map(() => 0));
  return found.slice(0, length);
};

describe('the particle filter', () => {
  it('weighs and resamples as in the catalogue check', () => {
    const weights = particleWeights(Float64Array.of(0.1, -0.2, 0), Float64Array.of(0, -0.5, 0.5), 0.3);
    [0.352219674516, 0.375464864694, 0.27231546079].forEach((each, k) =>
      expect(weights[k]).toBeCloseTo(each, 11),
    );
    expect(survivorsOf([...weights], 0.5)).toEqual([0, 1, 2]);
  });

  it('lets only the likely survive, and everybody where nobody is', () => {
    expect(survivorsOf([0, 0.9, 0.1], 0.1)).toEqual([1, 1, 1]);
    expect([...particleWeights(Float64Array.of(0, 0), Float64Array.of(-20, -20), 1e6)]).toEqual([0.5, 0.5]);
  });

  it.each([40, 41, 400])('moves a cloud of %d particles as the definition says', (N) => {
    const params = { ...defaults, N };
    const cloud = new ParticleCloud(params);
    const plain = plainCloud(params);
    // The return of 60 deviations is one nobody can explain.
    const returns = [...normals(7, 300), 60, ...normals(8, 50)];
    for (const y of returns) {
      const { isUp, volatility } = cloud.next(y);
      const expected = plain(y);
      expect(isUp).toBeCloseTo(expected.isUp, 11);
      expect(volatility).toBeCloseTo(expected.volatility, 11);
    }
  });

  it('leans with a drift, and depends on its seed alone', () => {
    const noise = normals(91, 260).map((z) => 0.01 * z);
    const bars = barsOfReturns(noise.map((each, i) => each + (i > 120 ? 0.008 : 0)));
    const values = bars.map(bootstrapParticleFilter.start(defaults));
    expect(values.at(-1)).toBeGreaterThan(0.8);
    expect(bars.map(bootstrapParticleFilter.start({ ...defaults, seed: 43 }))).not.toEqual(values);
  });
});

describeFormulaContract(bootstrapParticleFilter, { ...defaults, N: 40 }, walkBars(92, 180));

/** The definition, particle by particle. */
function plainCloud({ N, pd, ph, sd, seed, sh }: typeof defaults) {
  const random = new Mulberry32(seed);
  let cloud = Array.from({ length: N }, () => ({ d: 0.05 * random.normal(), h: 0.5 * random.normal() }));
  return (y: number) => {
    cloud = cloud.map(({ d, h }) => ({
      d: pd * d + sd * Math.exp(h / 2) * random.normal(),
      h: ph * h + sh * random.normal(),
    }));
    const likelihoods = cloud.map(({ d, h }) => Math.exp(-0.5 * (h + (y - d) ** 2 / Math.exp(h))));
    const total = likelihoods.reduce((sum, each) => sum + each, 0);
    const weights = likelihoods.map((each) => (total > 0 ? each / total : 1 / N));
    const isUp = weights.reduce((sum, weight, k) => sum + ((cloud[k]?.d ?? 0) > 0 ? weight : 0), 0);
    const variance = weights.reduce((sum, weight, k) => sum + weight * Math.exp(cloud[k]?.h ?? 0), 0);
    const u = random.uniform();
    cloud = Array.from({ length: N }, (_, k) => {
      let sum = 0;
      const index = weights.findIndex((weight) => (sum += weight) > (k + u) / N);
      return cloud[index < 0 ? N - 1 : index] ?? { d: NaN, h: NaN };
    });
    return { isUp, volatility: Math.sqrt(variance) };
  };
}
