import { describe, expect, it } from 'vitest';
import { GrangerCausality } from './granger-causality.ts';
import { laggedColumns } from './lagged-columns.ts';
import { Mulberry32 } from './mulberry32.ts';
import { nextOfAutoregression, VectorAutoregressions } from './vector-autoregression.ts';

const normals = (seed: number, count: number): Float64Array => {
  const random = new Mulberry32(seed);
  return Float64Array.from({ length: count }, () => random.normal());
};

const grangerTest = (y: Float64Array, x: Float64Array, lags: number) =>
  new GrangerCausality(y.length, lags).test(y, x);

const modelOf = (series: readonly Float64Array[], lags: number) => {
  const autoregressions = new VectorAutoregressions(series.length, series[0]?.length ?? 0, lags);
  series.forEach((values, i) => autoregressions.series[i]?.set(values));
  return autoregressions.fit();
};

describe('lagged columns', () => {
  it('stand beside the rows they come before', () => {
    expect(laggedColumns(Float64Array.of(1, 2, 3, 4, 5), 2).map((each) => [...each])).toEqual([
      [2, 3, 4],
      [1, 2, 3],
    ]);
    expect(laggedColumns(Float64Array.of(1, 2, 3, 4, 5), 1, 3).map((each) => [...each])).toEqual([[3, 4]]);
  });
});

describe('the test of Granger', () => {
  it('gives the F of statsmodels grangercausalitytests(maxlag=[2])', () => {
    expect(grangerTest(normals(2, 60), normals(1, 60), 2)?.f).toBeCloseTo(2.20341856799, 9);
  });

  it('sees who leads', () => {
    const leader = normals(21, 200);
    const noise = normals(22, 200);
    const follower = leader.map((_, t) => 0.8 * (leader[t - 1] ?? 0) + 0.3 * (noise[t] ?? 0));
    expect(grangerTest(follower, leader, 2)?.probability).toBeLessThan(1e-12);
    expect(grangerTest(leader, follower, 2)?.probability).toBeGreaterThan(0.01);
  });

  it('keeps nothing of the series before in the memory it uses again', () => {
    const causality = new GrangerCausality(60, 2);
    for (const seed of [3, 5, 7]) {
      const [y, x] = [normals(seed, 60), normals(seed + 1, 60)];
      expect(causality.test(y, x)).toEqual(grangerTest(y, x, 2));
    }
  });

  it('has no answer of a series that never moves', () => {
    expect(grangerTest(new Float64Array(50), normals(1, 50), 2)).toBeUndefined();
    expect(grangerTest(normals(1, 50), new Float64Array(50), 2)).toBeUndefined();
  });
});

describe('a vector autoregression', () => {
  const a = [
    [
      [0.5, 0.2],
      [0, -0.3],
    ],
    [
      [0.1, 0],
      [0.25, 0.1],
    ],
  ];
  const noise = [normals(31, 4000), normals(32, 4000)];
  const series = noise.map((each) => Float64Array.from(each));
  for (let t = 2; t < 4000; t += 1) {
    for (const i of [0, 1]) {
      const past = a.flatMap((lag, k) =>
        [0, 1].map((j) => (lag[i]?.[j] ?? 0) * (series[j]?.[t - 1 - k] ?? 0)),
      );
      (series[i] as Float64Array)[t] = 1 + past.reduce((sum, each) => sum + each, 0) + (noise[i]?.[t] ?? 0);
    }
  }
  const fit = modelOf(series, 2);

  it('finds again how its series were made', () => {
    a.forEach((lag, k) =>
      lag.forEach((row, i) =>
        row.forEach((each, j) => {
          expect(Math.abs((fit?.coefficients[k]?.[i]?.[j] ?? NaN) - each)).toBeLessThan(0.05);
        }),
      ),
    );
    expect(Math.abs((fit?.intercepts[0] ?? NaN) - 1)).toBeLessThan(0.1);
    expect(Math.abs((fit?.covariance[0]?.[0] ?? NaN) - 1)).toBeLessThan(0.05);
    expect(Math.abs(fit?.covariance[0]?.[1] ?? NaN)).toBeLessThan(0.05);
    expect(fit).toMatchObject({ count: 3998, freedom: 3993 });
  });

  it('leaves of the last row what its forecast of that row misses', () => {
    if (fit === undefined) throw new Error('the fit exists');
    const before = series.map((values) => values.subarray(0, -1));
    const next = nextOfAutoregression(fit, before);
    expect((series[1]?.[3999] ?? 0) - (next[1] ?? 0)).toBeCloseTo(fit.residuals[1]?.[3997] ?? NaN, 11);
  });

  it('does not exist of series that depend on each other', () => {
    const [first = new Float64Array()] = series;
    expect(modelOf([first, first.map((each) => 2 * each)], 1)).toBeUndefined();
  });

  it('keeps nothing of the series before in the memory it uses again', () => {
    const autoregressions = new VectorAutoregressions(2, 100, 2);
    for (const from of [0, 500, 1000]) {
      const parts = series.map((values) => values.subarray(from, from + 100));
      parts.forEach((values, i) => autoregressions.series[i]?.set(values));
      expect(autoregressions.fit()).toEqual(modelOf(parts, 2));
    }
  });
});
