import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { cumulated, normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { denoised, waveletSoftDenoise } from './wavelet-soft-denoise.ts';

describe('denoising by wavelets', () => {
  it('gives the threshold and the values of the catalogue check', () => {
    const { threshold, values } = denoised(Float64Array.from(cumulated(normals(14, 64))), 3);
    expect(threshold).toBeCloseTo(1.54436993512, 7);
    expect(values[63]).toBeCloseTo(1.28555359048, 7);
    expect(values[32]).toBeCloseTo(7.03617269644, 7);
  });

  it('changes nothing where nothing is noise', () => {
    const line = Float64Array.from({ length: 32 }, (_, i) => 2 + 0.5 * i);
    const { noise, values } = denoised(line, 3);
    expect(noise).toBeCloseTo(0, 12);
    line.forEach((each, i) => expect(values[i]).toBeCloseTo(each, 11));
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
