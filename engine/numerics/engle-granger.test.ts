import { describe, expect, it } from 'vitest';
import { EngleGranger, engleGrangerTest } from './engle-granger.ts';
import { cointegrationCriticalValues } from './mackinnon.ts';
import { Mulberry32 } from './mulberry32.ts';

const normals = (seed: number, count: number): Float64Array => {
  const random = new Mulberry32(seed);
  return Float64Array.from({ length: count }, () => random.normal());
};
const walk = (seed: number, count: number): Float64Array => {
  let sum = 0;
  return normals(seed, count).map((each) => (sum += each));
};

describe('the test of Engle and Granger', () => {
  const x = walk(1, 80);
  const noise = normals(2, 80);
  const y = x.map((each, t) => 0.7 * each + (noise[t] ?? 0));

  it('gives the statistic and critical values of statsmodels coint(maxlag=1, autolag=None)', () => {
    expect(engleGrangerTest(y, x, 1)?.test.tau).toBeCloseTo(-5.93870826666, 7);
    const { at1, at5 } = cointegrationCriticalValues(79);
    expect(at1).toBeCloseTo(-4.04044370133, 10);
    expect(at5).toBeCloseTo(-3.41456629226, 10);
  });

  it('leaves residuals around the line it found', () => {
    const found = engleGrangerTest(y, x, 1);
    if (found === undefined) throw new Error('the test exists');
    expect(found.slope).toBeGreaterThan(0.5);
    expect(found.slope).toBeLessThan(0.9);
    const last = (y[79] ?? 0) - found.intercept - found.slope * (x[79] ?? 0);
    expect(found.residuals[79]).toBeCloseTo(last, 12);
    const squares = found.residuals.reduce((sum, each) => sum + each * each, 0);
    expect(found.deviation).toBeCloseTo(Math.sqrt(squares / 80), 12);
  });

  it('does not tie together walks of their own', () => {
    const tau = engleGrangerTest(walk(11, 300), walk(12, 300), 5, true)?.test.tau ?? NaN;
    expect(tau).toBeGreaterThan(cointegrationCriticalValues(299).at5);
  });

  it('has no answer where the other series never moves', () => {
    expect(engleGrangerTest(y, new Float64Array(80), 1)).toBeUndefined();
  });

  it('keeps nothing of the pair before in the memory it uses again', () => {
    const repeated = new EngleGranger(80, 1);
    const other = walk(7, 80);
    for (const [own, leader] of [
      [y, x],
      [other, x],
      [y, new Float64Array(80)],
      [y, x],
    ] as const) {
      expect(repeated.test(own, leader)).toEqual(engleGrangerTest(own, leader, 1));
    }
  });
});
