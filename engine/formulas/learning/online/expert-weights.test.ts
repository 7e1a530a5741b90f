import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { opinionStep, opinionSteps } from '../../contract-tests/told-opinions.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import type { MarketStep } from '../../formula.ts';
import { concentration, fixedShareTracking, sharedWeights } from './fixed-share-tracking.ts';
import { exponentialWeights, Hedge, hedgeExponentialWeights, lossesOf } from './hedge-exponential-weights.ts';

/** A market with one formula that sees the next bar, one that sees its opposite and one that is silent. */
function seers(count: number): MarketStep[] {
  const steps = barSteps(decidedBars(223, count + 1));
  return steps.slice(0, count).flatMap((step, i) => {
    const next = steps[i + 1];
    const [now, later] = [step, next].map((each) => (each?.kind === 'bar' ? each.bar.close : 0));
    const side = (later ?? 0) > (now ?? 0) ? 1 : -1;
    return [step, opinionStep(step.time, [31, side], [131, -side], [191, 0])];
  });
}

describe('exponential weights', () => {
  it('are those of the catalogue check', () => {
    const weights = exponentialWeights(Float64Array.of(0.2, 1.8, 1), 0.5);
    [0.471776221068, 0.211982720708, 0.316241058225].forEach((each, i) =>
      expect(weights[i]).toBeCloseTo(each, 9),
    );
  });

  it('fall with a rate of sqrt(8 ln N / T)', () => {
    const hedge = new Hedge(2, 1);
    hedge.learn(Float64Array.of(0, 1));
    expect(hedge.weights[0]).toBeCloseTo(1 / (1 + Math.exp(-Math.sqrt(8 * Math.LN2))), 12);
  });

  it('lose one half where nothing moved or nothing was said', () => {
    expect([...lossesOf(Float64Array.of(1, -0.5, 0), 0.01)]).toEqual([0, 0.75, 0.5]);
    expect([...lossesOf(Float64Array.of(1, -0.5, 0), 0)]).toEqual([0.5, 0.5, 0.5]);
  });

  it('go over to the formula that is right', () => {
    const run = hedgeExponentialWeights.start({ ...hedgeExponentialWeights.defaults, min_rounds: 20 });
    const steps = seers(60);
    const values = steps.map(run);
    expect(values.findIndex((value) => value !== undefined)).toBe(2 * 21 - 1);
    // After 59 rounds the losses are 0, 59 and 29.5 at a rate of sqrt(8 ln 3 / 59).
    const rate = Math.sqrt((8 * Math.log(3)) / 59);
    const [right = 0, wrong = 0] = exponentialWeights(Float64Array.of(0, 59, 29.5), rate);
    expect(Math.abs(values.at(-1) ?? 0)).toBeCloseTo(right - wrong, 9);
    expect(readingOf(run, 'largestWeight')).toBeCloseTo(right, 9);
    expect(readingOf(run, 'confidence')).toBeCloseTo((right - wrong) * (59 / 80), 9);
  });

  const inputs = opinionSteps(223, 60, { bar: true, opinions: true });
  describeFormulaContract(
    hedgeExponentialWeights,
    { ...hedgeExponentialWeights.defaults, min_rounds: 10 },
    inputs,
  );
});

describe('weights with a fixed share', () => {
  it('are those of the catalogue check', () => {
    const weights = sharedWeights(Float64Array.of(0.5, 0.3, 0.2), Float64Array.of(1, 0, 0.5), {
      eta: 0.5,
      alpha: 0.01,
    });
    [0.398883524874, 0.394624541987, 0.206491933139].forEach((each, i) =>
      expect(weights[i]).toBeCloseTo(each, 9),
    );
  });

  it('never fall below their share, so that who is right again is heard again', () => {
    let weights = Float64Array.of(0.5, 0.5);
    const params = { eta: 0.5, alpha: 0.01 };
    for (let i = 0; i < 200; i += 1) weights = sharedWeights(weights, Float64Array.of(0, 1), params);
    expect(weights[1]).toBeGreaterThan(0.005);
    let rounds = 0;
    for (; (weights[1] ?? 0) < 0.5; rounds += 1)
      weights = sharedWeights(weights, Float64Array.of(1, 0), params);
    // About ln(N / alpha) / eta
    expect(rounds).toBeLessThan(Math.log(2 / 0.01) / 0.5 + 1);
  });

  it('are concentrated from 0 where they are equal to 1 where one has it all', () => {
    expect(concentration(Float64Array.of(0.25, 0.25, 0.25, 0.25))).toBeCloseTo(0, 12);
    expect(concentration(Float64Array.of(1, 0, 0))).toBe(1);
    expect(concentration(Float64Array.of(1))).toBe(1);
  });

  it('go over to the formula that is right', () => {
    const run = fixedShareTracking.start({ ...fixedShareTracking.defaults, min_rounds: 20 });
    const values = seers(60).map(run);
    expect(Math.abs(values.at(-1) ?? 0)).toBeGreaterThan(0.95);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.8);
  });

  const inputs = opinionSteps(224, 60, { bar: true, opinions: true });
  describeFormulaContract(fixedShareTracking, { ...fixedShareTracking.defaults, min_rounds: 10 }, inputs);
});
