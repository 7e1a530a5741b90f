import { describe, expect, it } from 'vitest';
import { normals, uniforms, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { closedTrades, wanderingJournal } from '../../contract-tests/closed-trades.ts';
import { barSteps } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import type { MarketStep } from '../../formula.ts';
import { Exp3, exp3Bandit } from './exp3-bandit.ts';
import {
  matchingProbabilities,
  thompsonProbabilityMatching,
  WinBelief,
} from './thompson-probability-matching.ts';
import { gateOf, ucb1Selector, upperBounds } from './ucb1-selector.ts';

/** A report of what strategies earned over a minute. */
const earned = (
  minute: number,
  returns: readonly number[],
  names = returns.map((_, i) => `s${i}`),
): MarketStep => ({
  kind: 'strategy-returns',
  time: minute * 60_000,
  strategies: { names, returns },
});

describe('the EXP3 bandit', () => {
  it('has the probability of the catalogue check', () => {
    const bandit = new Exp3(0.1, 42);
    bandit.restart(2);
    bandit.chosen = 0;
    bandit.reward(1);
    expect(bandit.probabilities[0]).toBeCloseTo(0.5224812689, 9);
  });

  it('draws the first whose cumulative probability is above the random number', () => {
    const bandit = new Exp3(0.1, 42);
    bandit.restart(4);
    const drawn = uniforms(42, 5).map((uniform) => {
      bandit.draw();
      return [bandit.chosen, Math.floor(4 * uniform)];
    });
    expect(drawn.map(([chosen]) => chosen)).toEqual(drawn.map(([, quarter]) => quarter));
  });

  it('comes to choose the strategy that earns', () => {
    const run = exp3Bandit.start({ ...exp3Bandit.defaults, gamma: 0.2, block: 5, strategy: 1 });
    const noise = normals(3, 4000);
    const bars = barSteps(walkBars(4, 2000));
    bars.forEach((bar, i) => {
      run(bar);
      run(earned(i, [-0.003 + 0.001 * (noise[2 * i] ?? 0), 0.003 + 0.001 * (noise[2 * i + 1] ?? 0)]));
    });
    // The other keeps half of the exploration.
    expect(run(bars[0] ?? earned(0, []))).toBeCloseTo(0.9, 3);
    expect(run.readings?.['gate']?.()).toBe(1);
  });

  it('begins again when others run, and says nothing of a place nobody holds', () => {
    const run = exp3Bandit.start({ ...exp3Bandit.defaults, strategy: 2 });
    expect(
      [earned(0, [0, 0, 0, 0]), earned(1, [0, 0]), earned(2, [0, 0, 0], ['x', 'y', 'z'])].map(run),
    ).toEqual([0.25, undefined, expect.closeTo(1 / 3, 12)]);
  });
});

describe('the UCB1 selector', () => {
  it('has the indices of the catalogue check', () => {
    const found = upperBounds(
      [
        { count: 10, sum: 6 },
        { count: 4, sum: 2 },
      ],
      2,
    );
    [1.32650634266, 1.64870738868].forEach((each, i) => expect(found[i]).toBeCloseTo(each, 9));
  });

  it.each([
    [
      [5, 4, 3, 2],
      [1, 1, 1, 0.3],
    ],
    [
      [1, 1, 1, 1],
      [1, 1, 1, 0.3],
    ],
    [
      [1, 2, 1],
      [1, 1, 0.3],
    ],
    [
      [1, Infinity],
      [1, 1],
    ],
  ])('of indices %j lets through %j', (indices, gates) => {
    expect(indices.map((_, i) => gateOf(indices, i))).toEqual(gates);
  });

  it('counts a trade by what it returned of what it risked', () => {
    const run = ucb1Selector.start({ ...ucb1Selector.defaults, c: 0 });
    run(earned(0, [0], ['first']));
    // Twice the stop is 1, nothing 0.5, the stop lost 0.25; without a stop it does not count.
    const values = [0.02, 0, -0.01].flatMap((each) => closedTrades([each], { stopDistance: 0.01 })).map(run);
    [1, 0.75, 1.75 / 3].forEach((each, i) => expect(values[i]).toBeCloseTo(each, 12));
    expect(closedTrades([0.5]).map(run)[0]).toBeCloseTo(1.75 / 3, 12);
  });

  it('has an open gate and no value for a strategy that has not traded', () => {
    const run = ucb1Selector.start({ ...ucb1Selector.defaults, strategy: 1 });
    run(earned(0, [0, 0], ['first', 'second']));
    expect(closedTrades([0.01], { stopDistance: 0.01 }).map(run)).toEqual([undefined]);
    expect(run.readings?.['gate']?.()).toBe(1);
  });

  it('forgets with every trade of any strategy', () => {
    const run = ucb1Selector.start({ c: 2, lam: 0.5, strategy: 0 });
    run(earned(0, [0, 0], ['first', 'second']));
    closedTrades([0], { stopDistance: 0.01 }).forEach((step) => run(step));
    const value = closedTrades([0], { stopDistance: 0.01, strategy: 'second' }).map(run)[0];
    // Half a trade of 1.5 in all.
    expect(value).toBeCloseTo(0.5 + Math.sqrt((2 * Math.log(1.5)) / 0.5), 12);
  });
});

describe('matching of probabilities', () => {
  it('is that of the catalogue check', () => {
    const won = new WinBelief(2, 1, 200);
    const found = matchingProbabilities([won, new WinBelief(1, 1, 200)]);
    expect(found[0]).toBeCloseTo(2 / 3, 5);
    expect(found[1]).toBeCloseTo(1 / 3, 5);
  });

  it('is fair among those of whom as much is known', () => {
    const beliefs = [1, 2, 3, 4].map(() => new WinBelief(3, 5, 200));
    matchingProbabilities(beliefs).forEach((each) => expect(each).toBeCloseTo(0.25, 12));
  });

  it('forgets towards what was believed at first', () => {
    const belief = new WinBelief(1, 1, 10);
    belief.push(true, 0.5);
    belief.push(true, 0.5);
    // 1 + 0.5 * 1 + 1 wins to one loss.
    expect([...belief.densities]).toEqual([...new WinBelief(2.5, 1, 10).densities]);
  });

  it('lets the winner through and the other by its chance to be better', () => {
    const [winner, other] = [0, 1].map((strategy) => {
      const run = thompsonProbabilityMatching.start({ ...thompsonProbabilityMatching.defaults, strategy });
      run(earned(0, [0, 0], ['first', 'second']));
      closedTrades([0.01, 0.01, 0.01]).forEach((step) => run(step));
      return [run(earned(1, [0, 0], ['first', 'second'])) ?? NaN, run.readings?.['gate']?.()];
    });
    const [chance = NaN, gate] = winner ?? [];
    const [rest = NaN, gateOfOther] = other ?? [];
    expect(chance + rest).toBeCloseTo(1, 12);
    expect(gate).toBe(1);
    expect(gateOfOther).toBeCloseTo(rest / chance, 12);
  });
});

const reports = barSteps(walkBars(9, 60)).flatMap((bar, i) => [
  earned(i, [0.001 * (i % 3), -0.001 * (i % 2), 0]),
  bar,
]);
describeFormulaContract(exp3Bandit, { ...exp3Bandit.defaults, block: 3 }, reports);
const journal = [earned(0, [0, 0], ['second', 'first']), ...wanderingJournal(5, 40)];
describeFormulaContract(ucb1Selector, ucb1Selector.defaults, journal);
describeFormulaContract(
  thompsonProbabilityMatching,
  { ...thompsonProbabilityMatching.defaults, m: 20 },
  journal,
);
