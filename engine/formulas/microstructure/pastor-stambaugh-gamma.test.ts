import { describe, expect, it } from 'vitest';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { pastorStambaughGamma } from './pastor-stambaugh-gamma.ts';

/** A bar for each return, with the quote volume given for it, after a first at 100. */
const barsOf = (returns: readonly number[], volumes: readonly number[]) => {
  let close = 100;
  const rows = returns.map((logReturn, i): [number, number, number, number] => {
    close *= Math.exp(logReturn);
    return [close, close, close, (volumes[i] ?? 0) / close];
  });
  return bars([100, 100, 100, 0], ...rows);
};

describe('the liquidity of Pastor and Stambaugh', () => {
  it('gives the coefficients of the catalogue check', () => {
    const run = pastorStambaughGamma.start({ n: 7 });
    const volumes = [1.2, 0.8, 1.5, 0.5, 1, 1.1, 0.9];
    const gamma = barsOf([0.01, -0.005, 0.008, -0.012, 0.004, 0.006, -0.003], volumes).map(run).at(-1);
    expect(readingOf(run, 'constant')).toBeCloseTo(0.00342493470206, 11);
    expect(readingOf(run, 'persistence')).toBeCloseTo(0.0885197108668, 10);
    // The volumes of the check have a mean of 1.
    expect(gamma).toBeCloseTo(-0.00672095000911, 11);
  });

  it('trades smaller where volume is followed by a reversal', () => {
    const volumes = normals(5, 120).map((z) => Math.exp(z));
    const meanVolume = volumes.reduce((sum, each) => sum + each, 0) / volumes.length;
    let driven = 0;
    const returns = normals(6, 120).map((z, i) => {
      const logReturn = 0.001 * z - driven;
      driven = 0.002 * Math.sign(logReturn) * ((volumes[i] ?? 0) / meanVolume);
      return logReturn;
    });
    const run = pastorStambaughGamma.start({ n: 120 });
    expect(barsOf(returns, volumes).map(run).at(-1)).toBeCloseTo(-0.002, 3);
    expect(readingOf(run, 'tValue')).toBeLessThan(-4.2);
    expect(readingOf(run, 'scale')).toBe(0.3);
  });

  it('keeps the size where volume says nothing of what follows', () => {
    const run = pastorStambaughGamma.start({ n: 100 });
    walkBars(2, 101).forEach(run);
    const t = readingOf(run, 'tValue');
    expect(readingOf(run, 'scale')).toBe(t >= 0 || t > -1 ? 1 : Math.max(0.3, 1 + t / 6));
  });

  it('has no value where nothing trades', () => {
    const run = pastorStambaughGamma.start({ n: 10 });
    const still = barsOf(
      Array.from({ length: 30 }, () => 0),
      [],
    );
    expect(still.map(run).every((value) => value === undefined)).toBe(true);
    expect(readingOf(run, 'scale')).toBe(1);
  });
});

describeFormulaContract(pastorStambaughGamma, { n: 12 }, walkBars(4, 40));
