import { correlation, correlationMatrix } from '../../numerics/correlation.ts';
import { normalQuantile } from '../../numerics/normal-distribution.ts';
import { RollingCovariance } from '../../numerics/rolling-covariance.ts';
import { RollingKendall } from '../../numerics/rolling-kendall.ts';
import { sampleCovariance } from '../../numerics/sample-covariance.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { studentTwoSided } from '../../numerics/tail-probabilities.ts';
import type { Adapter } from './adapter.ts';
import { number, numbers } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';

/** Twice the average ranks: as good in a correlation as the ranks themselves. */
function doubledRanks(values: readonly number[]): number[] {
  const window = new SortedWindow(values.length);
  for (const value of values) window.push(value);
  return values.map((value) => window.countBelow(value) + window.countNotAbove(value));
}

function rollingPearson(x: readonly number[], y: readonly number[], window: number): (number | undefined)[] {
  const covariance = new RollingCovariance(2, window);
  return x.map((each, i) => {
    covariance.push([each, y[i] ?? NaN]);
    if (!covariance.isFull) return undefined;
    return covariance.covariance(0, 1) / Math.sqrt(covariance.covariance(0, 0) * covariance.covariance(1, 1));
  });
}

function correlations(given: ReferenceCase) {
  const x = numbers(given, 'x');
  const y = numbers(given, 'y');
  const pearson = correlation(x, y);
  const freedom = x.length - 2;
  const kendall = new RollingKendall(x.length);
  x.forEach((each, i) => kendall.push(each, y[i] ?? NaN));
  const reach = normalQuantile(0.975) / Math.sqrt(x.length - 3);
  return {
    pearson,
    pearsonP: studentTwoSided(pearson * Math.sqrt(freedom / (1 - pearson * pearson)), freedom),
    spearman: correlation(doubledRanks(x), doubledRanks(y)),
    kendall: kendall.tau,
    covSample: sampleCovariance([x, y])[0]?.[1],
    fisherCi95: [-reach, reach].map((each) => Math.tanh(Math.atanh(pearson) + each)),
    rollingPearson: rollingPearson(x, y, number(given, 'window')),
  };
}

function matrixOf(given: ReferenceCase) {
  const matrix = correlationMatrix(Object.keys(given.inputs).map((name) => numbers(given, name)));
  const sizes = matrix?.flatMap((row, i) => [...row].filter((_, j) => j !== i).map(Math.abs)) ?? [];
  return { matrix: matrix?.map((row) => [...row]), maxOffDiagAbs: Math.max(...sizes) };
}

export const dependenceAdapters: Readonly<Record<string, Adapter>> = {
  correlation: correlations,
  correlationMatrix: matrixOf,
};
