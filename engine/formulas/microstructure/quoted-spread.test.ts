import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { quote, wanderingQuotes } from '../contract-tests/sample-inputs.ts';
import { quotedSpread } from './quoted-spread.ts';

describe('time-weighted quoted spread', () => {
  it('gives the number of the catalogue check: 20 bps for 30 s and 40 bps for 30 s are 30', () => {
    const run = quotedSpread.start({ T: 60, N: 3600 });
    expect(run(quote(0, 99.9, 1, 100.1, 1))).toBeUndefined();
    expect(run(quote(30_000, 99.8, 1, 100.2, 1))).toBeUndefined();
    expect(run(quote(60_000, 99.8, 1, 100.2, 1))).toBeCloseTo(30, 9);
  });

  it('skips a crossed quote: the one before it stands on', () => {
    const run = quotedSpread.start({ T: 60, N: 3600 });
    run(quote(0, 99.9, 1, 100.1, 1));
    expect(run(quote(30_000, 101, 1, 100, 1))).toBeUndefined();
    expect(run(quote(60_000, 99.8, 1, 100.2, 1))).toBeCloseTo(20, 9);
  });
});

describeFormulaContract(quotedSpread, { T: 5, N: 20 }, wanderingQuotes(60, 500));
