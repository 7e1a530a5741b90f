import { describe, expect, it } from 'vitest';
import { studentLogLikelihood } from '../../numerics/student-fit.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { studentTMleEcme } from './student-t-mle-ecme.ts';

const { defaults } = studentTMleEcme;
const params = { ...defaults, n: 100 };
/** Normals of which every tenth is four times as large. */
const fat = (seed: number, count: number) =>
  normals(seed, count).map((z, i) => 0.001 * z * (i % 10 === 0 ? 4 : 1));

describe('the fit of a Student-t law to returns', () => {
  it('gives the number of the catalogue check', () => {
    const law = { location: 0.2, scale: 1.5, freedom: 3 };
    expect(studentLogLikelihood([-2, -0.5, 0, 0.4, 1, 6], law)).toBeCloseTo(-13.4423651106, 9);
  });

  it('shrinks sizes where tails are fat and leaves them where they are thin', () => {
    const [thin, heavy] = [normals(7, 100).map((z) => 0.001 * z), fat(7, 100)].map((returns) => {
      const run = studentTMleEcme.start(params);
      const value =
        barsOfReturns([...returns, 0])
          .map(run)
          .at(-1) ?? NaN;
      return { value, scale: readingOf(run, 'scale'), spread: readingOf(run, 'spread') };
    });
    expect(thin?.value).toBeGreaterThan(8);
    expect(thin?.scale).toBe(1);
    expect(heavy?.value).toBeLessThan(6);
    expect(heavy?.scale).toBeCloseTo(Math.sqrt(1 - 2 / (heavy?.value ?? NaN)) / Math.sqrt(0.75), 12);
    expect(Math.abs((heavy?.spread ?? NaN) / 0.001 - 1)).toBeLessThan(0.3);
  });

  it('fits again every k bars', () => {
    const values = barsOfReturns(fat(8, 160)).map(studentTMleEcme.start({ ...params, k: 20 }));
    expect(new Set(values.slice(101, 121)).size).toBe(1);
    expect(values[121]).not.toBe(values[120]);
  });

  it('keeps to its bounds where nothing moves', () => {
    const value = barsOfReturns(Array.from({ length: 12 }, () => 0))
      .map(studentTMleEcme.start({ ...defaults, n: 10 }))
      .at(-1);
    expect(value).toBeGreaterThanOrEqual(2.1);
    expect(value).toBeLessThanOrEqual(100);
  });
});

describeFormulaContract(studentTMleEcme, { ...defaults, n: 15, k: 8 }, walkBars(7, 30));
