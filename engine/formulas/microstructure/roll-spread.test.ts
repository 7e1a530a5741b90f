import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { prices, wanderingPrices } from '../contract-tests/sample-inputs.ts';
import { rollSpread, rollSpreadOf } from './roll-spread.ts';

/** A path of prices with the given log returns. */
const pathOf = (...returns: number[]) => {
  let log = 0;
  return prices(100, ...returns.map((each) => 100 * Math.exp((log += each))));
};

describe('Roll effective spread', () => {
  it('gives the number of the catalogue check: five returns that bounce', () => {
    const values = pathOf(0.001, -0.001, 0.001, -0.001, 0.002).map(rollSpread.start({ n: 5 }));
    expect(values.slice(0, 5).every((value) => value === undefined)).toBe(true);
    expect(values[5]).toBeCloseTo(0.00258198889747, 10);
  });

  it('forgets returns older than its window', () => {
    const values = pathOf(0.5, 0.001, -0.001, 0.001, -0.001, 0.002).map(rollSpread.start({ n: 5 }));
    expect(values.at(-1)).toBeCloseTo(0.00258198889747, 9);
  });

  it('is 0 where returns follow each other, for which Roll knows no spread', () => {
    expect(
      prices(10, 10.1, 10.3, 10.6, 11, 11.6)
        .map(rollSpread.start({ n: 5 }))
        .at(-1),
    ).toBe(0);
    expect(rollSpreadOf(1e-6)).toBeUndefined();
    expect(rollSpreadOf(-1e-6)).toBeCloseTo(0.002, 15);
  });

  it('needs three returns', () => {
    expect(() => rollSpread.start({ n: 2 })).toThrow('n must be a whole number of at least 3, was 2');
  });
});

describeFormulaContract(rollSpread, { n: 10 }, prices(...wanderingPrices(60)));
