import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { quote, wanderingQuotes } from '../contract-tests/sample-inputs.ts';
import { spreadBps } from './spread-bps.ts';

const valueOf = (bid: number, ask: number) => spreadBps.start({})(quote(0, bid, 1, ask, 1));

describe('quoted spread', () => {
  it('is the distance of bid and ask in hundredths of a percent of the mid', () => {
    expect(valueOf(99.9, 100.1)).toBeCloseTo((0.2 / 100) * 10_000, 9);
    expect(valueOf(199, 201)).toBeCloseTo(100, 12);
  });

  it('has no value while bid and ask are locked or crossed', () => {
    expect(valueOf(100, 100)).toBeUndefined();
    expect(valueOf(101, 100)).toBeUndefined();
  });
});

describeFormulaContract(spreadBps, {}, wanderingQuotes(10, 100));
