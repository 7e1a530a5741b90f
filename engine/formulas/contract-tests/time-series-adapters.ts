import { autocorrelations, levinsonDurbin, ljungBox } from '../../numerics/autocorrelation.ts';
import { BackwardDifferences } from '../../numerics/backward-differences.ts';
import { columnRegression } from '../../numerics/column-regression.ts';
import {
  detrendedFluctuations,
  fluctuationExponent,
  profileOf,
} from '../../numerics/detrended-fluctuation.ts';
import {
  customaryDickeyFullerLags,
  type Deterministic,
  dickeyFullerTest,
  dickeyFullerTestByAic,
} from '../../numerics/dickey-fuller.ts';
import { engleGrangerTest } from '../../numerics/engle-granger.ts';
import { automaticKpssLags, kpssTest } from '../../numerics/kpss.ts';
import { laggedColumns } from '../../numerics/lagged-columns.ts';
import {
  cointegrationCriticalValues,
  noCointegrationProbability,
  unitRootCriticalValues,
  unitRootProbability,
} from '../../numerics/mackinnon.ts';
import { normalCdf, normalQuantile } from '../../numerics/normal-distribution.ts';
import { ornsteinUhlenbeckFit } from '../../numerics/ornstein-uhlenbeck.ts';
import { chiSquaredTail } from '../../numerics/tail-probabilities.ts';
import { varianceRatio } from '../../numerics/variance-ratio.ts';
import { garchStep } from '../volatility/garch-11.ts';
import { variancePath } from '../volatility/conditional-variance.ts';
import type { Adapter } from './adapter.ts';
import { number, numbers } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';

const column = (given: ReferenceCase, name: string) => Float64Array.from(numbers(given, name));
const lagsOf = (given: ReferenceCase) => given.params['lags'] as number[];

function acf(given: ReferenceCase) {
  const x = column(given, 'x');
  const found = autocorrelations(x, number(given, 'nlags'));
  let sum = 0;
  const bartlettSe = [0];
  found.slice(1).forEach((each) => {
    bartlettSe.push(Math.sqrt((1 + 2 * sum) / x.length));
    sum += each * each;
  });
  return {
    acf: [...found],
    pacfLd: [1, ...levinsonDurbin(found).partial],
    whiteNoiseBand: normalQuantile(0.975) / Math.sqrt(x.length),
    bartlettSe,
  };
}

/** The last coefficient of a regression on one lag, on two, and so on. */
function pacfOls(given: ReferenceCase) {
  const x = column(given, 'x');
  const lags = Array.from({ length: number(given, 'nlags') }, (_, i) => i + 1);
  const last = lags.map((lag) =>
    columnRegression(laggedColumns(x, lag), x.subarray(lag))?.coefficients.at(-1),
  );
  return { pacf: [1, ...last] };
}

function portmanteau(x: Float64Array, lags: readonly number[], modelDf: number) {
  const found = autocorrelations(x, Math.max(...lags));
  const q = lags.map((lag) => ljungBox(found.subarray(0, lag + 1), x.length));
  const boxPierceQ = lags.map(
    (lag) => x.length * found.subarray(1, lag + 1).reduce((sum, each) => sum + each * each, 0),
  );
  const tails = (statistics: readonly number[]) =>
    statistics.map((each, i) => chiSquaredTail(each, (lags[i] ?? NaN) - modelDf));
  return { q, p: tails(q), boxPierceQ, boxPierceP: tails(boxPierceQ) };
}

function adf(given: ReferenceCase) {
  const x = column(given, 'x');
  const kind = ({ n: 'none', c: 'constant', ct: 'trend' } as const)[String(given.params['regression'])];
  if (kind === undefined) return undefined;
  const most =
    given.params['maxlag'] === null ? customaryDickeyFullerLags(x.length, kind) : number(given, 'maxlag');
  const test = (given.params['autolag'] === 'AIC' ? dickeyFullerTestByAic : dickeyFullerTest)(x, most, kind);
  return (
    test && {
      statistic: test.tau,
      usedLag: test.lags,
      nobs: test.count,
      p: unitRootProbability(test.tau, kind),
      ...critical(unitRootCriticalValues(test.count, kind)),
    }
  );
}

const critical = ({ at1, at10, at5 }: { at1: number; at5: number; at10: number }) => ({
  crit1: at1,
  crit5: at5,
  crit10: at10,
});

function kpss(given: ReferenceCase) {
  const x = column(given, 'x');
  const around = given.params['regression'] === 'ct' ? 'line' : 'mean';
  const lags = given.params['lags'] === 'auto' ? automaticKpssLags(x, around) : number(given, 'lags');
  const test = kpssTest(x, lags, around);
  return { statistic: test?.eta, p: test?.probability, lags };
}

function engleGranger(given: ReferenceCase) {
  const [y, x] = [column(given, 'y'), column(given, 'x')];
  const kind: Deterministic = 'constant';
  const found = engleGrangerTest(y, x, customaryDickeyFullerLags(y.length, kind), true);
  if (found === undefined) return undefined;
  const fit = ornsteinUhlenbeckFit(found.residuals);
  return {
    alpha: found.intercept,
    beta: found.slope,
    statistic: found.test.tau,
    usedLag: found.test.lags,
    p: noCointegrationProbability(found.test.tau),
    ...critical(cointegrationCriticalValues(y.length - 1)),
    spreadHalfLife: Math.LN2 / (fit?.speed ?? NaN),
  };
}

function varianceRatios(given: ReferenceCase) {
  const path = column(given, 'logPrice');
  const twoSided = (z: number) => 2 * normalCdf(-Math.abs(z));
  const rows = (given.params['q'] as number[]).map((q) => {
    const found = varianceRatio(path, q, given.params['debiased'] === true);
    const [plain, robust] = [found?.plainZ ?? NaN, found?.z ?? NaN];
    return {
      q,
      vr: found?.ratio,
      zHomo: plain,
      pHomo: twoSided(plain),
      zHetero: robust,
      pHetero: twoSided(robust),
    };
  });
  return { rows };
}

function backwardDifference(given: ReferenceCase) {
  const dt = number(given, 'dt');
  const table = new BackwardDifferences(4);
  const rows = numbers(given, 'x').map((each) => {
    table.push(each);
    return [1, 2, 3, 4].map((order) => table.at(order) / dt ** order);
  });
  const [velocity, acceleration, jerk, snap] = [0, 1, 2, 3].map((i) => rows.map((row) => row[i]));
  return { velocity, acceleration, jerk, snap };
}

function garchFilter(given: ReferenceCase) {
  const omega = number(given, 'omega');
  const [alpha, beta] = [number(given, 'alpha'), number(given, 'beta')];
  const innovations = numbers(given, 'r').map((each) => each - number(given, 'mu'));
  const first = omega + (alpha + beta) * number(given, 'backcast');
  const path = variancePath(garchStep, [omega, alpha, beta], innovations, first);
  let forecast = path.next;
  const forecast5 = [0, 1, 2, 3, 4].map((ahead) => {
    forecast = ahead === 0 ? path.next : omega + (alpha + beta) * forecast;
    return forecast;
  });
  return {
    variance: path.variances,
    logLik: path.logLikelihood,
    longRunVar: omega / (1 - alpha - beta),
    forecast5,
  };
}

export const timeSeriesAdapters: Readonly<Record<string, Adapter>> = {
  acf,
  pacfOls,
  ljungBox: (given) => portmanteau(column(given, 'x'), lagsOf(given), number(given, 'modelDf')),
  ljungBoxSquared: (given) => {
    const x = column(given, 'x');
    const mean = x.reduce((sum, each) => sum + each, 0) / x.length;
    const squares = x.map((each) => (each - mean) ** 2);
    return portmanteau(squares, lagsOf(given), 0);
  },
  adf,
  kpss,
  engleGranger,
  varianceRatio: varianceRatios,
  backwardDifference,
  garchFilter,
  dfa1: (given) => {
    const sizes = given.params['windows'] as number[];
    const fluctuation = detrendedFluctuations(profileOf(numbers(given, 'x')), sizes);
    return { alpha: fluctuationExponent(sizes, fluctuation), fluctuation };
  },
};
