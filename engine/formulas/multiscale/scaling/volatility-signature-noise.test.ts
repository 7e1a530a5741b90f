import { describe, expect, it } from 'vitest';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { wanderingTrades } from '../../contract-tests/sample-inputs.ts';
import type { TradeTick } from '../../formula.ts';
import { noiseSignature, volatilitySignatureNoise } from './volatility-signature-noise.ts';

const params = { fast: 1, slow: 10, window: 200, max_share: 0.5 };
const secondly = (logs: readonly number[]): TradeTick[] =>
  logs.map((log, i) => ({ time: i * 1000, price: 100 * Math.exp(log), sizeBase: 1, side: 'buy' }));
const walk = (scale: number) => {
  let log = 0;
  return normals(12, 212).map((z) => (log += scale * z));
};

describe('the volatility signature', () => {
  it('gives the numbers of the catalogue check', () => {
    const { noiseVariance, share, slope } = noiseSignature(0.0004, 0.0001, { count: 3600, ratio: 300 });
    expect(noiseVariance).toBeCloseTo(4.16666666667e-8, 18);
    expect(share).toBe(0.75);
    expect(slope).toBeCloseTo(0.243048252152, 11);
  });

  it('finds little noise in a random walk and lets it pass', () => {
    const run = volatilitySignatureNoise.start(params);
    const values = secondly(walk(0.001)).map(run);
    expect(values.slice(0, 210).every((each) => each === undefined)).toBe(true);
    expect(values.at(-1)).toBeLessThan(0.35);
    expect(readingOf(run, 'gate')).toBe(1);
  });

  it('finds the noise of prices that bounce', () => {
    const run = volatilitySignatureNoise.start(params);
    const bounce = walk(0.00001).map((log, i) => log + (i % 2 === 0 ? 0.0005 : -0.0005));
    expect(secondly(bounce).map(run).at(-1)).toBeGreaterThan(0.95);
    expect(readingOf(run, 'gate')).toBe(0.5);
    // Every price is 0.0005 from the middle.
    expect(readingOf(run, 'noise')).toBeCloseTo(0.0005 * Math.SQRT2, 4);
  });

  it('is below zero in its slope where the price trends', () => {
    const run = volatilitySignatureNoise.start(params);
    expect(
      secondly(Array.from({ length: 212 }, (_, i) => 0.0001 * i))
        .map(run)
        .at(-1),
    ).toBe(0);
    // Ten steps at a time square to ten times as much.
    expect(readingOf(run, 'slope')).toBeCloseTo(-1, 9);
  });
});

describeFormulaContract(
  volatilitySignatureNoise,
  { fast: 1, slow: 4, window: 12, max_share: 0.5 },
  wanderingTrades(60, 500),
);
