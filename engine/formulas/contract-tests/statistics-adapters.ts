import { BetaPosterior } from '../../numerics/beta-posterior.ts';
import { betaQuantile, regularizedBeta } from '../../numerics/beta-function.ts';
import { binomialTest } from '../../numerics/binomial-test.ts';
import { logGamma, lowerGamma } from '../../numerics/gamma-function.ts';
import { neweyWestErrors } from '../../numerics/newey-west.ts';
import { logisticRegression } from '../../numerics/logistic-regression.ts';
import { normalCdf, normalQuantile } from '../../numerics/normal-distribution.ts';
import { optimalBlockLength } from '../../numerics/optimal-block-length.ts';
import { classicErrors, ordinaryLeastSquares } from '../../numerics/ordinary-least-squares.ts';
import { Random } from '../../numerics/random.ts';
import { RollingRegression } from '../../numerics/rolling-regression.ts';
import { blockIndices, stationaryBootstrapInterval } from '../../numerics/stationary-bootstrap.ts';
import { chiSquaredTail, fTail, studentCdf, studentTwoSided } from '../../numerics/tail-probabilities.ts';
import { exactInterval, type Interval, wilsonInterval } from '../../numerics/wilson.ts';
import type { Adapter } from './adapter.ts';
import { number, numbers } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';

const pair = (interval: Interval | undefined) => interval && [interval.low, interval.high];

/** Applies a function of several arguments place by place to the named inputs. */
function each(
  given: ReferenceCase,
  names: readonly string[],
  value: (...args: number[]) => number,
): number[] {
  const lists = names.map((name) => numbers(given, name));
  return (lists[0] ?? []).map((_, i) => value(...lists.map((list) => list[i] ?? NaN)));
}

function ols(given: ReferenceCase) {
  const y = numbers(given, 'y');
  const columns = Object.keys(given.inputs)
    .filter((name) => name.startsWith('x'))
    .map((name) => numbers(given, name));
  const rows = y.map((_, i) => [1, ...columns.map((column) => column[i] ?? NaN)]);
  const fit = ordinaryLeastSquares(rows, y);
  if (fit === undefined || fit.rSquared === undefined) return undefined;
  const freedom = fit.count - fit.columns;
  const se = classicErrors(fit);
  const t = fit.coefficients.map((coefficient, i) => coefficient / (se[i] ?? NaN));
  const steps = fit.residuals.slice(1).map((residual, i) => (residual - (fit.residuals[i] ?? NaN)) ** 2);
  return {
    coef: fit.coefficients,
    se,
    t,
    p: t.map((value) => studentTwoSided(value, freedom)),
    r2: fit.rSquared,
    adjR2: 1 - ((1 - fit.rSquared) * (fit.count - 1)) / freedom,
    sigma: Math.sqrt(fit.sumOfSquares / freedom),
    // White's errors are those of Newey and West without lags, here with the small-sample factor.
    seHc1: neweyWestErrors(fit, rows, 0).map((error) => error * Math.sqrt(fit.count / freedom)),
    seHac: neweyWestErrors(fit, rows, given.params['hacLags'] === undefined ? 0 : number(given, 'hacLags')),
    durbinWatson: steps.reduce((sum, step) => sum + step, 0) / fit.sumOfSquares,
  };
}

function rollingOls(given: ReferenceCase) {
  const line = new RollingRegression(number(given, 'window'), 0);
  const y = numbers(given, 'y');
  const fits = numbers(given, 'x').map((x, i) => {
    line.push(x, y[i] ?? NaN);
    return line.isFull ? line.fit() : undefined;
  });
  return {
    alpha: fits.map((fit) => fit?.intercept),
    beta: fits.map((fit) => fit?.slope),
    r2: fits.map((fit) => fit?.rSquared),
  };
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

function sharpe(values: ArrayLike<number>): number {
  const center = mean(values);
  const squares = Array.from(values).reduce((sum, value) => sum + (value - center) ** 2, 0);
  return center / Math.sqrt(squares / (values.length - 1));
}

function bootstrap(given: ReferenceCase) {
  const statistic = { mean, sharpe }[String(given.params['statistic'])];
  if (statistic === undefined) return undefined;
  const values = numbers(given, 'x');
  const interval = stationaryBootstrapInterval(values, statistic, {
    random: new Random(1),
    meanBlock: number(given, 'block'),
    resamples: number(given, 'reps'),
    confidence: number(given, 'confidence'),
  });
  return { estimate: statistic(values), lower: interval?.low, upper: interval?.high };
}

function betaBinomial(given: ReferenceCase) {
  const wins = number(given, 'wins');
  const prior = new BetaPosterior(number(given, 'priorA'), number(given, 'priorB'));
  const posterior = prior.after(wins, number(given, 'n') - wins);
  return {
    alpha: posterior.alpha,
    beta: posterior.beta,
    mean: posterior.mean,
    mode: posterior.mode,
    sd: posterior.standardDeviation,
    credible95: pair(posterior.credible()),
    probAbove50: posterior.probabilityAbove(0.5),
    probAbove60: posterior.probabilityAbove(0.6),
  };
}

function winRateIntervals(given: ReferenceCase) {
  const [wins, count] = [number(given, 'wins'), number(given, 'n')];
  const test = binomialTest(wins, count, number(given, 'p0'));
  return {
    wilson95: pair(wilsonInterval(wins, count)),
    clopperPearson95: pair(exactInterval(wins, count)),
    pGreater: test.atLeast,
    pTwoSided: test.twoSided,
  };
}

function logistic(given: ReferenceCase) {
  const columns = Object.keys(given.inputs)
    .filter((name) => name !== 'y')
    .map((name) => numbers(given, name));
  const y = numbers(given, 'y');
  const rows = y.map((_, i) => columns.map((column) => column[i] ?? NaN));
  const fit = logisticRegression(rows, y, 0);
  return { coef: fit?.coefficients, se: fit?.errors, logLik: fit?.logLikelihood };
}

export const statisticsAdapters: Readonly<Record<string, Adapter>> = {
  ols,
  rollingOls,
  logistic,
  stationaryBootstrapCi: bootstrap,
  optimalBlockLength: (given) => ({ ...optimalBlockLength(numbers(given, 'x')) }),
  resampleIndices: (given) => ({
    indices: blockIndices(
      number(given, 'n'),
      given.params['starts'] as number[],
      given.params['lengths'] as number[],
    ),
  }),
  betaBinomial,
  winRateIntervals,
  normCdf: (given) => ({ y: each(given, ['x'], normalCdf) }),
  normPpf: (given) => ({ x: each(given, ['p'], normalQuantile) }),
  tCdf: (given) => ({ y: each(given, ['x', 'df'], studentCdf) }),
  chi2Sf: (given) => ({ y: each(given, ['x', 'df'], chiSquaredTail) }),
  fSf: (given) => ({ y: each(given, ['x', 'd1', 'd2'], fTail) }),
  betaReg: (given) => ({ y: each(given, ['x', 'a', 'b'], regularizedBeta) }),
  betaPpf: (given) => ({ x: each(given, ['p', 'a', 'b'], betaQuantile) }),
  gammaP: (given) => ({ y: each(given, ['a', 'x'], lowerGamma), lgamma: each(given, ['a'], logGamma) }),
};
