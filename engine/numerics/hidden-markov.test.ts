import { describe, expect, it } from 'vitest';
import { fitGaussianChain, gaussianForward, gaussianLogDensities } from './gaussian-hidden-markov.ts';
import { backwardPass, forwardPass, likeliestPath } from './hidden-markov.ts';
import { Mulberry32 } from './mulberry32.ts';

const chain = {
  dimensions: 1,
  start: Float64Array.of(0.6, 0.4),
  transition: Float64Array.of(0.9, 0.1, 0.2, 0.8),
  means: Float64Array.of(0.1, -0.3),
  variances: Float64Array.of(0.25, 1),
};
const values = Float64Array.of(0.2, -0.5, 1, 0.1);

/** Density of the values along every path of states, with the path. */
const paths = Array.from({ length: 16 }, (_, code) => {
  const states = [3, 2, 1, 0].map((bit) => (code >> bit) & 1);
  const density = states.reduce((product, state, t) => {
    const from = states[t - 1];
    const step = from === undefined ? chain.start[state] : chain.transition[2 * from + state];
    const variance = chain.variances[state] ?? NaN;
    const off = (values[t] ?? NaN) - (chain.means[state] ?? NaN);
    const emitted = Math.exp(-(off ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    return product * (step ?? NaN) * emitted;
  }, 1);
  return { states, density };
});
const total = paths.reduce((sum, { density }) => sum + density, 0);

describe('a hidden Markov chain', () => {
  const densities = gaussianLogDensities(chain, values);
  const pass = forwardPass(chain, densities);

  it('has the numbers of the formula catalogue', () => {
    expect(pass.filtered[6]).toBeCloseTo(0.827796146843, 11);
    expect(pass.filtered[7]).toBeCloseTo(0.172203853157, 11);
    expect(pass.logLikelihood).toBeCloseTo(-3.668869828, 8);
    expect(pass.logLikelihood).toBeCloseTo(Math.log(total), 12);
  });

  it('smooths as all paths together do', () => {
    const { smoothed, steps } = backwardPass(chain, pass);
    for (let t = 0; t < 4; t += 1) {
      const inSecond = paths.filter(({ states }) => states[t] === 1);
      const share = inSecond.reduce((sum, { density }) => sum + density, 0) / total;
      expect(smoothed[2 * t + 1]).toBeCloseTo(share, 12);
    }
    const stays = paths.map(
      ({ density, states }) =>
        density * states.filter((s, t) => t > 0 && s === 0 && states[t - 1] === 0).length,
    );
    expect(steps[0]).toBeCloseTo(stays.reduce((sum, each) => sum + each, 0) / total, 12);
  });

  it('knows the likeliest of all paths', () => {
    const best = paths.toSorted((a, b) => b.density - a.density)[0];
    const { logProbability, states } = likeliestPath(chain, densities);
    expect([...states]).toEqual(best?.states);
    expect(logProbability).toBeCloseTo(Math.log(best?.density ?? NaN), 12);
  });

  it('is found again in what it emitted', () => {
    const random = new Mulberry32(4);
    let state = 0;
    const emitted = Float64Array.from({ length: 1500 }, () => {
      if (random.uniform() < 0.04) state = 1 - state;
      return state === 0 ? 0.3 * random.normal() : 1 + 1.5 * random.normal();
    });
    const first = { ...chain, means: Float64Array.of(-0.1, 0.1), variances: Float64Array.of(0.5, 2) };
    const found = fitGaussianChain(first, emitted, {
      mostRounds: 100,
      leastGain: 1e-4,
      varianceFloor: 1e-3,
      transitionFloor: 1e-3,
    });
    expect(found.chain.transition[0]).toBeCloseTo(0.96, 1);
    expect(found.chain.means[1]).toBeCloseTo(1, 0);
    expect(found.chain.variances[0]).toBeCloseTo(0.09, 1);
    expect(found.logLikelihood).toBe(gaussianForward(found.chain, emitted).logLikelihood);
    expect(found.logLikelihood).toBeGreaterThan(gaussianForward(first, emitted).logLikelihood);
  });
});
