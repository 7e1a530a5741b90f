import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile, regularizedBeta } from './beta-function.ts';
import { logGamma, lowerGamma, upperGamma } from './gamma-function.ts';
import { chiSquaredTail, fTail, studentCdf, studentTwoSided } from './tail-probabilities.ts';

const shape = fc.double({ min: 0.1, max: 500, noNaN: true });
const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });

describe('the gamma function', () => {
  it.each([
    ['5 is 4!', 5, Math.log(24)],
    ['1/2 is the root of pi', 0.5, Math.log(Math.sqrt(Math.PI))],
    ['171 is 170!, near the end of the doubles', 171, 706.5730622457874],
  ])('of %s', (_what, x, expected) => {
    expect(logGamma(x)).toBeCloseTo(expected, 11);
  });

  it('has halves that add up to one', () => {
    fc.assert(
      fc.property(shape, fc.double({ min: 0, max: 600, noNaN: true }), (a, x) => {
        expect(lowerGamma(a, x) + upperGamma(a, x)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('is 1 - exp(-x) for a = 1', () => {
    for (const x of [0, 0.1, 1, 5, 40]) expect(lowerGamma(1, x)).toBeCloseTo(1 - Math.exp(-x), 14);
  });

  it.each([0, -1, NaN])('is not defined at %d here', (x) => {
    expect(() => logGamma(x)).toThrow(`above zero, was ${x}`);
    expect(() => lowerGamma(x, 1)).toThrow('needs a > 0');
  });
});

describe('the beta function', () => {
  it('is x to the a for b = 1', () => {
    expect(regularizedBeta(0.3, 2.5, 1)).toBeCloseTo(0.3 ** 2.5, 14);
  });

  it('mirrors when its arguments swap', () => {
    fc.assert(
      fc.property(share, shape, shape, (x, a, b) => {
        expect(regularizedBeta(x, a, b) + regularizedBeta(1 - x, b, a)).toBeCloseTo(1, 10);
      }),
    );
  });

  it('is undone by its quantile', () => {
    fc.assert(
      fc.property(
        share,
        fc.double({ min: 0.5, max: 500, noNaN: true }),
        fc.double({ min: 0.5, max: 500, noNaN: true }),
        (p, a, b) => {
          expect(regularizedBeta(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 9);
        },
      ),
    );
  });

  it('names arguments it has no value for', () => {
    expect(() => regularizedBeta(1.2, 1, 1)).toThrow('x in 0 to 1, was 1, 1 and 1.2');
    expect(() => betaQuantile(-0.1, 1, 1)).toThrow('in 0 to 1, was -0.1');
  });
});

describe('tails', () => {
  it('of Student with one degree of freedom are those of Cauchy', () => {
    for (const t of [-3, -0.5, 0, 2]) expect(studentCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 13);
  });

  it('of Student keep their digits where half of the law lies on either side', () => {
    for (const t of [1e-7, -1e-5, 1e-3])
      expect((studentCdf(t, 1) - 0.5) / (Math.atan(t) / Math.PI)).toBeCloseTo(1, 8);
    expect((1 - studentTwoSided(1e-6, 1)) / (2e-6 / Math.PI)).toBeCloseTo(1, 8);
  });

  it('of Student on both sides together are twice the one', () => {
    expect(studentTwoSided(-2.1, 9)).toBeCloseTo(2 * studentCdf(-2.1, 9), 14);
  });

  it('of chi-squared with two degrees of freedom fall like exp(-x / 2)', () => {
    for (const x of [0, 1, 9, 60]) expect(chiSquaredTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 12);
  });

  it('of F with one degree above are those of t squared', () => {
    expect(fTail(2.5 ** 2, 1, 12)).toBeCloseTo(studentTwoSided(2.5, 12), 13);
  });
});
