import { describe, expect, it } from 'vitest';
import { principalDirection } from '../../numerics/principal-direction.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bookAt, wanderingBooks } from '../contract-tests/sample-inputs.ts';
import { integratedOrderFlowImbalance } from './integrated-order-flow-imbalance.ts';

const settings = { levels: 2, bucket: 1, window: 100, refit: 10 };

/** A book whose sizes are told, prices standing still. */
const sized = (time: number, bid1: number, bid2: number) =>
  bookAt(time, [100, bid1, 99, bid2], [101, 5, 102, 5]);

describe('integrated order-flow imbalance', () => {
  it('is the flow of the best level at first, in multiples of the mean size of a level', () => {
    const run = integratedOrderFlowImbalance.start(settings);
    expect(run(sized(0, 5, 5))).toBeUndefined();
    // +2 and +4: the mean of (5 + 5 + 5 + 5) / 4 and (7 + 9 + 5 + 5) / 4 is 5.75.
    expect(run(sized(500, 7, 9))).toBeUndefined();
    expect(run(sized(1000, 7, 9))).toBeCloseTo(2 / 5.75, 12);
    // Nothing moved in the second from 1 s, nor in the one without an update.
    expect(run(sized(3000, 7, 9))).toBe(0);
  });

  it('weighs levels by how they move together once sixty intervals were seen', () => {
    const run = integratedOrderFlowImbalance.start(settings);
    const rows: number[][] = [];
    let [bid1, bid2] = [100, 100];
    let value: number | undefined;
    for (let second = 0; second < 61; second += 1) {
      const [step1, step2] = [5 * Math.sin(second), 3 * Math.sin(second) + 2 * Math.cos(3 * second)];
      if (second > 0) [bid1, bid2] = [bid1 + step1, bid2 + step2];
      const meanSize = (bid1 + bid2 + 10) / 4;
      rows.push(second > 0 ? [step1 / meanSize, step2 / meanSize] : [0, 0]);
      value = run(sized(second * 1000, bid1, bid2));
    }
    // At 60 s the intervals 0 to 59 are complete.
    const seen = rows.slice(0, 60);
    const [weight1 = 0, weight2 = 0] = principalDirection(seen) ?? [];
    const [flow1 = 0, flow2 = 0] = seen[59] ?? [];
    expect(weight2).toBeGreaterThan(0.2);
    expect(value).toBeCloseTo(weight1 * flow1 + weight2 * flow2, 10);
  });

  it.each([
    [{ ...settings, bucket: 0 }, 'bucket must be above 0 s, was 0'],
    [{ ...settings, levels: 0 }, 'levels must be a whole number of at least 1, was 0'],
    [{ ...settings, window: 1 }, 'window must be a whole number of at least 2, was 1'],
    [{ ...settings, refit: 0 }, 'refit must be a whole number of at least 1, was 0'],
  ])('refuses %o', (params, message) => {
    expect(() => integratedOrderFlowImbalance.start(params)).toThrow(message);
  });
});

describeFormulaContract(
  integratedOrderFlowImbalance,
  { levels: 3, bucket: 1, window: 80, refit: 5 },
  wanderingBooks(160, 500),
);
