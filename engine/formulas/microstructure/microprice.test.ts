import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { quote, wanderingQuotes } from '../contract-tests/sample-inputs.ts';
import { microprice } from './microprice.ts';

const valueOf = (bid: number, bidSize: number, ask: number, askSize: number) =>
  microprice.start({})(quote(0, bid, bidSize, ask, askSize));

describe('microprice', () => {
  it.each([
    ['even sizes: the mid', 2, 2, 100],
    ['a heavy bid: towards the ask', 3, 1, 100.5],
    ['a heavy ask: towards the bid', 1, 3, 99.5],
    ['nothing on the ask: the ask itself', 1, 0, 101],
  ])('with %s', (_what, bidSize, askSize, expected) => {
    expect(valueOf(99, bidSize, 101, askSize)).toBe(expected);
  });

  it('has no value without any size, or while bid and ask cross', () => {
    expect(valueOf(99, 0, 101, 0)).toBeUndefined();
    expect(valueOf(101, 1, 99, 1)).toBeUndefined();
  });

  it('never leaves the spread', () => {
    const size = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e7 }),
        fc.integer({ min: 1, max: 1e4 }),
        size,
        size,
        (bid, gap, b, a) => {
          const value = valueOf(bid, b, bid + gap, a) ?? NaN;
          expect(value).toBeGreaterThanOrEqual(bid);
          expect(value).toBeLessThanOrEqual(bid + gap);
        },
      ),
    );
  });
});

describeFormulaContract(microprice, {}, wanderingQuotes(10, 100));
