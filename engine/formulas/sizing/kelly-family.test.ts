import { describe, expect, it } from 'vitest';
import { closedTrades, wanderingJournal } from '../contract-tests/closed-trades.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { fixedRatioSizing, fixedRatioUnits } from './fixed-ratio-sizing.ts';
import { kellyBet, stakedNotional } from './kelly-bet.ts';
import { kellyCriterion } from './kelly-criterion.ts';
import { logWealth, optimalF, optimalFraction } from './optimal-f.ts';
import {
  constrainedLeverage,
  drawdownExponent,
  fastestLeverage,
  riskConstrainedKelly,
} from './risk-constrained-kelly.ts';
import { shrunkenKelly, shrunkenStake } from './shrunken-kelly.ts';

const HALF = { fraction: 0.5, cap: 0.25 };
/** Twelve wins of 1.2 % and eight losses of 0.8 %. */
const journal = closedTrades(Array.from({ length: 20 }, (_, i) => (i % 5 < 3 ? 0.012 : -0.008)));

describe('the Kelly bet', () => {
  it('is that of the catalogue check', () => {
    const { f, g } = kellyBet(0.538, 0.012, 0.008);
    expect(f).toBeCloseTo(0.23, 12);
    expect(g).toBeCloseTo(28.75, 9);
    expect(stakedNotional({ f, g }, HALF)).toBe(0.25);
  });

  it('is nothing where the trades lose', () => {
    const bet = kellyBet(0.33, 1.2, 0.8);
    expect(bet.f).toBeCloseTo(0.33 - 0.67 / 1.5, 12);
    expect(stakedNotional(bet, HALF)).toBe(0);
  });

  it('is the win probability while nothing was ever lost, with the cap as its notional', () => {
    const bet = kellyBet(1, 0.01, NaN);
    expect(bet).toEqual({ f: 1, g: Infinity });
    expect(stakedNotional(bet, HALF)).toBe(0.125);
  });
});

describe('the Kelly criterion', () => {
  const { defaults } = kellyCriterion;

  it('scales nothing before it has seen enough, then up to its cap', () => {
    const run = kellyCriterion.start(defaults);
    journal.slice(0, 19).forEach(run);
    expect(run(journal[0] as (typeof journal)[0])).not.toBe(0);
    const fresh = kellyCriterion.start(defaults);
    expect(journal.slice(0, 19).map(fresh).at(-1)).toBe(0);
    expect(fresh.readings?.['scale']?.()).toBe(1);
    // 12 of 20 won: 0.6 - 0.4 / 1.5.
    expect(journal.slice(19).map(fresh).at(-1)).toBeCloseTo(0.6 - 0.4 / 1.5, 12);
    expect(fresh.readings?.['notional']?.()).toBeCloseTo((0.6 - 0.4 / 1.5) / 0.008, 9);
    expect(fresh.readings?.['scale']?.()).toBe(0.25);
  });

  it('takes half of a stake below its cap', () => {
    const run = kellyCriterion.start({ ...defaults, min_trades: 2, cap: 1 });
    // Half won at 3 : 2 with losses of a half: f = 0.5 - 0.5 / 1.5, notional f / 0.5.
    closedTrades([0.75, -0.5]).forEach(run);
    expect(run.readings?.['scale']?.()).toBeCloseTo((0.5 * (0.5 - 0.5 / 1.5)) / 0.5, 12);
  });

  it('keeps out where every trade lost, and ignores what ended at zero', () => {
    const run = kellyCriterion.start({ ...defaults, min_trades: 2 });
    expect(closedTrades([-0.01, -0.02, 0, 0]).map(run)).toEqual([0, 0, 0, 0]);
    expect(run.readings?.['scale']?.()).toBe(0);
  });

  it('forgets trades beyond its window', () => {
    const run = kellyCriterion.start({ ...defaults, min_trades: 2, window: 2 });
    expect(closedTrades([-0.01, 0.75, -0.5]).map(run).at(-1)).toBeCloseTo(0.5 - 0.5 / 1.5, 12);
  });
});

describe('shrunken Kelly', () => {
  it('keeps half of the stake of the catalogue check', () => {
    expect(shrunkenStake(0.55, 1, 0)).toBeCloseTo(0.1, 12);
    expect(shrunkenStake(0.55, 1, 0.0025)).toBeCloseTo(0.05, 12);
  });

  it('stakes nothing on even odds and is finite without a loss', () => {
    expect(shrunkenStake(0.5, 1, 0.01)).toBe(0);
    expect(shrunkenStake(0.5, Infinity, 0.25)).toBeCloseTo(0.25, 12);
  });

  it('stakes less than Kelly on the same trades', () => {
    const run = shrunkenKelly.start(shrunkenKelly.defaults);
    const stake = journal.map(run).at(-1) ?? NaN;
    // p = 13/22, v = p (1 - p) / 23, edge 2.5 p - 1.
    const p = 13 / 22;
    const edge = 2.5 * p - 1;
    const kept = edge ** 2 / (edge ** 2 + (6.25 * p * (1 - p)) / 23);
    expect(stake).toBeCloseTo((kept * edge) / 1.5, 12);
    expect(run.readings?.['scale']?.()).toBe(0.25);
  });
});

describe('optimal f', () => {
  const profits = [9, 18, 7, 1, 10, -5, -3, -17, -7];

  it('is that of the catalogue check', () => {
    const f = optimalFraction(profits);
    expect(f).toBeCloseTo(0.236708172415, 6);
    expect(Math.exp(logWealth(profits, f))).toBeCloseTo(1.09571868475, 9);
    expect(Math.exp(logWealth(profits, f) / 9)).toBeCloseTo(1.01020847467, 9);
    expect(17 / f).toBeCloseTo(71.8183906645, 4);
  });

  it('risks nothing where the trades lost together', () => {
    expect(optimalFraction([1, -2])).toBe(0);
  });

  it('sizes by its share of the optimum over the largest loss', () => {
    const run = optimalF.start({ fraction: 0.25, min_trades: 9, window: 100 });
    const values = closedTrades(profits.map((each) => each / 100)).map(run);
    expect(values[7]).toBeUndefined();
    expect(values[8]).toBeCloseTo(0.236708172415, 6);
    expect(run.readings?.['leverage']?.()).toBeCloseTo((0.25 * 0.236708172415) / 0.17, 5);
    expect(run.readings?.['scale']?.()).toBeCloseTo((0.25 * 0.236708172415) / 0.17, 5);
    expect(run.readings?.['geometricMean']?.()).toBeCloseTo(1.01020847467, 8);
  });

  it('has no value before any loss', () => {
    const run = optimalF.start({ fraction: 0.25, min_trades: 2, window: 100 });
    expect(closedTrades([0.1, 0.2]).map(run)).toEqual([undefined, undefined]);
    expect(run.readings?.['scale']?.()).toBe(1);
  });
});

describe('risk-constrained Kelly', () => {
  const law = { returns: [0.1, -0.08], weights: [0.55, 0.45] };

  it('is that of the catalogue check', () => {
    expect(drawdownExponent(0.7, 0.1)).toBeCloseTo(6.45569623581, 10);
    expect(fastestLeverage(law)).toBeCloseTo(2.375, 6);
    expect(constrainedLeverage(law, drawdownExponent(0.7, 0.1))).toBeCloseTo(0.63767684163, 7);
  });

  it('is the fastest growth itself where a fall is allowed', () => {
    expect(constrainedLeverage(law, drawdownExponent(0.2, 0.9))).toBeCloseTo(2.375, 6);
  });

  it('keeps out of what loses, and does not know without a loss', () => {
    expect(constrainedLeverage({ returns: [0.1, -0.2], weights: [0.5, 0.5] }, 6)).toBe(0);
    expect(constrainedLeverage({ returns: [0.1, 0.2], weights: [0.5, 0.5] }, 6)).toBeUndefined();
  });

  it('fits every so many trades and counts from the next', () => {
    const run = riskConstrainedKelly.start({ ...riskConstrainedKelly.defaults, refit: 20 });
    // 11 wins of 10 % and 9 losses of 8 %, as in the check.
    const trades = closedTrades(Array.from({ length: 21 }, (_, i) => (i % 20 < 11 ? 0.1 : -0.08)));
    const values = trades.map(run);
    expect(values[19]).toBeUndefined();
    expect(values[20]).toBeCloseTo(0.63767684163, 7);
    expect(run.readings?.['scale']?.()).toBeCloseTo(0.63767684163, 7);
  });

  it('refuses a drawdown or a probability that is none', () => {
    expect(() => riskConstrainedKelly.start({ ...riskConstrainedKelly.defaults, beta: 1 })).toThrow('was 1');
  });
});

describe('fixed-ratio sizing', () => {
  it('has the thresholds of the catalogue check', () => {
    expect([0, 99, 100, 299, 300, 600, -50].map((profit) => fixedRatioUnits(profit, 100))).toEqual([
      1, 1, 2, 2, 3, 4, 1,
    ]);
  });

  it('gives units back at the threshold at which it took them', () => {
    const run = fixedRatioSizing.start({ delta: 100, unit: 0.5 });
    const values = [60, 40, -1, 201].map((netPnlQuote) =>
      run(closedTrades([0.01], { netPnlQuote })[0] as (typeof journal)[0]),
    );
    expect(values).toEqual([1, 2, 1, 3]);
    expect(run.readings?.['scale']?.()).toBe(1.5);
  });
});

const trades = wanderingJournal(3, 60);
describeFormulaContract(kellyCriterion, kellyCriterion.defaults, trades);
describeFormulaContract(shrunkenKelly, shrunkenKelly.defaults, trades);
describeFormulaContract(optimalF, optimalF.defaults, trades);
describeFormulaContract(riskConstrainedKelly, { ...riskConstrainedKelly.defaults, refit: 25 }, trades);
describeFormulaContract(fixedRatioSizing, fixedRatioSizing.defaults, trades);
