import type { Bar } from '../../domain/market/bar.ts';
import { barsOfReturns } from './bars-of-returns.ts';
import { normals } from './catalogue-fixtures.ts';

/** Bars whose log price is pulled back to that of 100: `persistence` of the distance is left after each. */
export function revertingBars(seed: number, count: number, persistence = 0.8): Bar[] {
  let log = 0;
  const returns = normals(seed, count - 1).map((z) => {
    const before = log;
    log = persistence * log + 0.01 * z;
    return log - before;
  });
  return barsOfReturns(returns);
}
