import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';
import { fitStudent, studentLogLikelihood } from './student-fit.ts';

const BOUNDS = { least: 2.1, most: 100 };

/** Values of a Student-t law: a normal over the root of a mean of squared normals. */
function studentValues(seed: number, count: number, freedom: number): number[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const squares = Array.from({ length: freedom }, () => random.normal() ** 2);
    return random.normal() / Math.sqrt(squares.reduce((sum, each) => sum + each, 0) / freedom);
  });
}

describe('the fit of a Student-t law', () => {
  it('knows the likelihood: scipy.stats.t.logpdf gives the same sum', () => {
    const law = { location: 0.2, scale: 1.5, freedom: 3 };
    expect(studentLogLikelihood([-2, -0.5, 0, 0.4, 1, 6], law)).toBeCloseTo(-13.4423651106, 9);
  });

  it('finds location, scale and tails', () => {
    const values = studentValues(7, 3000, 4).map((t) => 0.5 + 2 * t);
    const law = fitStudent(values, BOUNDS);
    expect(law?.location).toBeCloseTo(0.5, 0);
    expect(Math.abs((law?.scale ?? NaN) / 2 - 1)).toBeLessThan(0.06);
    expect(Math.abs((law?.freedom ?? NaN) / 4 - 1)).toBeLessThan(0.2);
  });

  it('stands on a peak: nearby laws are less likely', () => {
    const values = studentValues(8, 400, 5);
    const law = fitStudent(values, BOUNDS) ?? { location: NaN, scale: NaN, freedom: NaN };
    const peak = studentLogLikelihood(values, law);
    for (const change of [0.97, 1.03]) {
      expect(studentLogLikelihood(values, { ...law, scale: law.scale * change })).toBeLessThan(peak);
      expect(studentLogLikelihood(values, { ...law, freedom: law.freedom * change })).toBeLessThan(peak);
      expect(
        studentLogLikelihood(values, { ...law, location: law.location + 0.05 * (change - 1) }),
      ).toBeLessThan(peak);
    }
  });

  it('gives the same law from another start', () => {
    const values = studentValues(9, 400, 6);
    const [one, other] = [undefined, { location: 0.3, scale: 2, freedom: 30 }].map((start) =>
      fitStudent(values, BOUNDS, start),
    );
    expect(other?.location).toBeCloseTo(one?.location ?? NaN, 2);
    expect(Math.abs((other?.freedom ?? NaN) / (one?.freedom ?? NaN) - 1)).toBeLessThan(0.02);
  });

  it('keeps to its bounds, and stays finite where nothing varies', () => {
    const uniform = Array.from({ length: 100 }, (_, i) => i / 100);
    expect(fitStudent(uniform, BOUNDS)?.freedom).toBeCloseTo(100, 3);
    expect(fitStudent([2, 2, 2], BOUNDS)).toMatchObject({ location: 2, scale: 1e-9 });
    expect(fitStudent([], BOUNDS)).toBeUndefined();
  });
});
