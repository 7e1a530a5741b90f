import { describe, expect, it } from 'vitest';
import { chiSquaredTail } from '../../numerics/tail-probabilities.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import {
  christoffersenIndependenceTest,
  independenceRatio,
  type Transitions,
} from './christoffersen-independence-test.ts';
import { kupiecPofTest, kupiecRatio } from './kupiec-pof-test.ts';

/** A hundred returns that lose 1 % now and then, so that a loss of 2 % is beyond every forecast. */
const quiet = Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? -0.01 : 0.001));
/** Bars that lose more than ever before at the places of ones. */
const withHits = (hits: readonly number[]) => {
  let worst = 0.02;
  return barsOfReturns([...quiet, ...hits.map((hit) => (hit === 1 ? -(worst *= 1.1) : 0.001))]);
};
const zeros = (count: number) => Array.from({ length: count }, () => 0);

describe('the Kupiec test', () => {
  it('is the ratio of the catalogue check', () => {
    expect(kupiecRatio(8, 250, 0.01)).toBeCloseTo(7.73355072449, 9);
    expect(chiSquaredTail(kupiecRatio(8, 250, 0.01), 1)).toBeCloseTo(0.00542040519413, 11);
  });

  it('is zero where exactly as many are lost as said, and counts none as well', () => {
    expect(kupiecRatio(2, 200, 0.01)).toBeCloseTo(0, 12);
    expect(kupiecRatio(0, 250, 0.01)).toBeCloseTo(-500 * Math.log(0.99), 10);
  });

  it('cuts what a rejected value at risk sizes in proportion', () => {
    const run = kupiecPofTest.start({ ...kupiecPofTest.defaults, window: 50 });
    const hits = Array.from({ length: 50 }, (_, i) => (i % 10 === 0 ? 1 : 0));
    const values = withHits(hits).map(run);
    expect(values.slice(0, 150).every((value) => value === undefined)).toBe(true);
    expect(values[150]).toBeCloseTo(kupiecRatio(5, 50, 0.01), 9);
    expect(run.readings?.['hitRate']?.()).toBeCloseTo(0.1, 12);
    expect(run.readings?.['gate']?.()).toBeCloseTo(0.1, 12);
  });

  it('lets everything through where too few were lost', () => {
    const run = kupiecPofTest.start({ ...kupiecPofTest.defaults, alpha: 0.9, window: 60 });
    withHits(zeros(60)).forEach(run);
    // No hit in sixty where six were expected is rejected as well, but not dangerous.
    expect(run.readings?.['pValue']?.()).toBeLessThan(0.05);
    expect(run.readings?.['gate']?.()).toBe(1);
  });
});

describe('the Christoffersen test', () => {
  it('is the ratio of the catalogue check', () => {
    const hits = [0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0];
    const counts: Transitions = [0, 0, 0, 0];
    hits.slice(1).forEach((hit, i) => {
      const place = 2 * (hits[i] ?? 0) + hit;
      counts[place] = (counts[place] ?? 0) + 1;
    });
    expect(counts).toEqual([10, 3, 3, 3]);
    expect(independenceRatio(counts)).toBeCloseTo(1.33581041476, 10);
    expect(chiSquaredTail(independenceRatio(counts), 1)).toBeCloseTo(0.247774163528, 11);
  });

  it('takes a row without any bar as saying nothing', () => {
    expect(independenceRatio([100, 0, 0, 0])).toBe(0);
  });

  it('blocks entries after a hit for the length of a cluster, where hits cluster', () => {
    const run = christoffersenIndependenceTest.start(christoffersenIndependenceTest.defaults);
    const gates = withHits([...zeros(98), 1, 1, 1, 1, 0, 0, 0, 0]).map((bar) => {
      const value = run(bar);
      return value === undefined ? undefined : run.readings?.['gate']?.();
    });
    // From the third transition on p11 is 1, later 3 of 4: a cluster lasts four bars from its last hit on.
    expect(gates.slice(-6)).toEqual([0, 0, 0, 0, 0, 1]);
    expect(run.readings?.['repeat']?.()).toBeCloseTo(0.75, 12);
  });

  it('blocks nothing where hits stand alone', () => {
    const run = christoffersenIndependenceTest.start(christoffersenIndependenceTest.defaults);
    const hits = zeros(110);
    hits[20] = 1;
    hits[60] = 1;
    hits[109] = 1;
    withHits(hits).forEach(run);
    expect(run.readings?.['gate']?.()).toBe(1);
    expect(run.readings?.['pValue']?.()).toBeGreaterThan(0.05);
  });

  it('forgets the transitions that leave its window', () => {
    const run = christoffersenIndependenceTest.start({ level: 0.95, window: 101 });
    const hits = [1, 1, 1, 1, ...zeros(97), 1, 0, 1, 0];
    const values = withHits(hits).map(run);
    // Within the last 101 hits two stand alone, and nothing is left of the cluster.
    expect(values.at(-1)).toBeCloseTo(independenceRatio([96, 2, 2, 0]), 9);
  });
});

const alternating = withHits(Array.from({ length: 160 }, (_, i) => (i % 30 === 0 || i % 31 === 0 ? 1 : 0)));
describeFormulaContract(kupiecPofTest, { ...kupiecPofTest.defaults, window: 50 }, alternating);
describeFormulaContract(
  christoffersenIndependenceTest,
  { ...christoffersenIndependenceTest.defaults, window: 150 },
  alternating,
);
