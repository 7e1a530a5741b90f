import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { trade, wanderingTrades } from '../contract-tests/sample-inputs.ts';
import type { TradeTick } from '../formula.ts';
import { hawkesTradeIntensityImbalance } from './hawkes-trade-intensity-imbalance.ts';
import { excitationLikelihood, likeliestBranching } from './trade-excitation.ts';

const { defaults } = hawkesTradeIntensityImbalance;

/** Trades of which each makes, on average, `self` and `cross` others in about a second; thinned from a faster clock. */
const excitedTrades = (count: number, self: number, cross: number): TradeTick[] => {
  const random = new Mulberry32(9);
  const trades: TradeTick[] = [];
  let [time, buys, sells] = [0, 0, 0];
  while (trades.length < count) {
    const most = 0.4 + (self + cross) * (buys + sells);
    const wait = -Math.log(1 - random.uniform()) / most;
    time += wait;
    buys *= Math.exp(-wait);
    sells *= Math.exp(-wait);
    const buyRate = 0.2 + self * buys + cross * sells;
    const draw = random.uniform() * most;
    if (draw < buyRate) {
      trades.push(trade(1000 * time, 'buy', 1));
      buys += 1;
    } else if (draw < 0.4 + (self + cross) * (buys + sells)) {
      trades.push(trade(1000 * time, 'sell', 1));
      sells += 1;
    }
  }
  return trades;
};

describe('the imbalance of trade intensities', () => {
  it('gives the numbers of the catalogue check', () => {
    // The window of the base rate ends with the first trade of the check, so that it is 0.2 afterwards: 300
    // trades of either side in 600 s, times 1 - 0.5 - 0.1. Their excitement is long gone by then.
    const before = Array.from({ length: 600 }, (_, i) => trade(i * 100, i % 2 === 0 ? 'buy' : 'sell', 1));
    const check = [trade(600_000, 'buy', 1), trade(600_500, 'buy', 1), trade(601_000, 'sell', 1)];
    const run = hawkesTradeIntensityImbalance.start(defaults);
    [...before, ...check, trade(601_200, 'buy', 1)].forEach(run);
    // At 1.2 s, 0.3 s before the moment of the check: what is above the base is exp(0.3) as large.
    const atCheck = (rate: number) => 0.2 + (rate - 0.2) * Math.exp(-0.3);
    const buys = atCheck(readingOf(run, 'buyRate'));
    const sells = atCheck(readingOf(run, 'sellRate'));
    expect(buys).toBeCloseTo(0.926566976972, 10);
    expect(sells).toBeCloseTo(0.636448112056, 10);
    expect((buys - sells) / (buys + sells)).toBeCloseTo(0.185614884304, 10);
  });

  it('is all on the side of the first trade, and hardly believed', () => {
    const run = hawkesTradeIntensityImbalance.start(defaults);
    // (0.5 - 0.1) / (0.5 + 0.1)
    expect(run(trade(0, 'sell', 3))).toBeCloseTo(-2 / 3, 12);
    expect(readingOf(run, 'signal')).toBe(-1);
    expect(readingOf(run, 'confidence')).toBeCloseTo(2 / 3 / 500, 12);
  });

  it('forgets a burst within a few seconds', () => {
    const run = hawkesTradeIntensityImbalance.start(defaults);
    wanderingTrades(200, 500).forEach(run);
    const burst =
      Array.from({ length: 10 }, (_, i) => trade(100_000 + i, 'buy', 1))
        .map(run)
        .at(-1) ?? 0;
    expect(burst).toBeGreaterThan(0.4);
    expect(run(trade(110_000, 'sell', 1))).toBeLessThan(0);
  });

  it('refuses branching ratios that would let trades multiply without end', () => {
    expect(() => hawkesTradeIntensityImbalance.start({ ...defaults, alpha_self: 0.9 })).toThrow(
      'alpha_self + alpha_cross must be at most max_branch 0.95',
    );
  });
});

describe('the branching ratios of trades', () => {
  it('have the likelihood of the rates written out', () => {
    // Two buys 1 s apart, nothing before: base = 2 / 2 / 1 * (1 - 0.3) = 0.7.
    const found = excitationLikelihood(
      { times: [0, 1000], signs: [1, 1], beta: 2 },
      { self: 0.2, cross: 0.1 },
    );
    const excited = 0.2 * 2 * Math.exp(-2);
    expect(found).toBeCloseTo(
      Math.log(0.7) + Math.log(0.7 + excited) - 2 * 0.7 - 0.3 * (1 - Math.exp(-2)),
      12,
    );
  });

  it('are found again, and counted from the window after', () => {
    const trades = excitedTrades(3000, 0.6, 0.1);
    const arrivals = {
      times: trades.map(({ time }) => time),
      signs: trades.map(({ side }) => (side === 'buy' ? 1 : -1)),
      beta: 1,
    };
    const found = likeliestBranching(arrivals, { self: 0.5, cross: 0.1 }, 0.95);
    expect(Math.abs((found?.self ?? 0) - 0.6)).toBeLessThan(0.11);
    expect(Math.abs((found?.cross ?? 0) - 0.1)).toBeLessThan(0.11);
    const [learned, fixed] = [1, 0].map((learn) => {
      const run = hawkesTradeIntensityImbalance.start({ ...defaults, refit: 60, learn });
      return trades.slice(0, 800).map(run).at(-1);
    });
    expect(learned).not.toBe(fixed);
  });

  it('are none of trades that take no time', () => {
    expect(
      likeliestBranching({ times: [5, 5], signs: [1, 1], beta: 1 }, { self: 0, cross: 0 }, 1),
    ).toBeUndefined();
  });
});

describeFormulaContract(
  hawkesTradeIntensityImbalance,
  { ...defaults, refit: 2, learn: 1 },
  wanderingTrades(60, 150),
);
