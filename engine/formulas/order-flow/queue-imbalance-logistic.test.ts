import { describe, expect, it } from 'vitest';
import { logisticAt, logisticLine } from '../../numerics/logistic-line.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { quote, wanderingQuotes } from '../contract-tests/sample-inputs.ts';
import { queueImbalanceLogistic } from './queue-imbalance-logistic.ts';

const settings = { window: 5000, refit: 250, ridge: 1 };

describe('chance of an uptick from the queue imbalance', () => {
  it('believes in a slope of 2 until it has learned', () => {
    const run = queueImbalanceLogistic.start(settings);
    expect(run(quote(0, 99, 3, 101, 1))).toBeCloseTo(1 / (1 + Math.exp(-2 * 0.5)), 12);
    expect(run(quote(1, 99, 1, 101, 1))).toBe(0.5);
  });

  it('learns from the imbalance halfway between two changes of the mid', () => {
    const run = queueImbalanceLogistic.start({ ...settings, refit: 1 });
    const changes = Array.from({ length: 201 }, (_, change) => ({
      isHeavyBid: change % 3 === 0,
      isUp: (change % 3 === 0) !== (change % 4 === 0),
    }));
    let mid = 100;
    for (const { isHeavyBid, isUp } of changes) {
      // Three updates at one mid, the second of which says which way it goes, three times in four.
      run(quote(0, mid - 1, 1, mid + 1, 9));
      run(isHeavyBid ? quote(0, mid - 1, 4, mid + 1, 1) : quote(0, mid - 1, 1, mid + 1, 4));
      run(quote(0, mid - 1, 9, mid + 1, 1));
      mid += isUp ? 1 : -1;
    }
    // What led to the first change lies between no two.
    const halfways = changes.slice(1).map(({ isHeavyBid }) => (isHeavyBid ? 0.6 : -0.6));
    const ups = changes.slice(1).map(({ isUp }) => (isUp ? 1 : 0));
    const line = logisticLine(halfways, ups, 1);
    // With this change the 200th observation is made, and from the next quote on the first fit counts.
    run(quote(999, mid - 1, 3, mid + 1, 1));
    const value = run(quote(999, mid - 1, 3, mid + 1, 1)) ?? NaN;
    expect(line?.slope).toBeGreaterThan(0.5);
    expect(value).toBeCloseTo(line === undefined ? NaN : logisticAt(line, 0.5), 12);
    expect(readingOf(run, 'signal')).toBeCloseTo(2 * value - 1, 12);
    expect(readingOf(run, 'confidence')).toBeCloseTo(Math.abs(2 * value - 1), 12);
  });

  it('has no value without size at the best quotes', () => {
    expect(queueImbalanceLogistic.start(settings)(quote(0, 99, 0, 101, 0))).toBeUndefined();
  });

  it.each([
    [{ ...settings, window: 0 }, 'window must be a whole number of at least 1, was 0'],
    [{ ...settings, refit: 0.5 }, 'refit must be a whole number of at least 1, was 0.5'],
    [{ ...settings, ridge: 0 }, 'ridge must be finite and above zero, was 0'],
  ])('refuses %o', (params, message) => {
    expect(() => queueImbalanceLogistic.start(params)).toThrow(message);
  });
});

describeFormulaContract(
  queueImbalanceLogistic,
  { window: 250, refit: 10, ridge: 1 },
  wanderingQuotes(300, 100),
);
