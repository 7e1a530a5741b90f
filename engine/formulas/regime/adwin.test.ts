import { describe, expect, it } from 'vitest';
import { closedTrades, wanderingJournal } from '../contract-tests/closed-trades.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { adwin, chanceDifference, outcomeOf } from './adwin.ts';

const repeated = (count: number, netReturn: number): number[] =>
  Array.from({ length: count }, () => netReturn);

describe('the adaptive window of outcomes', () => {
  it('allows the difference of the catalogue check by chance', () => {
    expect(chanceDifference(50, 50, 0.25, 0.05)).toBeCloseTo(0.462082805782, 10);
    // A fall from 0.7 to 0.3 is less, so nothing is cut.
    expect(chanceDifference(50, 50, 0.25, 0.05)).toBeGreaterThan(0.4);
  });

  it('counts a gain of 2 % and more as 1, a loss of as much as 0', () => {
    expect([0, 0.01, 0.05, -0.02, -0.3].map((netReturn) => outcomeOf({ netReturn }))).toEqual([
      0.5, 0.75, 1, 0, 0,
    ]);
  });

  it('keeps every trade of a strategy that does not change', () => {
    const run = adwin.start(adwin.defaults);
    const values = closedTrades(repeated(60, 0.01)).map(run);
    expect(values.at(-1)).toBeCloseTo(0.75, 12);
    expect(run.readings?.['count']?.()).toBe(60);
    expect(run.readings?.['gate']?.()).toBe(1);
  });

  it('forgets the good days once they are over, and closes for twenty trades', () => {
    const run = adwin.start(adwin.defaults);
    closedTrades([...repeated(60, 0.02), ...repeated(30, -0.02)]).forEach(run);
    expect(run.readings?.['count']?.()).toBeLessThan(60);
    expect(run.readings?.['gate']?.()).toBe(0.3);
    const values = closedTrades(repeated(200, -0.005)).map(run);
    expect(values.at(-1)).toBeLessThan(0.5);
    expect(run.readings?.['gate']?.()).toBeCloseTo(2 * (values.at(-1) ?? NaN), 12);
  });

  it('does not close when the outcomes rise', () => {
    const run = adwin.start(adwin.defaults);
    closedTrades([...repeated(60, -0.02), ...repeated(30, 0.02)]).forEach(run);
    expect(run.readings?.['count']?.()).toBeLessThan(60);
    expect(run.readings?.['gate']?.()).toBeGreaterThan(0.3);
  });

  it('keeps strategies apart', () => {
    const run = adwin.start(adwin.defaults);
    closedTrades(repeated(5, 0.02), { strategy: 'good' }).forEach(run);
    expect(closedTrades([-0.02], { strategy: 'bad' }).map(run)).toEqual([0]);
    expect(run.readings?.['gate']?.()).toBe(0.2);
    expect(closedTrades([0.02], { strategy: 'good' }).map(run)).toEqual([1]);
  });
});

describeFormulaContract(adwin, adwin.defaults, wanderingJournal(5, 60));
