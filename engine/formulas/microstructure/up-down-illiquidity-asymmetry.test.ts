import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { upDownIlliquidityAsymmetry } from './up-down-illiquidity-asymmetry.ts';

/** Bars with these simple returns and quote volumes after a first at 100. */
const barsOf = (...rows: [change: number, notional: number][]) => {
  let close = 100;
  const after = rows.map(([change, notional]): [number, number, number, number] => {
    close *= 1 + change;
    return [close, close, close, notional / close];
  });
  return bars([100, 100, 100, 1], ...after);
};

const check = barsOf([0.01, 1e6], [-0.01, 5e5], [0.02, 2e6], [-0.02, 1e6]);

describe('the asymmetry of illiquidity', () => {
  it('gives the number of the catalogue check', () => {
    const run = upDownIlliquidityAsymmetry.start({ n: 4 });
    // Up (0.01 + 0.01) / 2, down (0.02 + 0.02) / 2.
    expect(check.map(run).at(-1)).toBeCloseTo(Math.LN2, 9);
    // tanh(ln 2) = (4 - 1) / (4 + 1)
    expect(readingOf(run, 'signal')).toBeCloseTo(-0.6, 9);
    // z = ln 2 * 2 / 2.5 = 0.554518; 2 Phi(z) - 1 = erf(0.392103) = 0.420775
    expect(readingOf(run, 'confidence')).toBeCloseTo(0.42077543, 8);
  });

  it('skips bars in which nothing traded', () => {
    const run = upDownIlliquidityAsymmetry.start({ n: 4 });
    const values = [...check, ...barsOf([0, 0], [0, 0]).slice(1)].map(run);
    expect(values.at(-1)).toBeCloseTo(values.at(-3) ?? NaN, 12);
  });

  it('has no value while prices only rise', () => {
    const run = upDownIlliquidityAsymmetry.start({ n: 4 });
    expect(barsOf([0.01, 1e6], [0.01, 1e6], [0.01, 1e6], [0.01, 1e6]).map(run).at(-1)).toBeUndefined();
    expect(readingOf(run, 'signal')).toBe(0);
  });

  it('asks for a tenth of the window on either side', () => {
    const rising = Array.from({ length: 19 }, (): [number, number] => [0.001, 1e6]);
    const valueOf = (...falls: [number, number][]) =>
      barsOf(...rising, ...falls)
        .map(upDownIlliquidityAsymmetry.start({ n: 20 }))
        .at(-1);
    expect(valueOf([-0.001, 1e6])).toBeUndefined();
    expect(valueOf([-0.001, 1e6], [-0.001, 1e6])).toBeCloseTo(0, 9);
  });
});

describeFormulaContract(upDownIlliquidityAsymmetry, { n: 16 }, walkBars(8, 60));
