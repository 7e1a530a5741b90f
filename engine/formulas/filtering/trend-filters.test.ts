import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { empiricalModeDecomposition } from './empirical-mode-decomposition.ts';
import { barsSinceKink, l1TrendFilter } from './l1-trend-filter.ts';

const noise = (seed: number, count: number, scale: number) => normals(seed, count).map((z) => scale * z);
const drifting = (drift: number, seed: number, count: number) =>
  noise(seed, count, 0.001).map((each) => drift + each);

describe('empirical modes of the log price', () => {
  const params = { ...empiricalModeDecomposition.defaults, n: 128 };

  it('follow a drift, but never with full confidence', () => {
    const run = empiricalModeDecomposition.start(params);
    const values = barsOfReturns(drifting(0.001, 1, 140)).map(run);
    expect(values[127]).toBeUndefined();
    expect(values[128]).toBeDefined();
    expect(values.at(-1)).toBeGreaterThan(0.0001);
    expect(readingOf(run, 'signal')).toBeGreaterThan(0.5);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.1);
    expect(readingOf(run, 'confidence')).toBeLessThanOrEqual(0.6);
    expect(readingOf(run, 'modeSign')).toBe(Math.sign(readingOf(run, 'mode')));
  });

  it('are computed every fourth bar', () => {
    const values = barsOfReturns(drifting(0, 2, 140)).map(empiricalModeDecomposition.start(params));
    const changes = values.slice(129).filter((value, i) => value !== values[128 + i]);
    expect(changes).toHaveLength(3);
  });

  it('leave the price itself where it only rises', () => {
    const run = empiricalModeDecomposition.start(params);
    const rising = Array.from({ length: 130 }, (_, i) => 0.001 + 0.0001 * Math.sin(i));
    const values = barsOfReturns(rising).map(run);
    const sum = rising.slice(122, 127).reduce((all, each) => all + each, 0);
    expect(values[128]).toBeCloseTo(sum / 5, 12);
    expect(readingOf(run, 'mode')).toBe(0);
  });
});

describe('the l1 trend of the log price', () => {
  it('counts the bars since its last kink', () => {
    expect(barsSinceKink(Float64Array.of(0, 1, 2, 3, 2, 1))).toBe(2);
    expect(barsSinceKink(Float64Array.of(0, 1, 2, 3))).toBe(3);
  });

  it('turns with the price, and grows surer with the age of its last piece', () => {
    const run = l1TrendFilter.start(l1TrendFilter.defaults);
    const values = barsOfReturns([...drifting(0.001, 3, 90), ...drifting(-0.001, 4, 50)]).map(run);
    expect(values[119]).toBeUndefined();
    expect(values[120]).toBeDefined();
    expect(values.at(-1)).toBeLessThan(-0.0004);
    expect(readingOf(run, 'signal')).toBeLessThan(-0.9);
    const age = readingOf(run, 'age');
    expect(age).toBeGreaterThan(5);
    expect(age).toBeLessThan(60);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.5);
  });

  it('is a straight line where the price is one', () => {
    const run = l1TrendFilter.start(l1TrendFilter.defaults);
    const values = barsOfReturns(Array.from({ length: 125 }, () => 0.001)).map(run);
    expect(values.at(-1)).toBeCloseTo(0.001, 9);
    expect(readingOf(run, 'age')).toBe(119);
  });
});

const inputs = walkBars(111, 70);
describeFormulaContract(
  empiricalModeDecomposition,
  { ...empiricalModeDecomposition.defaults, n: 48 },
  inputs,
);
describeFormulaContract(l1TrendFilter, { n: 40, lam: 5, k: 2 }, inputs);
