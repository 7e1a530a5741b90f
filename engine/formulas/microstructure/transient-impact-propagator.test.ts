import { describe, expect, it } from 'vitest';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { tradeStep } from '../contract-tests/sample-inputs.ts';
import type { TapeStep } from '../formula.ts';
import { DecayingFlow, decayWeights, release, sharesGone } from './propagator.ts';
import { transientImpactPropagator } from './transient-impact-propagator.ts';

const TAU = [1, 4, 16];

/** Trades of size 1 at random, each of which moves the mid at once by `impact`, most of which comes back. */
const transientTape = (count: number, impact: number): TapeStep[] => {
  const weights = decayWeights(0.4, [1, 4, 16, 64, 256, 1024]);
  const flow = new DecayingFlow([1, 4, 16, 64, 256, 1024]);
  return normals(97, count).map((z, i) => {
    const pressed = flow.sums.reduce((sum, each, k) => sum + (weights[k] ?? 0) * each, 0);
    const mid = 1000 * Math.exp(impact * pressed);
    const sign = z > 0 ? 1 : -1;
    flow.push(sign * Math.LN2);
    return tradeStep(i, sign > 0 ? 'buy' : 'sell', mid, 1, mid, 0.05);
  });
};

describe('the propagator', () => {
  it('gives the numbers of the catalogue check', () => {
    const weights = decayWeights(0.3, TAU);
    [0.47732030767, 0.314913960972, 0.207765731358].forEach((each, k) =>
      expect(weights[k]).toBeCloseTo(each, 11),
    );
    const flow = new DecayingFlow(TAU);
    for (const [sign, size] of [
      [1, 1],
      [1, 2],
      [-1, 0.5],
      [1, 3],
    ] as const)
      flow.push(sign * Math.log1p(size));
    expect(-0.0001 * release(weights, flow, sharesGone(TAU, 5))).toBeCloseTo(-0.000127936907075, 14);
  });

  it('expects the price back after trades that pressed it away', () => {
    const run = transientImpactPropagator.start({ beta: 0.3, h: 20, refit: 1000 });
    transientTape(2000, 0.0005).forEach(run);
    expect(readingOf(run, 'impact')).toBeGreaterThan(0.0002);
    expect(readingOf(run, 'rSquared')).toBeGreaterThan(0.1);
    const burst = Array.from({ length: 30 }, (_, i) => tradeStep(3000 + i, 'buy', 1000, 1, 1000, 0.05));
    expect(burst.map(run).at(-1)).toBeLessThan(-0.0005);
    expect(readingOf(run, 'signal')).toBe(-1);
    expect(readingOf(run, 'confidence')).toBe(1);
  });

  it('has no say where trades leave no trace', () => {
    const run = transientImpactPropagator.start({ beta: 0.3, h: 5, refit: 100 });
    const value = transientTape(300, 0).map(run).at(-1);
    expect(Math.abs(value ?? NaN)).toBe(0);
    expect(readingOf(run, 'confidence')).toBe(0);
    expect(readingOf(run, 'exponent')).toBe(0.3);
  });
});

describeFormulaContract(transientImpactPropagator, { beta: 0.3, h: 4, refit: 25 }, transientTape(80, 0.0005));
