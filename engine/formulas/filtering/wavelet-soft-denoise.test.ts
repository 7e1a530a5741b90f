import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { cumulated, normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { SoftWavelets } from './soft-wavelets.ts';
import { waveletSoftDenoise } from './wavelet-soft-denoise.ts';

const wavelets = (values: ArrayLike<number>, levels: number): SoftWavelets => {
  const found = new SoftWavelets(values.length, levels);
  found.values.set(values);
  found.split();
  return found;
};

describe('denoising by wavelets', () => {
  it('gives the threshold and the values of the catalogue check', () => {
    const found = wavelets(cumulated(normals(14, 64)), 3);
    const values = found.join(0);
    expect(found.threshold).toBeCloseTo(1.54436993512, 7);
    expect(values[63]).toBeCloseTo(1.28555359048, 7);
    expect(values[32]).toBeCloseTo(7.03617269644, 7);
  });

  it('changes nothing where nothing is noise', () => {
    const line = Float64Array.from({ length: 32 }, (_, i) => 2 + 0.5 * i);
    const found = wavelets(line, 3);
    const values = found.join(0);
    expect(found.noise).toBeCloseTo(0, 12);
    line.forEach((each, i) => expect(values[i]).toBeCloseTo(each, 11));
  });

  it('puts the newest values together without the others', () => {
    const path = cumulated(normals(3, 256));
    const all = wavelets(path, 4).join(0);
    const newest = wavelets(path, 4).join(250);
    for (let i = 250; i < 256; i += 1) expect(newest[i]).toBe(all[i]);
  });

  it('finds the slope of a steady rise', () => {
    const run = waveletSoftDenoise.start({ n: 32, J: 3, k: 1, h: 5 });
    expect(
      barsOfReturns(Array.from({ length: 40 }, () => 0.002))
        .map(run)
        .at(-1),
    ).toBeCloseTo(0.002, 9);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(1, 9);
  });

  it('needs a window that halves J times', () => {
    expect(() => waveletSoftDenoise.start({ n: 36, J: 3, k: 1, h: 5 })).toThrow('2^J, was 36 with J 3');
  });
});

describeFormulaContract(waveletSoftDenoise, { n: 32, J: 3, k: 1, h: 5 }, walkBars(95, 60), {
  forgets: { after: 32, within: 1e-9 },
});
