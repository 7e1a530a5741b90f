import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import type { MarketStep } from '../formula.ts';
import { blackLittermanWeights, posteriorReturns, targetWeights } from './black-litterman-weights.ts';

const { defaults } = blackLittermanWeights;
const params = { ...defaults, window: 20 };
const vote = (signal: number, confidence: number): MarketStep => ({
  kind: 'vote',
  time: 0,
  vote: { winner: signal > 0 ? 1 : -1, signal, confidence, probabilityUp: 0.5 },
});
const three = peerSteps([walkBars(1, 30), walkBars(2, 30), walkBars(3, 30)]);
const weightAfter = (steps: readonly MarketStep[], change: Partial<typeof defaults> = {}) =>
  steps.map(blackLittermanWeights.start({ ...params, ...change })).at(-1) ?? NaN;

describe('Black-Litterman weights', () => {
  const covariance = [
    [0.36, 0.3],
    [0.3, 0.64],
  ];
  const market = { covariance, equilibrium: [0.1, 0.15], tau: 0.05 };

  it('are those of the catalogue check', () => {
    const expected = posteriorReturns(market, [{ row: [1, -1], expected: 0.05, confidence: 1 }]);
    expect(expected?.[0]).toBeCloseTo(0.1075, 10);
    expect(expected?.[1]).toBeCloseTo(0.1075, 10);
    const weights = targetWeights(covariance, expected ?? [], 2.5);
    expect(weights?.[0]).toBeCloseTo(0.104131054131, 10);
    expect(weights?.[1]).toBeCloseTo(0.0183760683761, 10);
  });

  it('move the less the less a view is sure of itself, and the more views agree', () => {
    const moved = (confidence: number) =>
      posteriorReturns(market, [{ row: [1, 0], expected: 0.5, confidence }])?.[0] ?? NaN;
    expect(moved(1)).toBeCloseTo(0.3, 10);
    expect(moved(0.25)).toBeCloseTo(0.18, 10);
    expect(moved(0)).toBe(moved(0.05));
    const agreeing = posteriorReturns(market, [
      { row: [1, 0], expected: 0.5, confidence: 1 },
      { row: [1, -1], expected: 0.4, confidence: 1 },
    ]);
    expect(agreeing?.[0]).toBeGreaterThan(moved(1));
  });

  it('are even without a vote', () => {
    expect(weightAfter(three)).toBeCloseTo(1 / 3, 10);
    expect(weightAfter([vote(0, 1), ...three])).toBeCloseTo(1 / 3, 10);
  });

  it('go with the vote, up to the cap', () => {
    const long = weightAfter([vote(0.6, 1), ...three], { max_w: 1 });
    expect(long).toBeGreaterThan(1 / 3);
    expect(weightAfter([vote(0.6, 0.2), ...three], { max_w: 1 })).toBeLessThan(long);
    expect(weightAfter([vote(-0.1, 1), ...three])).toBeLessThan(1 / 3);
    // A rise below what the market pays for its risk anyway is a reason to hold less.
    expect(weightAfter([vote(0.1, 1), ...three])).toBeLessThan(1 / 3);
    expect(weightAfter([vote(1, 1), ...three])).toBe(0.5);
    expect(weightAfter([vote(-1, 1), ...three])).toBe(-0.5);
  });

  it('hold nothing of what the vote wants the other way', () => {
    const doubtful = blackLittermanWeights.start(params);
    [vote(-0.02, 0.05), ...three].forEach(doubtful);
    expect(readingOf(doubtful, 'scale')).toBe(0);
    const short = blackLittermanWeights.start(params);
    [vote(-1, 1), ...three].forEach(short);
    expect(readingOf(short, 'scale')).toBe(0.5);
  });

  it('do not exist where two symbols move as one', () => {
    const twins = peerSteps([walkBars(1, 30), walkBars(1, 30)]);
    expect(twins.map(blackLittermanWeights.start(params)).every((each) => each === undefined)).toBe(true);
  });
});

describeFormulaContract(blackLittermanWeights, { ...params, window: 10 }, [
  ...three.slice(0, 15),
  vote(0.4, 0.6),
  ...three.slice(15),
]);
