import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { trade } from '../contract-tests/sample-inputs.ts';
import { cumulativeVolumeDelta } from './cumulative-volume-delta.ts';

const HOUR_MS = 3_600_000;
const tape = [trade(0, 'buy', 2), trade(1, 'sell', 0.5), trade(2, 'buy', 1), trade(25 * HOUR_MS, 'sell', 3)];

describe('cumulative volume delta', () => {
  it('adds what buyers took and takes away what sellers did', () => {
    expect(tape.map(cumulativeVolumeDelta.start({ resetDaily: 0 }))).toEqual([2, 1.5, 2.5, -0.5]);
  });

  it('begins again at midnight UTC when asked to', () => {
    expect(tape.map(cumulativeVolumeDelta.start({ resetDaily: 1 }))).toEqual([2, 1.5, 2.5, -3]);
  });

  it('ends at what was bought less what was sold', () => {
    const sizes = fc.array(fc.record({ isBuy: fc.boolean(), size: fc.integer({ min: 1, max: 1e6 }) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(sizes, (steps) => {
        const run = cumulativeVolumeDelta.start({ resetDaily: 0 });
        const values = steps.map(({ isBuy, size }, i) => run(trade(i, isBuy ? 'buy' : 'sell', size / 1024)));
        const total = (wanted: boolean) =>
          steps.reduce((sum, { isBuy, size }) => sum + (isBuy === wanted ? size : 0), 0);
        // Sizes are whole multiples of a power of two, so that the sums are exact.
        expect(values.at(-1)).toBe((total(true) - total(false)) / 1024);
      }),
    );
  });

  it('does not lose small trades beside large ones', () => {
    const run = cumulativeVolumeDelta.start({ resetDaily: 0 });
    run(trade(0, 'buy', 1e16));
    for (let i = 0; i < 10; i += 1) run(trade(i, 'buy', 0.1));
    expect(run(trade(99, 'sell', 1e16))).toBeCloseTo(1, 12);
  });
});

describeFormulaContract(cumulativeVolumeDelta, { resetDaily: 0 }, tape);
