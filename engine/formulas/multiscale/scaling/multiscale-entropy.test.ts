import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { multiscaleEntropy, scaleEntropies } from './multiscale-entropy.ts';

const SIX_DAYS_MS = 6 * 86_400_000;

describe('multiscale entropy', () => {
  it('gives the numbers of the catalogue check', () => {
    const values = Float64Array.from([
      1.0, 2.0, 1.1, 2.1, 0.9, 1.9, 1.0, 2.2, 1.1, 2.0, 1.0, 1.8, 1.2, 2.1, 0.9, 2.0,
    ]);
    const found = scaleEntropies(values, [1, 2], { m: 2, r: 0.3 });
    expect(found[0]).toBeCloseTo(0.559615787935, 11);
    expect(found[1]).toBeCloseTo(0.336472236621, 11);
  });

  it('is the most that can be told where no two stretches are alike', () => {
    // Four stretches of one value: six pairs.
    expect(scaleEntropies(Float64Array.of(1, 2, 4, 8, 16), [1], { m: 1, r: 0.01 })[0]).toBeCloseTo(
      Math.log(6),
      12,
    );
  });

  it('is smaller where returns repeat than where they are noise, and falls with the scale of noise', () => {
    const params = { m: 2, r: 0.15, window: 400, refit: 60 };
    const noise = normals(4, 402);
    const random = multiscaleEntropy.start(params);
    const value =
      barsOfReturns(noise.map((z) => 0.001 * z))
        .map(random)
        .at(-1) ?? NaN;
    const repeated = multiscaleEntropy.start(params);
    const periodic = barsOfReturns(noise.map((_, i) => 0.001 * (noise[i % 8] ?? 0)))
      .map(repeated)
      .at(-1);
    expect(periodic).toBeLessThan(value / 2);
    expect(readingOf(random, 'entropy1')).toBeGreaterThan(readingOf(random, 'entropy8') - 1);
    const sum = ['entropy1', 'entropy2', 'entropy4', 'entropy8'].reduce(
      (total, name) => total + readingOf(random, name),
      0,
    );
    expect(value).toBeCloseTo(sum, 12);
  });

  it('believes formulas more where there is more structure than in the 30 days before', () => {
    // Bars of six days: five entropies are a history.
    const run = multiscaleEntropy.start({ m: 1, r: 0.3, window: 48, refit: 1 });
    const returns = [...normals(5, 100), ...normals(6, 4).flatMap(() => [1, -1])];
    const factors = barsOfReturns(returns.map((z) => 0.001 * z)).map((bar) => {
      run({ ...bar, intervalMs: SIX_DAYS_MS });
      return readingOf(run, 'factor1');
    });
    expect(factors.slice(0, 53).every((each) => each === 1)).toBe(true);
    expect(factors).toContain(0.85);
    expect(factors.at(-1)).toBe(1.15);
  });
});

describeFormulaContract(multiscaleEntropy, { m: 1, r: 0.5, window: 24, refit: 10 }, walkBars(43, 60));
