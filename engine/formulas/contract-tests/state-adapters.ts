import { columnRegression, coefficientError } from '../../numerics/column-regression.ts';
import { CusumEvents } from '../../numerics/cusum-events.ts';
import {
  fitGaussianChain,
  gaussianForward,
  gaussianLogDensities,
} from '../../numerics/gaussian-hidden-markov.ts';
import { backwardPass, likeliestPath } from '../../numerics/hidden-markov.ts';
import { JOHANSEN_AT_5, johansenTest } from '../../numerics/johansen.ts';
import { kalmanFilter, kalmanSmoother, type StateSpace } from '../../numerics/kalman-filter.ts';
import { fitLocalLevel, steadyLevel } from '../../numerics/local-level.ts';
import { chainPower, expectedStay, stationaryShares, TransitionCounts } from '../../numerics/markov-chain.ts';
import { meanCusum } from '../../numerics/mean-cusum.ts';
import { ornsteinUhlenbeckFit } from '../../numerics/ornstein-uhlenbeck.ts';
import { PageCusum } from '../../numerics/page-cusum.ts';
import type { Adapter } from './adapter.ts';
import { number, numbers } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';

type Matrix = readonly (readonly number[])[];

/** A chain of two states with one normal number each, as a case states it. */
function chainOf(stated: Readonly<Record<string, unknown>>) {
  return {
    dimensions: 1,
    start: Float64Array.from(stated['startProb'] as number[]),
    transition: Float64Array.from((stated['transition'] as Matrix).flat()),
    means: Float64Array.from(stated['means'] as number[]),
    variances: Float64Array.from(stated['variances'] as number[]),
  };
}

function hmmFilter(given: ReferenceCase) {
  const chain = chainOf(given.params);
  const values = Float64Array.from(numbers(given, 'x'));
  const pass = gaussianForward(chain, values);
  const path = likeliestPath(chain, gaussianLogDensities(chain, values));
  const second = (rows: Float64Array) => Array.from(rows).filter((_, i) => i % 2 === 1);
  return {
    logLik: pass.logLikelihood,
    filtered1: second(pass.filtered),
    smoothed1: second(backwardPass(chain, pass).smoothed),
    viterbi: Array.from(path.states),
    viterbiLogProb: path.logProbability,
  };
}

function hmmFit(given: ReferenceCase) {
  const values = Float64Array.from(numbers(given, 'x'));
  const { chain, logLikelihood } = fitGaussianChain(
    chainOf(given.params['start'] as Readonly<Record<string, unknown>>),
    values,
    { mostRounds: 500, leastGain: 1e-7, varianceFloor: 1e-6, transitionFloor: 1e-6 },
  );
  const order = [0, 1].toSorted((a, b) => (chain.variances[a] ?? NaN) - (chain.variances[b] ?? NaN));
  const truth = given.beside?.['x']?.['state'];
  const path = likeliestPath(chain, gaussianLogDensities(chain, values)).states;
  return {
    logLik: logLikelihood,
    means: order.map((j) => chain.means[j]),
    variances: order.map((j) => chain.variances[j]),
    stay: order.map((j) => chain.transition[3 * j]),
    agreementWithTrueState:
      truth && path.filter((state, t) => order[state] === truth[t]).length / truth.length,
  };
}

function markovChain(given: ReferenceCase) {
  const count = number(given, 'k');
  const states = numbers(given, 'states');
  const counts = new TransitionCounts(count);
  states.slice(1).forEach((state, t) => counts.add(states[t] as number, state));
  const all = Array.from({ length: count }, (_, i) => i);
  const prob = counts.matrix();
  return {
    counts: all.map((i) => all.map((j) => counts.steps(i, j))),
    prob: prob.map((row) => (row.some(Number.isNaN) ? undefined : row)),
    laplace: counts.matrix(1),
    stationary: stationaryShares(prob),
    expectedDuration: all.map((i) => expectedStay(counts.probability(i, i))),
    prob3: chainPower(prob, 3),
  };
}

function pageTabular(given: ReferenceCase) {
  const cusum = new PageCusum(number(given, 'k'), Infinity);
  const sums = numbers(given, 'x').map((x) => {
    cusum.push((x - number(given, 'target')) / number(given, 'sd'));
    return { up: cusum.upper, down: cusum.lower };
  });
  const first = (side: 'up' | 'down') => {
    const found = sums.findIndex((each) => each[side] > number(given, 'h'));
    return found < 0 ? undefined : found;
  };
  return {
    up: sums.map(({ up }) => up),
    down: sums.map(({ down }) => down),
    firstAlarmUp: first('up'),
    firstAlarmDown: first('down'),
  };
}

function filterEvents(given: ReferenceCase) {
  const filter = new CusumEvents(number(given, 'h'));
  const events = numbers(given, 'x').flatMap((x, t) => (filter.push(x) === 0 ? [] : [t]));
  return { events, count: events.length };
}

function ouAr1(given: ReferenceCase) {
  const path = Float64Array.from(numbers(given, 'x'));
  const dt = number(given, 'dt');
  const line = columnRegression([path.subarray(0, -1)], path.subarray(1));
  if (line === undefined) return undefined;
  const b = line.coefficients[0] as number;
  const fit = ornsteinUhlenbeckFit(path);
  const sdResid = Math.sqrt(line.sumOfSquares / line.freedom);
  const stepSize = fit && Math.sqrt((2 * fit.speed) / (dt * (1 - b * b)));
  return {
    a: line.intercept,
    b,
    seB: coefficientError(line, 0),
    theta: fit && fit.speed / dt,
    mu: fit?.mean,
    halfLife: fit && (Math.LN2 * dt) / fit.speed,
    sdResid,
    sigma: stepSize && sdResid * stepSize,
    sigmaMle: stepSize && Math.sqrt(line.sumOfSquares / line.count) * stepSize,
    stationarySd: fit?.deviation,
  };
}

function johansen(given: ReferenceCase) {
  const series = ['y', 'x'].map((name) => Float64Array.from(numbers(given, name)));
  const found = johansenTest(series, number(given, 'kArDiff'));
  return {
    eigenvalues: found?.eigenvalues,
    trace: found?.trace,
    traceCrit95: [JOHANSEN_AT_5.trace[2], JOHANSEN_AT_5.trace[1]],
    maxEig: found?.mostEigenvalue,
    maxEigCrit95: [JOHANSEN_AT_5.mostEigenvalue[2], JOHANSEN_AT_5.mostEigenvalue[1]],
    beta: found?.weights,
  };
}

/** Filters and smooths a case; `of` picks one state of either. */
function filtered(given: ReferenceCase, space: StateSpace, mean: readonly number[], covariance: Matrix) {
  const { logLikelihood, steps } = kalmanFilter(space, { mean, covariance }, numbers(given, 'y'));
  const smoothed = kalmanSmoother(space, steps);
  return {
    logLik: logLikelihood,
    steps,
    filteredState: (i: number) => steps.map((step) => step.filtered.mean[i]),
    filteredVar: (i: number) => steps.map((step) => step.filtered.covariance[i]?.[i]),
    smoothedState: (i: number) => smoothed.map((each) => each.mean[i]),
    smoothedVar: (i: number) => smoothed.map((each) => each.covariance[i]?.[i]),
  };
}

function localLevel(given: ReferenceCase) {
  const space = { T: [[1]], Q: [[number(given, 'levelVar')]], Z: [1], R: number(given, 'obsVar') };
  const found = filtered(given, space, [number(given, 'a0')], [[number(given, 'P0')]]);
  return {
    logLik: found.logLik,
    filtered: found.filteredState(0),
    filteredVar: found.filteredVar(0),
    predicted: found.steps.map(({ predicted }) => predicted.mean[0]),
    innovation: found.steps.map(({ innovation }) => innovation),
    innovationVar: found.steps.map(({ innovationVariance }) => innovationVariance),
    smoothed: found.smoothedState(0),
    smoothedVar: found.smoothedVar(0),
  };
}

function localLinearTrend(given: ReferenceCase) {
  const [level, slope] = [number(given, 'levelVar'), number(given, 'slopeVar')];
  const T = [
    [1, 1],
    [0, 1],
  ];
  const space = {
    T,
    Q: [
      [level, 0],
      [0, slope],
    ],
    Z: [1, 0],
    R: number(given, 'obsVar'),
  };
  const found = filtered(given, space, given.params['a0'] as number[], given.params['P0'] as Matrix);
  return {
    logLik: found.logLik,
    filteredLevel: found.filteredState(0),
    filteredSlope: found.filteredState(1),
    filteredLevelVar: found.filteredVar(0),
    filteredSlopeVar: found.filteredVar(1),
    smoothedLevel: found.smoothedState(0),
    smoothedSlope: found.smoothedState(1),
  };
}

function constantAcceleration(given: ReferenceCase) {
  const [dt, q] = [number(given, 'dt'), number(given, 'q')];
  const T = [
    [1, dt, dt ** 2 / 2],
    [0, 1, dt],
    [0, 0, 1],
  ];
  const Q = [
    [dt ** 5 / 20, dt ** 4 / 8, dt ** 3 / 6],
    [dt ** 4 / 8, dt ** 3 / 3, dt ** 2 / 2],
    [dt ** 3 / 6, dt ** 2 / 2, dt],
  ].map((row) => row.map((each) => q * each));
  const space = { T, Q, Z: [1, 0, 0], R: number(given, 'obsVar') };
  const found = filtered(given, space, given.params['a0'] as number[], given.params['P0'] as Matrix);
  return {
    logLik: found.logLik,
    position: found.filteredState(0),
    velocity: found.filteredState(1),
    acceleration: found.filteredState(2),
    positionVar: found.filteredVar(0),
    smoothedPosition: found.smoothedState(0),
  };
}

function steadyState(given: ReferenceCase) {
  const variances = { noiseVariance: number(given, 'obsVar'), levelVariance: number(given, 'levelVar') };
  const { gain, predictedVariance } = steadyLevel(variances);
  return { predictedVar: predictedVariance, gain };
}

function localLevelMle(given: ReferenceCase) {
  const found = fitLocalLevel(Float64Array.from(numbers(given, 'y')));
  return { obsVar: found?.noiseVariance, levelVar: found?.levelVariance };
}

export const stateAdapters: Readonly<Record<string, Adapter>> = {
  hmmFilter,
  hmmFit,
  markovChain,
  pageTabular,
  filterEvents,
  olsCusum: (given) => ({ ...meanCusum(numbers(given, 'x')) }),
  ouAr1,
  johansen,
  localLevel,
  localLinearTrend,
  constantAcceleration,
  localLevelSteadyState: steadyState,
  localLevelMle,
};
