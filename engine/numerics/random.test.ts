import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';

const DRAWS = 100_000;
const draw = (from: () => number): number[] => Array.from({ length: DRAWS }, from);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const moment = (values: readonly number[], order: number): number =>
  mean(values.map((value) => value ** order));

describe('the seeded random source', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const five = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    expect(five(1)).toEqual(five(1));
    expect(five(1)).not.toEqual(five(2));
    expect(five(2 ** 40 + 1)).not.toEqual(five(1));
  });

  // Recordings name a seed: a change of the generator would make old sessions unrepeatable.
  it('keeps its stream over time: the first numbers of seed 42 are these', () => {
    const random = new Random(42);
    const numbers = [random.uniform(), random.uniform(), random.uniform()];
    expect(numbers).toEqual([0.7466398187232057, 0.5593345079323649, 0.9502425949387465]);
  });

  it.each([0.5, Number.NaN, 2 ** 60])('refuses %s as a seed', (seed) => {
    expect(() => new Random(seed)).toThrow(`a seed must be a safe integer, was ${seed}`);
  });

  it('draws uniforms in [0, 1) whose hundred bins are filled evenly', () => {
    const random = new Random(3);
    const bins = Array.from({ length: 100 }, () => 0);
    for (const value of draw(() => random.uniform()))
      bins[Math.floor(value * 100)] = (bins[Math.floor(value * 100)] ?? 0) + 1;
    expect(bins.length).toBe(100);
    const expected = DRAWS / 100;
    const chiSquare = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 99 degrees of freedom: 99.9 % lie between 60 and 149.
    expect(chiSquare).toBeGreaterThan(60);
    expect(chiSquare).toBeLessThan(149);
  });

  it('draws integers below a limit, every one of them', () => {
    const random = new Random(4);
    const found = new Set(Array.from({ length: 1000 }, () => random.integer(7)));
    expect([...found].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('draws normals with mean 0, variance 1, no skew and fourth moment 3, within five standard errors', () => {
    const random = new Random(5);
    const values = draw(() => random.normal());
    const tolerance = 5 / Math.sqrt(DRAWS);
    expect(Math.abs(moment(values, 1))).toBeLessThan(tolerance);
    expect(Math.abs(moment(values, 2) - 1)).toBeLessThan(tolerance * Math.sqrt(2));
    expect(Math.abs(moment(values, 3))).toBeLessThan(tolerance * Math.sqrt(15));
    expect(Math.abs(moment(values, 4) - 3)).toBeLessThan(tolerance * Math.sqrt(96));
  });

  it('draws exponentials above zero with the mean asked for and a variance of its square', () => {
    const random = new Random(6);
    const values = draw(() => random.exponential(4));
    expect(Math.min(...values.slice(0, 10_000))).toBeGreaterThanOrEqual(0);
    expect(Math.abs(mean(values) - 4)).toBeLessThan((5 * 4) / Math.sqrt(DRAWS));
    expect(moment(values, 2) - mean(values) ** 2).toBeCloseTo(16, -1);
  });

  it.each([0.3, 5, 100])('draws counts whose mean and variance are both %s', (expected) => {
    const random = new Random(7);
    const values = draw(() => random.poisson(expected));
    expect(Math.abs(mean(values) - expected)).toBeLessThan(5 * Math.sqrt(expected / DRAWS));
    const variance = moment(values, 2) - mean(values) ** 2;
    expect(variance / expected).toBeGreaterThan(0.97);
    expect(variance / expected).toBeLessThan(1.03);
  });

  it('draws no count at all with mean zero', () => {
    expect(new Random(8).poisson(0)).toBe(0);
  });

  it('forks a stream that depends on seed and name alone', () => {
    const fresh = new Random(9).fork('book');
    const used = new Random(9);
    used.uniform();
    used.normal();
    expect(used.fork('book').uniform()).toBe(fresh.uniform());
    expect(new Random(9).fork('books').uniform()).not.toBe(new Random(9).fork('book').uniform());
    expect(new Random(10).fork('book').uniform()).not.toBe(new Random(9).fork('book').uniform());
  });

  it('forks streams that do not move together', () => {
    const parent = new Random(11);
    const one = parent.fork('one');
    const other = parent.fork('other');
    const products = draw(() => one.normal() * other.normal());
    expect(Math.abs(mean(products))).toBeLessThan(5 / Math.sqrt(DRAWS));
  });
});
