import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { wanderingTrades } from '../contract-tests/sample-inputs.ts';
import type { TradeTick } from '../formula.ts';
import { falseAlarmProbability, lombScargleTickCycle } from './lomb-scargle-tick-cycle.ts';

/** Small trades at random, and one of ten times the size from the same side every `everyMs` (never at 0). */
function tape(seed: number, seconds: number, side: 'buy' | 'sell', everyMs = 0): TradeTick[] {
  const random = new Mulberry32(seed);
  const trades: TradeTick[] = [];
  for (let time = 0; time < 1000 * seconds; time += 2000 * random.uniform()) {
    const own = random.uniform() < 0.5 ? 'buy' : 'sell';
    trades.push({ time, price: 100, sizeBase: 0.5 + random.uniform(), side: own });
  }
  for (let time = everyMs; everyMs > 0 && time < 1000 * seconds; time += everyMs) {
    trades.push({ time, price: 100, sizeBase: 10, side });
  }
  return trades.toSorted((a, b) => a.time - b.time);
}

describe('the search for orders worked by the clock', () => {
  it('finds the slices and their side', () => {
    const run = lombScargleTickCycle.start(lombScargleTickCycle.defaults);
    const values = tape(1, 600, 'sell', 20_000).map(run);
    expect(values[48]).toBeUndefined();
    expect(values[49]).toBeDefined();
    // Slices every twenty seconds, or one of the overtones a pulse has.
    const period = values.at(-1) ?? NaN;
    expect(20 / period).toBeCloseTo(Math.round(20 / period), 0);
    expect(period).toBeGreaterThan(3.9);
    expect(readingOf(run, 'side')).toBe(-1);
    expect(readingOf(run, 'falseAlarm')).toBeLessThan(0.01);
  });

  it('finds nothing where there is nothing', () => {
    const run = lombScargleTickCycle.start(lombScargleTickCycle.defaults);
    expect(tape(2, 600, 'buy').map(run).at(-1)).toBe(0);
    expect(readingOf(run, 'side')).toBe(0);
  });

  it('looks at the largest trades alone', () => {
    const run = lombScargleTickCycle.start({ ...lombScargleTickCycle.defaults, nmax: 50 });
    const values = tape(3, 600, 'buy', 6_000).map(run);
    // Fifty trades of ten from one side are all there is: they do not differ.
    expect(values.at(-1)).toBeUndefined();
  });

  it('has no value of a quiet tape', () => {
    const run = lombScargleTickCycle.start(lombScargleTickCycle.defaults);
    tape(4, 300, 'buy').forEach(run);
    expect(run({ time: 5e6, price: 100, sizeBase: 1, side: 'buy' })).toBeUndefined();
  });

  it('is as sure as the strongest of many frequencies lets it', () => {
    // 1 - (1 - exp(-10))^150
    expect(falseAlarmProbability(10, 150)).toBeCloseTo(1 - (1 - Math.exp(-10)) ** 150, 12);
    expect(falseAlarmProbability(0, 150)).toBe(1);
  });
});

describeFormulaContract(
  lombScargleTickCycle,
  { ...lombScargleTickCycle.defaults, m: 20, k: 10 },
  wanderingTrades(90, 1000),
);
