import { describe, expect, it } from 'vitest';
import { closedTrades, wanderingJournal } from '../contract-tests/closed-trades.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { betaBinomialWinRate } from './beta-binomial-win-rate.ts';

const { defaults } = betaBinomialWinRate;
const sevenOfThirteen = [1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1].map((each) => 0.01 * each);

describe('the Bayesian win rate', () => {
  it('gives the numbers of the catalogue check: 7 of 13 won, gains like losses', () => {
    const run = betaBinomialWinRate.start(defaults);
    expect(closedTrades(sevenOfThirteen).map(run).at(-1)).toBeCloseTo(12 / 23, 12);
    expect(run.readings?.['breakEven']?.()).toBeCloseTo(0.5, 14);
    expect(run.readings?.['edgeProbability']?.()).toBeCloseTo(0.584094047546, 10);
    expect(run.readings?.['gate']?.()).toBe(1);
  });

  it('asks for fewer wins where they are larger than the losses', () => {
    const run = betaBinomialWinRate.start(defaults);
    closedTrades([0.03, -0.01, 0.05, -0.01]).forEach(run);
    // Gains of 40 on average against losses of 10.
    expect(run.readings?.['breakEven']?.()).toBeCloseTo(10 / 50, 14);
  });

  it('takes the assumed break-even rate until there are wins and losses', () => {
    const run = betaBinomialWinRate.start({ ...defaults, default_pbe: 0.4 });
    closedTrades([0.03, 0.01]).forEach(run);
    expect(run.readings?.['breakEven']?.()).toBe(0.4);
  });

  it('counts a trade without gain as lost, and closes the gate on losers', () => {
    const run = betaBinomialWinRate.start(defaults);
    expect(run(closedTrades([0])[0]!)).toBeCloseTo(5 / 11, 14);
    closedTrades(Array.from({ length: 40 }, (_, i) => (i % 5 === 0 ? 0.01 : -0.01))).forEach(run);
    expect(run.readings?.['gate']?.()).toBeLessThan(0.01);
  });

  it('grows surer with every trade', () => {
    const run = betaBinomialWinRate.start(defaults);
    const sure = wanderingJournal(3, 60).map((step) => {
      run(step);
      return run.readings?.['confidence']?.() ?? NaN;
    });
    expect(sure.at(-1)).toBeGreaterThan(sure[0] ?? 1);
    const [low, high] = [run.readings?.['low']?.() ?? NaN, run.readings?.['high']?.() ?? NaN];
    expect(sure.at(-1)).toBeCloseTo(1 - (high - low), 14);
  });

  it('forgets: the evidence never exceeds 1 / (1 - lam) trades', () => {
    const run = betaBinomialWinRate.start({ ...defaults, lam: 0.9 });
    // Only wins for ever: a tends to 5 + 10, b to 5.
    expect(
      closedTrades(Array.from({ length: 400 }, () => 0.01))
        .map(run)
        .at(-1),
    ).toBeCloseTo(15 / 20, 12);
  });
});

describeFormulaContract(betaBinomialWinRate, defaults, wanderingJournal(5, 30));
