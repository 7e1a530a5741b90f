import { deflatedSharpe, expectedMaximumSharpe } from '../../numerics/deflated-sharpe.ts';
import { medianDeviation } from '../../numerics/median-deviation.ts';
import { minimumTrackRecord, probabilisticSharpe } from '../../numerics/probabilistic-sharpe.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { sampleShape } from '../../numerics/sample-shape.ts';
import { deflatedBest } from '../edge/deflated-sharpe-ratio.ts';
import { jarqueBera } from '../statistics/jarque-bera-normality.ts';
import type { Adapter } from './adapter.ts';
import { number, numbers } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';

function describeSample(given: ReferenceCase) {
  const sorted = Float64Array.from(numbers(given, 'x')).sort();
  const shape = sampleShape(sorted);
  const { count: n, kurtosis, mean, skewness, variance } = shape;
  const excess = kurtosis - 3;
  const statistic = jarqueBera(shape);
  return {
    n,
    mean,
    variancePop: variance,
    varianceSample: (variance * n) / (n - 1),
    skewBiased: skewness,
    kurtBiased: excess,
    skewUnbiased: (skewness * Math.sqrt(n * (n - 1))) / (n - 2),
    kurtUnbiased: ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6),
    min: sorted[0],
    max: sorted.at(-1),
    median: quantileOfSorted(sorted, 0.5),
    mad: medianDeviation(sorted),
    quantileLinear: (given.params['quantiles'] as number[]).map((p) => quantileOfSorted(sorted, p)),
    jarqueBera: statistic,
    jarqueBeraP: Math.exp(-statistic / 2),
  };
}

function psr(given: ReferenceCase) {
  const { count, kurtosis, mean, skewness, variance } = sampleShape(numbers(given, 'r'));
  const sharpe = mean / Math.sqrt((variance * count) / (count - 1));
  return {
    sr: sharpe,
    skew: skewness,
    kurtosis,
    ...psrOf({ sharpe, count, skewness, kurtosis }, number(given, 'benchmark'), number(given, 'alpha')),
  };
}

const psrOf = (measured: Parameters<typeof probabilisticSharpe>[0], benchmark: number, alpha: number) => ({
  psr: probabilisticSharpe(measured, benchmark),
  minTrl: minimumTrackRecord(measured, benchmark, alpha),
});

function dsr(given: ReferenceCase) {
  const trials = { trials: number(given, 'trials'), variance: number(given, 'varSr') };
  const measured = {
    sharpe: number(given, 'sr'),
    count: number(given, 'n'),
    skewness: number(given, 'skew'),
    kurtosis: number(given, 'kurtosis'),
  };
  return { expectedMaxSharpe: expectedMaximumSharpe(trials), dsr: deflatedSharpe(measured, trials) };
}

function dsrPanel(given: ReferenceCase) {
  const panel = Object.keys(given.inputs).map((name) => numbers(given, name));
  const best = deflatedBest(panel, panel.length);
  return (
    best && {
      best: best.place,
      sharpes: best.sharpes,
      varSr: best.variance,
      expectedMaxSharpe: best.expectedMaximum,
      dsr: best.probability,
    }
  );
}

export const momentAdapters: Readonly<Record<string, Adapter>> = {
  describe: describeSample,
  dsr,
  dsrPanel,
  psr,
  psrNumbers: (given) =>
    psrOf(
      {
        sharpe: number(given, 'sr'),
        count: number(given, 'n'),
        skewness: number(given, 'skew'),
        kurtosis: number(given, 'kurtosis'),
      },
      number(given, 'benchmark'),
      number(given, 'alpha'),
    ),
};
