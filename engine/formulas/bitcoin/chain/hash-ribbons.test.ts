import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { peerCloses } from '../../contract-tests/peer-closes.ts';
import { told, withSeries } from '../../contract-tests/told-series.ts';
import { hashRibbons } from './hash-ribbons.ts';

const DAY_MS = 86_400_000;
const { defaults } = hashRibbons;
const days = (...closes: number[]) => peerCloses(closes, { intervalMs: DAY_MS, symbol: 'BTC/USDT' });

/** A day for each hash rate, told just before it ends, with the price rising every day. */
const dayAfterDay = (hashRates: readonly number[]) =>
  days(...hashRates.map((_, index) => 100 + index)).flatMap((step, index) => [
    ...told(step.time, { 'chain.hash-rate': hashRates[index] ?? 0 }),
    step,
  ]);
const repeated = (count: number, value: number) => Array.from({ length: count }, () => value);

describe('hash ribbons', () => {
  it('have the value of the catalogue check', () => {
    const run = hashRibbons.start({ ...defaults, fast: 2, slow: 4 });
    expect(dayAfterDay([100, 110, 120, 130]).map(run).at(-1)).toBeCloseTo(0.0833816089391, 12);
  });

  it('lean short while miners give up and long when they come back, less every day', () => {
    const run = hashRibbons.start({ ...defaults, fast: 1, slow: 2, hold: 4 });
    const falling = Array.from({ length: 12 }, (_, i) => 200 - i);
    const signals = dayAfterDay([200, ...falling, 300, 300, 301, 302, 303]).flatMap((step) => {
      run(step);
      return step.kind === 'peers' ? [run.readings?.['signal']?.()] : [];
    });
    // The mean of one day against that of two: eleven days of falling, then the jump of the recovery.
    expect(signals.slice(2, 13)).toEqual(repeated(11, -0.3));
    expect(signals.slice(13)).toEqual([1, 0.75, 0.5, 0.25, 0]);
  });

  it('forget what follows a short weakness', () => {
    const run = hashRibbons.start({ ...defaults, fast: 1, slow: 2 });
    dayAfterDay([200, 199, 198, 197, 300]).forEach((step) => run(step));
    expect(run.readings?.['signal']?.()).toBe(0);
    expect(run.readings?.['recoveryAge']?.()).toBeUndefined();
  });

  it('take the hash rate that the difficulty stands for where no other is told', () => {
    const run = hashRibbons.start({ ...defaults, fast: 2, slow: 4 });
    const difficulty = (index: number) => 1e14 * (1 + index / 10);
    const steps = days(1, 1, 1, 1).flatMap((step, index) => [
      ...told(step.time, { 'chain.difficulty': difficulty(index) }),
      step,
    ]);
    // The same ratio as of hash rates: both means are of multiples of the difficulty.
    expect(steps.map(run).at(-1)).toBeCloseTo(Math.log(1.25 / 1.15), 12);
  });

  it('have no value on a day whose hash rate is more than three days old', () => {
    const run = hashRibbons.start({ ...defaults, fast: 1, slow: 2 });
    const values = withSeries(days(1, 1, 1, 1, 1), () => ({ 'chain.hash-rate': 5 }), 9).map(run);
    expect(values).toEqual([undefined, undefined, 0, 0, 0, undefined]);
  });
});

describeFormulaContract(
  hashRibbons,
  { fast: 2, slow: 3, hold: 5 },
  withSeries(
    // Twelve days of falling, then the return that the reading of its age needs.
    days(...Array.from({ length: 40 }, (_, i) => 100 + i + (i % 3))),
    (index) => ({ 'chain.hash-rate': 5e20 + (index % 20 < 13 ? -index % 20 : 30) * 1e18 }),
    3,
  ),
);
