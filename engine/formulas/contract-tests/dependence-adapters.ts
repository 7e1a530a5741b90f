import { backtestOverfitting } from '../../numerics/backtest-overfitting.ts';
import { correlation, correlationMatrix } from '../../numerics/correlation.ts';
import { ledoitWolf } from '../../numerics/ledoit-wolf.ts';
import { normalQuantile } from '../../numerics/normal-distribution.ts';
import { RollingCovariance } from '../../numerics/rolling-covariance.ts';
import { RollingKendall } from '../../numerics/rolling-kendall.ts';
import { sampleCovariance } from '../../numerics/sample-covariance.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { studentTwoSided } from '../../numerics/tail-probabilities.ts';
import { exponentialVariance } from '../sizing/riskmetrics-value-at-risk.ts';
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

const columnsOf = (given: ReferenceCase): number[][] =>
  Object.keys(given.inputs).map((name) => numbers(given, name));

function matrixOf(given: ReferenceCase) {
  const matrix = correlationMatrix(columnsOf(given));
  const sizes = matrix?.flatMap((row, i) => [...row].filter((_, j) => j !== i).map(Math.abs)) ?? [];
  return { matrix: matrix?.map((row) => [...row]), maxOffDiagAbs: Math.max(...sizes) };
}

/** A covariance is a quarter of the variance of the sum less that of the difference. */
function exponentialCovariance(given: ReferenceCase) {
  const x = numbers(given, 'x');
  const y = numbers(given, 'y');
  const varianceOf = (values: readonly number[]) => values.map(exponentialVariance(number(given, 'lambda')));
  const sum = varianceOf(x.map((each, i) => each + (y[i] ?? NaN)));
  const difference = varianceOf(x.map((each, i) => each - (y[i] ?? NaN)));
  const cov = sum.map((each, i) => (each - (difference[i] ?? NaN)) / 4);
  const [ofX, ofY] = [varianceOf(x), varianceOf(y)];
  return { cov, corr: cov.map((each, i) => each / Math.sqrt((ofX[i] ?? NaN) * (ofY[i] ?? NaN))) };
}

function shrunkCovariance(given: ReferenceCase) {
  const { matrix, shrinkage } = ledoitWolf(columnsOf(given));
  return { shrinkage, diag: matrix.map((row, i) => row[i]), offDiag01: matrix[0]?.[1] };
}

function crossValidation(given: ReferenceCase) {
  const found = backtestOverfitting(columnsOf(given), number(given, 'blocks'));
  if (found === undefined) return undefined;
  const { logits, probability, probabilityOfLoss } = found;
  return {
    combinations: logits.length,
    pbo: probability,
    probLoss: probabilityOfLoss,
    meanLogit: logits.reduce((sum, each) => sum + each, 0) / logits.length,
    sortedLogits: logits.toSorted((a, b) => a - b),
  };
}

export const dependenceAdapters: Readonly<Record<string, Adapter>> = {
  correlation: correlations,
  correlationMatrix: matrixOf,
  cscv: crossValidation,
  ewmaCov: exponentialCovariance,
  ledoitWolf: shrunkCovariance,
};
