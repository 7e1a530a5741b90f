import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { earlyStage, volumeConditionedMomentum } from './volume-conditioned-momentum.ts';

const params = { J: 3, turn_window: 2, universe: 3, volume_days: 6 };
const alike = (count: number, value: number) => Array.from({ length: count }, () => value);
/** A symbol that moves by `drift` a day and whose volume is multiplied by `growth` each day. */
const symbol = (drift: number, growth: number, days = 8) =>
  barsOfReturns(alike(days - 1, drift)).map((bar, i) => ({
    ...bar,
    volumeBase: growth ** i,
  }));

describe('momentum conditioned on volume', () => {
  it('has the score of the catalogue check', () => {
    expect(earlyStage(0.9, 0.2)).toBeCloseTo(0.64, 12);
  });

  it('is full in two corners and nothing in the others', () => {
    expect(earlyStage(1, 0)).toBe(1);
    expect(earlyStage(0, 1)).toBe(-1);
    expect(Math.abs(earlyStage(1, 1))).toBe(0);
    expect(Math.abs(earlyStage(0, 0))).toBe(0);
    expect(Math.abs(earlyStage(0.5, 0.9))).toBe(0);
  });

  it('buys the winner nobody trades yet', () => {
    const quiet = volumeConditionedMomentum.start(params);
    const others = [symbol(0, 1.1), symbol(-0.01, 1.2)];
    const value =
      peerSteps([symbol(0.02, 0.8), ...others])
        .map(quiet)
        .at(-1) ?? NaN;
    expect(value).toBeCloseTo(earlyStage(5 / 6, 1 / 6), 12);
    expect(readingOf(quiet, 'confidence')).toBeCloseTo((value * 3) / 20, 12);
    const crowded = peerSteps([symbol(0.02, 1.5), ...others]).map(volumeConditionedMomentum.start(params));
    expect(crowded.at(-1)).toBeCloseTo(earlyStage(5 / 6, 5 / 6), 12);
  });

  it('leaves out who lacks a recent bar, and needs enough that are left', () => {
    const own = symbol(0.02, 0.8);
    const gap = symbol(0, 1).map((bar, i) => (i === 6 ? undefined : bar));
    const run = volumeConditionedMomentum.start(params);
    expect(
      peerSteps([own, gap, symbol(-0.01, 1.2)])
        .map(run)
        .at(-1),
    ).toBeUndefined();
    const four = volumeConditionedMomentum.start(params);
    const values = peerSteps([own, gap, symbol(-0.01, 1.2), symbol(0.01, 1.1)]).map(four);
    expect(values.at(-1)).toBeCloseTo(earlyStage(5 / 6, 1 / 6), 12);
  });
});

describeFormulaContract(
  volumeConditionedMomentum,
  { J: 10, turn_window: 5, universe: 3, volume_days: 20 },
  peerSteps([91, 92, 93, 94].map((seed) => walkBars(seed, 40))),
);
