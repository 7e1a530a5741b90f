import { describe, expect, it } from 'vitest';
import { stationaryFirst } from '../../numerics/markov-switching.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { gaussianHmm } from './gaussian-hmm.ts';
import { hmmModelOf, logRange } from './gaussian-hmm-fit.ts';
import { expectedSharpe, hamiltonMarkovSwitching, switchingLikelihood } from './hamilton-markov-switching.ts';
import { expectedVariance, markovSwitchingGarch, switchingGarchStep } from './markov-switching-garch.ts';

/** Returns that are calm for `length` bars, then five times as wild, in turns. */
const turns = (seed: number, count: number, length: number, drift = 0): number[] =>
  normals(seed, count).map((z, i) => {
    const isWild = Math.floor(i / length) % 2 === 1;
    return isWild ? 0.005 * z : drift + 0.001 * z;
  });

describe('hidden states told from returns and ranges', () => {
  it('takes a bar that stands still as one of a millionth', () => {
    expect(logRange({ high: 5, low: 5, close: 5 })).toBeCloseTo(Math.log(1e-6), 12);
  });

  it('numbers the states by their range and finds them again', () => {
    const params = { ...gaussianHmm.defaults, K: 2, n: 400 };
    const run = gaussianHmm.start(params);
    barsOfReturns(turns(1, 350, 50)).forEach(run);
    // The last fifty bars were calm.
    expect(readingOf(run, 'state')).toBe(0);
    expect(readingOf(run, 'gate')).toBe(1);
    // Without a drift to speak of, reversion keeps its gate and trend gives half of it.
    expect([readingOf(run, 'trendGate'), readingOf(run, 'reversionGate')]).toEqual([0.5, 1]);
    const wild = gaussianHmm.start(params);
    barsOfReturns(turns(1, 290, 50)).forEach(wild);
    expect(readingOf(wild, 'state')).toBe(1);
    expect([readingOf(wild, 'gate'), readingOf(wild, 'trendGate')]).toEqual([0.5, 0.5]);
  });

  it('opens to trend formulas where the state of the market drifts', () => {
    const run = gaussianHmm.start({ ...gaussianHmm.defaults, K: 2, n: 400 });
    barsOfReturns(turns(1, 350, 50, 0.0015)).forEach(run);
    expect([readingOf(run, 'trendGate'), readingOf(run, 'reversionGate')]).toEqual([1, 0.5]);
    expect(readingOf(run, 'meanReturn')).toBeCloseTo(0.0015, 3);
  });

  it('has probabilities of every state at the end of a fit', () => {
    const returns = Float64Array.from(turns(2, 300, 50));
    const ranges = returns.map((each) => Math.log(Math.abs(each) + 1e-6));
    const numbers = gaussianHmm.fit?.({ params: { K: 3 }, data: { returns, ranges } }) ?? [];
    const { chain, filtered } = hmmModelOf(numbers, 3);
    expect(filtered.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
    const [, r0 = 0, , r1 = 0, , r2 = 0] = chain.means;
    expect(r0 < r1 && r1 < r2).toBe(true);
  });

  it('has no model of prices that do not move', () => {
    expect(
      gaussianHmm.fit?.({
        params: { K: 2 },
        data: { returns: new Float64Array(50), ranges: new Float64Array(50) },
      }),
    ).toBeUndefined();
  });
});

describe('two states of the mean', () => {
  it('have the likelihood of the catalogue check', () => {
    const states = { means: [0.2, -0.4], variances: [0.25, 2], stay: [0.9, 0.8] } as const;
    const found = switchingLikelihood([0.3, -0.2, 1.5, -2, 0.1], states);
    expect(found.logLikelihood).toBeCloseTo(-8.06869770204, 9);
    expect(found.filtered).toBeCloseTo(0.42503912937, 9);
    expect(expectedSharpe(states, 0.5)).toBeCloseTo(-0.1 / Math.sqrt(1.125), 12);
  });

  it('lean with the state in force', () => {
    const run = hamiltonMarkovSwitching.start({ n: 300, k: 100 });
    const values = barsOfReturns(turns(3, 350, 50, 0.001)).map(run);
    expect(values[300]).toBeUndefined();
    expect(values[301]).toBeDefined();
    expect(readingOf(run, 'calm')).toBeGreaterThan(0.9);
    expect(values.at(-1)).toBeGreaterThan(0.3);
    expect(readingOf(run, 'signal')).toBeGreaterThan(0.9);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.5);
  });

  it('have no model of prices that do not move', () => {
    expect(
      hamiltonMarkovSwitching.fit?.({ params: {}, data: { returns: new Float64Array(50) } }),
    ).toBeUndefined();
  });
});

describe('two states of the variance', () => {
  const theta = {
    garch: [
      [0.02, 0.03, 0.9],
      [0.2, 0.15, 0.7],
    ],
    stay: [0.95, 0.9],
  } as const;

  it('have the numbers of the catalogue check', () => {
    let state = switchingGarchStep(
      0.5,
      { first: 0.7, variances: [0.5, 2], filtered: 0.7, logDensity: 0 },
      theta,
    );
    let logLikelihood = state.logDensity;
    for (const each of [-2, 1]) {
      state = switchingGarchStep(each, state, theta);
      logLikelihood += state.logDensity;
    }
    expect(logLikelihood).toBeCloseTo(-6.05593298202, 9);
    expect(state.filtered).toBeCloseTo(0.309034231463, 9);
    expect(state.variances[0]).toBeCloseTo(0.562775, 9);
    expect(state.variances[1]).toBeCloseTo(1.712375, 9);
    expect(expectedVariance(state)).toBeCloseTo(1.29543911038, 9);
  });

  it('size down in turbulence, by volatility and once more', () => {
    const params = { ...markovSwitchingGarch.defaults, n: 500 };
    const calm = markovSwitchingGarch.start(params);
    barsOfReturns(turns(4, 350, 50)).forEach(calm);
    const wild = markovSwitchingGarch.start(params);
    const value =
      barsOfReturns(turns(4, 400, 50))
        .map(wild)
        .at(-1) ?? 0;
    expect(readingOf(wild, 'turbulent')).toBeGreaterThan(readingOf(calm, 'turbulent'));
    expect(value).toBeGreaterThan(0.002);
    expect(readingOf(wild, 'scale')).toBeLessThan(readingOf(calm, 'scale'));
    // 525,600 minutes a year.
    const byVolatility = Math.min(1, 0.4 / (value * Math.sqrt(525_600)));
    expect(readingOf(wild, 'scale')).toBeCloseTo(byVolatility * (1 - 0.4 * readingOf(wild, 'turbulent')), 12);
    expect(stationaryFirst([0.95, 0.9])).toBeCloseTo(2 / 3, 12);
  });
});

const inputs = walkBars(101, 60);
describeFormulaContract(gaussianHmm, { K: 2, n: 40, k: 20, pmin: 0.8 }, inputs);
describeFormulaContract(hamiltonMarkovSwitching, { n: 30, k: 20 }, inputs);
describeFormulaContract(markovSwitchingGarch, { n: 40, k: 20, target: 0.4 }, inputs);
