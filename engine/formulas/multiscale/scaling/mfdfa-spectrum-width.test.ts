import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { mfdfaSpectrumWidth } from './mfdfa-spectrum-width.ts';
import { multifractalFluctuation } from './multifractal-fluctuation.ts';

const CHECK = [
  0.553, -0.019, 0.072, -0.26, -0.316, 2.011, -1.314, -1.535, 0.847, 2.235, 1.135, 0.417, 0.139, -0.537,
  -0.408, 1.045, 1.042, -0.382, 1.425, -0.915, -0.428, 3.174, -0.341, 0.156, -0.051, -0.163, 2.377, 0.78,
  1.036, 0.086, 0.621, 0.846, -0.848, -1.189, -0.117, -0.174, -0.596, 0.262, -1.532, 0.313, -1.043, -1.821,
  -4.382, 0.607, -1.633, 0.687, -0.817, -2.326, -1.657, -0.991, 0.588, 1.79, 3.665, 2.892, 1.043, -0.938,
  -1.153, 1.264, 0.541, 3.208, 0.45, 1.07, 0.627, 0.176, 0.507, 0.306, -1.03, -1.401, -0.375, -0.348, 0.178,
  0.391, -1.852, -1.037, 0.028, 1.366, -1.626, -0.427, 2.07, -0.289, 1.254, 0.892, -0.779, -0.132, -0.248,
  -1.913, 0.058, 0.075, -0.651, 1.772, 1.034, -10.741, 1.057, 0.663, 0.521, 1.976, -1.812, -1.045, 1.539,
  1.174, -1.101, 0.048, -1.201, -2.002, 1.051, 0.343, 0.595, -2.746, -0.789, -0.997, 0.959, 0.719, -1.21,
  0.774, -5.037, -0.48, 1.38, 0.995, -0.317, -0.8, 2.324, -1.071, -1.214, -2.634, -0.745, 1.165, 0.168,
  -0.522,
];
const MONTH_MS = 30 * 86_400_000;

describe('multifractal fluctuations', () => {
  const { exponents, fluctuations } = multifractalFluctuation(
    Float64Array.from(CHECK),
    [-4, -2, 0, 2, 4],
    [8, 16, 32],
  );

  it.each([
    [-4, [0.612297298361, 1.08470285276, 1.46057274153], 0.627114994249],
    [-2, [0.723405527618, 1.1533571116, 1.62778017391], 0.585014677423],
    [0, [0.896076486434, 1.254526338, 2.05279588275], 0.597948197568],
    [2, [1.19743890293, 1.39389809832, 2.82572169651], 0.61933366777],
    [4, [1.60690168713, 1.55239722831, 3.46803897475], 0.554919223387],
  ])('of order %d are those of the catalogue check', (order, expected, exponent) => {
    const place = (order + 4) / 2;
    expected.forEach((each, i) => expect(fluctuations[place]?.[i]).toBeCloseTo(each, 9));
    expect(exponents[place]).toBeCloseTo(exponent, 9);
  });

  it('differ in their exponents as in the catalogue check', () => {
    expect((exponents[0] ?? NaN) - (exponents[4] ?? NaN)).toBeCloseTo(0.0721957708621, 9);
  });
});

describe('the width of the multifractal spectrum', () => {
  it('finds no memory in noise', () => {
    const run = mfdfaSpectrumWidth.start({ window: 1024, refit: 128 });
    const value = barsOfReturns(normals(9, 1024).map((z) => 0.001 * z))
      .map(run)
      .at(-1);
    expect(Math.abs(value ?? NaN)).toBeLessThan(0.3);
    expect(Math.abs(readingOf(run, 'exponent') - 0.5)).toBeLessThan(0.12);
  });

  it('makes positions smaller and stops wider where it is wider than in the 90 days before', () => {
    // Bars of a month: three widths are a history.
    const run = mfdfaSpectrumWidth.start({ window: 128, refit: 1 });
    const factors = barsOfReturns(normals(10, 160).map((z) => 0.001 * z)).map((bar) => {
      run({ ...bar, intervalMs: MONTH_MS });
      return [readingOf(run, 'sizeFactor'), readingOf(run, 'stopFactor')].join(' ');
    });
    expect(factors.slice(0, 130).every((each) => each === '1 1')).toBe(true);
    expect(new Set(factors)).toEqual(new Set(['1 1', '0.7 1.2']));
  });
});

describeFormulaContract(mfdfaSpectrumWidth, { window: 128, refit: 20 }, walkBars(45, 150));
