import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { complexityOf, lempelZivComplexity } from './lempel-ziv-complexity.ts';

const { defaults } = lempelZivComplexity;

describe('Lempel-Ziv complexity', () => {
  it('gives the number of the catalogue check', () => {
    expect(complexityOf(Uint8Array.from('0001101001000101', Number))).toBeCloseTo(1.5, 12);
  });

  it('reads returns against their median', () => {
    // 0 1 10 100 1100 1011 0: seven words.
    const symbols = Array.from({ length: 16 }, (_, i) => Number('0110100110010110'.charAt(i)));
    const returns = symbols.map((symbol) => 0.001 + 0.002 * symbol);
    const run = lempelZivComplexity.start({ n: 16, k: 1 });
    expect(barsOfReturns(returns).map(run).at(-1)).toBeCloseTo((7 * 4) / 16, 12);
  });

  it('opens the gate for a pattern and narrows it for noise', () => {
    const gates = [normals(13, 256), Array.from({ length: 256 }, (_, i) => Math.sin(i))].map((returns) => {
      const run = lempelZivComplexity.start(defaults);
      barsOfReturns(returns.map((each) => 0.001 * each)).forEach(run);
      return readingOf(run, 'gate');
    });
    expect(gates[0]).toBeLessThan(0.8);
    expect(gates[1]).toBe(1);
  });
});

describeFormulaContract(lempelZivComplexity, { n: 16, k: 3 }, walkBars(13, 40));
