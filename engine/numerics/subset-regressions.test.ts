import { describe, expect, it } from 'vitest';
import { subsetRegressions } from './subset-regressions.ts';

const columns = [
  [0.1, 0.4, -0.2, 0.3, -0.5, 0.2],
  [0.5, -0.3, 0.2, 0.1, -0.2, -0.4],
  [-0.2, 0.1, 0.3, -0.4, 0.2, 0],
].map((each) => Float64Array.from(each));
const y = Float64Array.of(0.1, 0.05, -0.1, 0.2, -0.15, 0);

describe('regressions on all subsets', () => {
  it('forecast what the formula catalogue says', () => {
    // Three pairs, at 0.3, 0.2 and -0.1: 392.
    const x = [0.3, 0.2, -0.1];
    const forecasts = subsetRegressions(columns, y, 2).map(({ coefficients, columns: chosen, intercept }) =>
      chosen.reduce((sum, i, place) => sum + (coefficients[place] ?? NaN) * (x[i] ?? NaN), intercept),
    );
    [0.129538675681, 0.0906111545478, 0.0616879459256].forEach((each, i) =>
      expect(forecasts[i]).toBeCloseTo(each, 11),
    );
  });

  it('find a line again in every subset that holds its column', () => {
    const line = (columns[0] as Float64Array).map((each) => 3 + 2 * each);
    const found = subsetRegressions(columns, line, 2).filter(({ columns: chosen }) => chosen.includes(0));
    expect(found).toHaveLength(2);
    for (const { coefficients, intercept } of found) {
      expect(intercept).toBeCloseTo(3, 12);
      expect(coefficients[0]).toBeCloseTo(2, 12);
      expect(coefficients[1]).toBeCloseTo(0, 12);
    }
  });

  it('leave out columns that stand still and subsets that are one', () => {
    const still = new Float64Array(6).fill(7);
    const twice = (columns[1] as Float64Array).map((each) => 2 * each);
    const found = subsetRegressions([...columns, still, twice], y, 2);
    // Six pairs of four moving columns, less the one of a column and its double.
    expect(found.map(({ columns: chosen }) => chosen.join())).toEqual(['0,1', '0,2', '0,4', '1,2', '2,4']);
    expect(subsetRegressions([still], y, 1)).toEqual([]);
  });
});
