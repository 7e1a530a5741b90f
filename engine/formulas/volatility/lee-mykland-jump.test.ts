import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { jumpThreshold, leeMyklandJump } from './lee-mykland-jump.ts';

const params = { K: 6, nday: 1440, alpha: 0.01, cool: 5 };

describe('the Lee-Mykland jump test', () => {
  it('gives the number of the catalogue check: 0.08 over the root of 2e-4', () => {
    const values = barsOfReturns([0.01, -0.02, 0.01, 0.02, -0.01, 0.08]).map(leeMyklandJump.start(params));
    expect(values.slice(0, -1).every((value) => value === undefined)).toBe(true);
    expect(values.at(-1)).toBeCloseTo(5.65685424949, 10);
  });

  it('calls a jump what is larger than 4.6001 scales beyond the center', () => {
    const c = Math.sqrt(2 / Math.PI);
    const root = Math.sqrt(2 * Math.log(1440));
    const center = root / c - (Math.log(Math.PI) + Math.log(Math.log(1440))) / (2 * c * root);
    expect(jumpThreshold(1440, 0.01)).toBeCloseTo(center + 4.6001 / (c * root), 4);
  });

  it('stops entries at a jump and lets them in again little by little', () => {
    const run = leeMyklandJump.start(params);
    const quiet = [0.01, -0.02, 0.01, 0.02, -0.01];
    const gates = barsOfReturns([...quiet, -0.2, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01]).map((bar) => {
      run(bar);
      return [run.readings?.['jump']?.(), run.readings?.['gate']?.()];
    });
    expect(gates.slice(6)).toEqual([
      [-1, 0],
      [0, 0.2],
      [0, 0.4],
      [0, 0.6],
      [0, 0.8],
      [0, 1],
      [0, 1],
    ]);
  });

  it('needs a level between 0 and 1', () => {
    expect(() => leeMyklandJump.start({ ...params, alpha: 1 })).toThrow('strictly between 0 and 1, was 1');
  });
});

describeFormulaContract(leeMyklandJump, { ...params, K: 10 }, walkBars(8, 50), {
  forgets: { after: 12, within: 1e-9 },
});
