import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { quoteStep, tradeStep, wanderingTape } from '../contract-tests/sample-inputs.ts';
import { contDeLarrardUpProbability } from './cont-de-larrard-up-probability.ts';
import { queueRaceTable } from './queue-race.ts';

describe('the race of two queues', () => {
  const table = queueRaceTable(20);
  const of = (bids: number, asks: number) => table[bids - 1]?.[asks - 1] ?? NaN;

  it('gives the number of the catalogue check', () => {
    expect(of(3, 2)).toBeCloseTo(0.623286183159, 9);
    expect(of(2, 2)).toBeCloseTo(0.5, 9);
  });

  it('is even for equal queues, and the sides add up', () => {
    for (const queue of [1, 5, 20]) expect(of(queue, queue)).toBeCloseTo(0.5, 6);
    for (const [bids, asks] of [
      [1, 2],
      [7, 3],
      [20, 1],
    ] as const) {
      expect(of(bids, asks) + of(asks, bids)).toBeCloseTo(1, 6);
      expect(of(bids, asks)).toBeGreaterThan(0);
      expect(of(bids, asks)).toBeLessThan(1);
    }
  });
});

describe('the probability of Cont and de Larrard', () => {
  it('counts queues in whole units', () => {
    const run = contDeLarrardUpProbability.start({ unit: 0.1, max_q: 10 });
    // 0.3 / 0.1 is a little more than 3 in doubles.
    expect(run(quoteStep(0, 100, 0.3, 101, 0.2))).toBeCloseTo(0.623286183159, 9);
    expect(readingOf(run, 'signal')).toBeCloseTo(0.246572366318, 8);
    expect(readingOf(run, 'confidence')).toBeCloseTo(0.246572366318, 8);
  });

  it('takes the median trade for its unit where none is given', () => {
    const run = contDeLarrardUpProbability.start({ unit: 0, max_q: 10 });
    expect(run(quoteStep(0, 100, 3, 101, 2))).toBeUndefined();
    expect(readingOf(run, 'signal')).toBe(0);
    run(tradeStep(1, 'buy', 100, 1, 100.5));
    run(tradeStep(2, 'buy', 100, 9, 100.5));
    run(tradeStep(3, 'sell', 100, 1, 100.5));
    expect(run(quoteStep(4, 100, 3, 101, 2))).toBeCloseTo(0.623286183159, 9);
  });

  it('counts no further than the longest queue it knows', () => {
    const run = contDeLarrardUpProbability.start({ unit: 1, max_q: 4 });
    expect(run(quoteStep(0, 100, 50, 101, 90))).toBeCloseTo(0.5, 8);
  });
});

describeFormulaContract(contDeLarrardUpProbability, { unit: 0, max_q: 8 }, wanderingTape(60, 100));
