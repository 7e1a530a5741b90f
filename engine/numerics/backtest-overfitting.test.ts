import { describe, expect, it } from 'vitest';
import { backtestOverfitting } from './backtest-overfitting.ts';
import { Mulberry32 } from './mulberry32.ts';

/** Eight periods of three configurations, as columns. */
const columns = [
  [0.01, 0, 0.02, -0.01, 0.01, 0, 0.02, 0.01],
  [0.02, -0.01, 0.01, 0.03, -0.02, 0.01, 0, 0.02],
  [-0.01, 0.02, 0, 0.01, 0.02, -0.02, 0.01, 0.03],
];

describe('the probability of backtest overfitting', () => {
  it('is that of six splits of four blocks', () => {
    // Numbers of the formula catalogue, 391. In the last split the Sharpe ratios of the first and the third
    // are equal on paper; rounding puts the first one behind, there as here.
    const found = backtestOverfitting(columns, 4);
    expect(found?.probability).toBeCloseTo(2 / 3, 12);
    expect(found?.logits).toHaveLength(6);
    expect((found?.logits.reduce((sum, each) => sum + each, 0) ?? NaN) / 6).toBeCloseTo(-0.366204096223, 11);
  });

  it('leaves out what does not fill the blocks', () => {
    const longer = columns.map((column) => [...column, 9, -9, 9]);
    expect(backtestOverfitting(longer, 4)).toEqual(backtestOverfitting(columns, 4));
  });

  it('is none where one is always the best, and no loss then', () => {
    const random = new Mulberry32(1);
    const noise = Array.from({ length: 5 }, (_, k) =>
      Array.from({ length: 80 }, () => 0.01 * random.normal() + (k === 2 ? 0.05 : 0)),
    );
    const found = backtestOverfitting(noise, 8);
    expect(found?.probability).toBe(0);
    expect(found?.probabilityOfLoss).toBe(0);
    // The best of five always: odds of 5 to 1.
    expect(found?.logits.every((logit) => Math.abs(logit - Math.log(5)) < 1e-12)).toBe(true);
  });

  it('says nothing of one configuration or of no time, and refuses odd blocks', () => {
    expect(backtestOverfitting(columns.slice(0, 1), 4)).toBeUndefined();
    expect(backtestOverfitting([[], []], 4)).toBeUndefined();
    expect(() => backtestOverfitting(columns, 3)).toThrow('blocks must be an even number, was 3');
  });
});
