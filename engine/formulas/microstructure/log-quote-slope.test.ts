import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { quote, wanderingQuotes } from '../contract-tests/sample-inputs.ts';
import { logQuoteSlope } from './log-quote-slope.ts';

/** Notionals of 1,000 and 2,000 at a mid of 100. */
const checked = (time: number) => quote(time, 99.9, 10, 100.1, 20);

describe('the log quote slope', () => {
  it('is that of the catalogue check: ln(100.1 / 99.9) over ln 1000 + ln 2000', () => {
    const run = logQuoteSlope.start({ T: 1, q: 1, notional: 10_000 });
    expect(run(checked(0))).toBeUndefined();
    expect(run(checked(1000))).toBeCloseTo(0.000_137_848_772_968, 12);
  });

  it('moves to a quote by how long it stood', () => {
    const run = logQuoteSlope.start({ T: 1, q: 1, notional: 10_000 });
    run(checked(0));
    const wide = quote(1000, 99, 10, 101, 20);
    run(wide);
    const after = run(quote(2000, 99, 10, 101, 20)) ?? NaN;
    const [narrow, wider] = [0.000_137_848_772_968, Math.log(101 / 99) / (Math.log(1000) + Math.log(2000))];
    expect(after).toBeCloseTo(narrow + (1 - Math.exp(-1)) * (wider - narrow), 12);
  });

  it('skips a crossed quote', () => {
    expect(logQuoteSlope.start({ T: 1, q: 1, notional: 10_000 })(quote(0, 101, 1, 100, 1))).toBeUndefined();
  });

  it.each(['T', 'q'])('refuses a %s of nothing', (name) => {
    expect(() => logQuoteSlope.start({ ...logQuoteSlope.defaults, [name]: 0 })).toThrow('was 0');
  });
});

describeFormulaContract(logQuoteSlope, { T: 2, q: 1, notional: 10_000 }, wanderingQuotes(30, 500));
