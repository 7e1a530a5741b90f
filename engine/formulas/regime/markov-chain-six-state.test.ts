import { describe, expect, it } from 'vitest';
import { TransitionCounts } from '../../numerics/markov-chain.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { markovChainSixState, stateOf } from './markov-chain-six-state.ts';

const facts = { broke: 0, rangeRank: 0.5, trend: 0, volatilityRank: 0.5 };

describe('the chain of six states', () => {
  it('has the probabilities of the catalogue check', () => {
    const counts = new TransitionCounts(6);
    const states = [1, 1, 3, 1, 1, 1, 3, 3, 1];
    states.slice(1).forEach((state, i) => counts.add((states[i] ?? 0) - 1, state - 1));
    expect(counts.probability(0, 0, 1)).toBeCloseTo(4 / 11, 12);
    expect(counts.probability(0, 2, 1)).toBeCloseTo(3 / 11, 12);
    expect(counts.probability(2, 0, 1)).toBeCloseTo(3 / 9, 12);
  });

  it('takes the first state whose rule holds', () => {
    expect(stateOf({ ...facts, broke: -1, rangeRank: 0.1, trend: 2 })).toBe(5);
    expect(stateOf({ ...facts, rangeRank: 0.15, trend: 2 })).toBe(6);
    expect(stateOf({ ...facts, trend: 1 })).toBe(1);
    expect(stateOf({ ...facts, trend: -1 })).toBe(2);
    expect(stateOf({ ...facts, volatilityRank: 0.51 })).toBe(3);
    expect(stateOf(facts)).toBe(4);
  });

  it('lets only shorts through when the price breaks down on volume', () => {
    const run = markovChainSixState.start({ n: 30, N: 100, a: 1 });
    const bars = walkBars(95, 60);
    bars.forEach(run);
    const last = bars.at(-1);
    if (last === undefined) throw new Error('no bars');
    const low = 0.5 * last.low;
    expect(run({ ...last, open: last.close, low, close: low, volumeBase: 1000 })).toBe(5);
    const read = (name: string) => run.readings?.[name]?.();
    expect(['gate', 'longGate', 'shortGate', 'trendGate'].map(read)).toEqual([1, 0, 1, 1]);
    const next = ['Bull', 'Bear', 'WideRange', 'QuietRange', 'Breakout', 'Consolidation'].map(
      (name) => read(`next${name}`) ?? NaN,
    );
    expect(next.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
    expect(read('expectedStay')).toBeCloseTo(1 / (1 - (next[4] ?? NaN)), 12);
  });

  it('forgets steps that left its window', () => {
    const bars = walkBars(96, 200);
    const short = markovChainSixState.start({ n: 30, N: 20, a: 1 });
    bars.forEach(short);
    // All steps of the last 20 bars and six imagined from each state: no probability is below 1 in 26.
    expect(short.readings?.['nextBreakout']?.()).toBeGreaterThanOrEqual(1 / 26);
  });
});

describeFormulaContract(markovChainSixState, { n: 30, N: 40, a: 1 }, walkBars(97, 90));
