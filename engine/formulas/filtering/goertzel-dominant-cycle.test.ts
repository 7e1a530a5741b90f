import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { takeLineOff, writePowers } from './cycle-search.ts';
import { goertzelDominantCycle } from './goertzel-dominant-cycle.ts';

describe('the dominant cycle', () => {
  it('has the power of the catalogue check at period 8', () => {
    const turns = Float64Array.from([6, 7, 8, 9], (period) => 2 * Math.cos((2 * Math.PI) / period));
    const powers = new Float64Array(4);
    writePowers(Float64Array.from(normals(17, 32)), turns, powers);
    expect(powers[2]).toBeCloseTo(2.12432949733, 9);
  });

  it('leaves nothing of a straight line', () => {
    const rest = Float64Array.from({ length: 20 }, (_, i) => 3 + 0.1 * i);
    takeLineOff(rest);
    rest.forEach((each) => expect(each).toBeCloseTo(0, 12));
  });

  it('finds a cycle of 16 bars on a rise, and where it goes', () => {
    const run = goertzelDominantCycle.start({ n: 128, pmin: 8, pmax: 64, k: 1 });
    const path = (i: number) => 0.01 * Math.sin((2 * Math.PI * i) / 16) + 1e-5 * i;
    const value = barsOfReturns(Array.from({ length: 160 }, (_, i) => path(i + 1) - path(i)))
      .map(run)
      .at(-1);
    expect(run.readings?.['period']?.()).toBe(16);
    expect(run.readings?.['explained']?.()).toBeGreaterThan(0.98);
    // 160 bars are ten whole cycles: two bars on, the sine stands at an eighth of a turn.
    expect(value).toBeCloseTo(0.01 * Math.sin(Math.PI / 4), 3);
    expect(run.readings?.['signal']?.()).toBeGreaterThan(0.9);
  });
});

describeFormulaContract(goertzelDominantCycle, { n: 40, pmin: 5, pmax: 15, k: 3 }, walkBars(93, 70));
