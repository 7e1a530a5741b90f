import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bootstrapParticleFilter } from './bootstrap-particle-filter.ts';
import { systematicResample, weighParticles } from './particle-cloud.ts';

const { defaults } = bootstrapParticleFilter;
const particleWeights = (drifts: Float64Array, logs: Float64Array, y: number): Float64Array => {
  const weights = new Float64Array(logs.length);
  weighParticles({ drifts, logs, variances: logs.map(Math.exp) }, y, weights);
  return weights;
};

const survivorsOf = (weights: Float64Array, u: number): number[] => {
  const survivors = new Int32Array(weights.length);
  systematicResample(weights, u, survivors);
  return [...survivors];
};

describe('the particle filter', () => {
  it('weighs and resamples as in the catalogue check', () => {
    const weights = particleWeights(Float64Array.of(0.1, -0.2, 0), Float64Array.of(0, -0.5, 0.5), 0.3);
    [0.352219674516, 0.375464864694, 0.27231546079].forEach((each, k) =>
      expect(weights[k]).toBeCloseTo(each, 11),
    );
    expect(survivorsOf(weights, 0.5)).toEqual([0, 1, 2]);
  });

  it('lets only the likely survive, and everybody where nobody is', () => {
    expect(survivorsOf(Float64Array.of(0, 0.9, 0.1), 0.1)).toEqual([1, 1, 1]);
    expect([...particleWeights(Float64Array.of(0, 0), Float64Array.of(-20, -20), 1e6)]).toEqual([0.5, 0.5]);
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
