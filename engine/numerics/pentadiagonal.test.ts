import { expect, it } from 'vitest';
import { PentadiagonalSolver } from './pentadiagonal.ts';

it('a pentadiagonal system is solved by what fulfils it', () => {
  const diagonal = Float64Array.of(7, 8, 9, 7.5, 8.5, 7);
  const b = [1, -2, 3, 0.5, 4, -1];
  const x = Float64Array.from(b);
  new PentadiagonalSolver(6).solve(diagonal, { near: -4, far: 1 }, x);
  const at = (i: number) => x[i] ?? 0;
  b.forEach((each, i) => {
    const product = (diagonal[i] ?? NaN) * at(i) - 4 * (at(i - 1) + at(i + 1)) + at(i - 2) + at(i + 2);
    expect(product).toBeCloseTo(each, 10);
  });
});
