import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import { closedTrades, wanderingJournal } from '../contract-tests/closed-trades.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars, trade } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { realisedEdge, realisedEdgeWilson } from './realised-edge-wilson.ts';
import { SequentialTest, sprtEdgeTest } from './sprt-edge-test.ts';
import { EntryQuota, tradeFrequencyLimiter } from './trade-frequency-limiter.ts';

const repeated = (count: number, ...returns: number[]) =>
  Array.from({ length: count }, (_, i) => returns[i % returns.length] ?? 0);

describe('the edge of closed trades', () => {
  it('is that of the catalogue check', () => {
    const found = realisedEdge({ count: 100, wins: 55, meanWin: 0.012, meanLoss: 0.008 }, 1.645);
    expect(found.winRate).toBeCloseTo(0.55, 9);
    expect(found.lowestWinRate).toBeCloseTo(0.467919471464, 9);
    expect(found.edge).toBeCloseTo(0.003, 9);
    expect(found.lowestEdge).toBeCloseTo(0.00135838942929, 9);
  });

  it('lets a quarter through while there are few trades, and half while the edge may be chance', () => {
    const run = realisedEdgeWilson.start({ ...realisedEdgeWilson.defaults, min_trades: 4 });
    const gates = closedTrades([0.01, -0.009, 0.01, -0.009]).map((step) => {
      run(step);
      return readingOf(run, 'gate');
    });
    expect(gates).toEqual([0.25, 0.25, 0.25, 0.5]);
  });

  it('opens for a proven edge and closes without one; a return of zero is a loss', () => {
    const after = (returns: number[]) => {
      const run = realisedEdgeWilson.start(realisedEdgeWilson.defaults);
      for (const step of closedTrades(returns)) run(step);
      return [readingOf(run, 'gate'), readingOf(run, 'winRate')];
    };
    expect(after(repeated(200, 0.02, 0.02, -0.01))).toEqual([1, 134 / 200]);
    expect(after(repeated(200, 0.01, -0.02))).toEqual([0, 0.5]);
    expect(after(repeated(40, 0))).toEqual([0, 0]);
  });

  describeFormulaContract(
    realisedEdgeWilson,
    { ...realisedEdgeWilson.defaults, window: 20 },
    wanderingJournal(331, 60),
  );
});

describe('the sequential test of an edge', () => {
  it('has the bounds and ratios of the catalogue check', () => {
    const test = new SequentialTest({ p0: 0.5, p1: 0.6, alpha: 0.05, beta: 0.05 });
    expect(test.upper).toBeCloseTo(2.94443897917, 9);
    expect(test.lower).toBeCloseTo(-2.94443897917, 9);
    const ratios = [true, true, false, true].map((isWin) => test.push(isWin));
    [0.182321556794, 0.364643113588, 0.141499562274, 0.323821119068].forEach((each, i) =>
      expect(ratios[i]).toBeCloseTo(each, 9),
    );
    expect(test.verdict).toBe(0);
  });

  it('decides at a bound, begins again and keeps the decision', () => {
    const test = new SequentialTest({ p0: 0.5, p1: 0.6, alpha: 0.05, beta: 0.05 });
    // 2.944 / 0.1823 = 16.15: the 17th win decides.
    for (let i = 0; i < 16; i += 1) test.push(true);
    expect(test.verdict).toBe(0);
    expect(test.push(true)).toBeGreaterThan(test.upper);
    expect(test.verdict).toBe(1);
    expect(test.push(true)).toBeCloseTo(Math.log(1.2), 12);
    expect(test.verdict).toBe(1);
    for (let i = 0; i < 20; i += 1) test.push(false);
    expect(test.verdict).toBe(-1);
  });

  it('takes the break-even rate of target, stop and costs: (0.005 + 0.001) / 0.02 = 0.3', () => {
    const run = sprtEdgeTest.start(sprtEdgeTest.defaults);
    expect(run(closedTrades([0.01])[0] as MarketStep)).toBeCloseTo(Math.log(0.33 / 0.3), 12);
    expect(readingOf(run, 'gate')).toBe(0.5);
    for (const step of closedTrades(repeated(60, 0.01))) run(step);
    expect(readingOf(run, 'gate')).toBe(1);
    for (const step of closedTrades(repeated(200, -0.01))) run(step);
    expect([readingOf(run, 'gate'), readingOf(run, 'verdict')]).toEqual([0, -1]);
  });

  it('refuses costs that no win rate pays', () => {
    expect(() => sprtEdgeTest.start({ ...sprtEdgeTest.defaults, cost: 0.02 })).toThrow(
      'below 0.99, was 1.25',
    );
  });

  describeFormulaContract(sprtEdgeTest, sprtEdgeTest.defaults, wanderingJournal(332, 60));
});

describe('the limit of trades', () => {
  it('refuses what the catalogue check refuses', () => {
    const quota = new EntryQuota(
      [
        { seconds: 60, most: 1 },
        { seconds: 3600, most: 3 },
      ],
      0,
    );
    const allowed = [0, 30, 60, 125, 200].map((time) => {
      const isAllowed = quota.allows(time);
      if (isAllowed) quota.accept(time);
      return isAllowed;
    });
    expect(allowed).toEqual([true, false, true, true, false]);
    expect(quota.quota(200)).toBe(0);
    expect(quota.allows(3600)).toBe(true);
  });

  const opened = (time: number, direction: 'long' | 'short' | 'flat'): MarketStep => ({
    kind: 'position',
    time,
    position: { direction, entryPrice: 100 },
  });
  const ticks = (time: number): MarketStep => ({ kind: 'trade', time, trade: trade(time, 'buy', 1) });

  it('counts openings and turns, never what closes, and opens again as time passes', () => {
    const run = tradeFrequencyLimiter.start({ ...tradeFrequencyLimiter.defaults, per_minute: 2 });
    expect(run(opened(0, 'long'))).toBe(0);
    expect(run(ticks(1000))).toBe(1);
    expect(readingOf(run, 'quota')).toBe(0.5);
    expect(readingOf(run, 'threshold')).toBe(1.25);
    expect(run(opened(2000, 'flat'))).toBe(1);
    expect(run(opened(5000, 'short'))).toBe(0);
    expect(run(ticks(10_000))).toBe(0);
    expect(run(ticks(60_000))).toBe(1);
  });

  const aBar = bars([101, 99, 100])[0] as Bar;
  const steps = Array.from({ length: 60 }, (_, i): MarketStep[] => [
    opened(i * 20_000, i % 3 === 0 ? 'long' : i % 3 === 1 ? 'flat' : 'short'),
    ticks(i * 20_000 + 500),
    { kind: 'bar', time: i * 20_000 + 900, bar: aBar },
  ]).flat();
  describeFormulaContract(tradeFrequencyLimiter, tradeFrequencyLimiter.defaults, steps);
});
