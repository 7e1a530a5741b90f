import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bayesianOnlineChangepoint } from './bayesian-online-changepoint.ts';
import { brownDurbinEvansCusum, cusumExcess } from './brown-durbin-evans-cusum.ts';
import { icssVarianceBreak, squaresDeparture } from './icss-variance-break.ts';
import { pageCusum } from './page-cusum.ts';
import { peltChangepoint } from './pelt-changepoint.ts';
import { psyBsadfBubble } from './psy-bsadf-bubble.ts';
import { shiryaevRoberts, varianceLikelihoodRatio } from './shiryaev-roberts.ts';

const noise = (seed: number, count: number, scale = 0.001): number[] =>
  normals(seed, count).map((z) => scale * z);
const alternating = (count: number, size: number): number[] =>
  Array.from({ length: count }, (_, i) => (i % 2 === 0 ? size : -size));

describe('Page sums of returns', () => {
  it('raise an alarm when the price keeps rising, which fades', () => {
    const run = pageCusum.start(pageCusum.defaults);
    const rising = Array.from({ length: 6 }, () => 0.002);
    const values = barsOfReturns([...alternating(20, 0.001), ...rising]).map(run);
    // The first return of 2 sigma adds 1.75; with volatility learning, the alarm comes within six bars.
    expect(values[20]).toBeUndefined();
    expect(values[21]).toBeCloseTo(1.75, 9);
    const { alarmAge, confidence, signal } = run.readings ?? {};
    expect(alarmAge?.()).toBeDefined();
    const age = alarmAge?.() ?? NaN;
    expect(signal?.()).toBeCloseTo(1 - age / 30, 12);
    expect(confidence?.()).toBeGreaterThanOrEqual(0.6);
  });

  it('leans to the larger sum while nothing is sure', () => {
    const run = pageCusum.start(pageCusum.defaults);
    barsOfReturns([...alternating(20, 0.001), -0.002]).forEach(run);
    expect(run.readings?.['signal']?.()).toBeCloseTo(-0.175, 9);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(0.35, 9);
    expect(run.readings?.['alarmAge']?.()).toBeUndefined();
  });
});

describe('recursive residuals of returns', () => {
  it('are compared with a boundary that opens', () => {
    // Deviation of 1, 1, -1, -1 with three degrees of freedom is sqrt(4/3); root is 2.
    const deviation = Math.sqrt(4 / 3);
    expect(cusumExcess(Float64Array.of(1, 1, -1, -1), 0.948)).toBeCloseTo(
      Math.max(1 / (0.948 * 3), 2 / (0.948 * 4)) / deviation,
      12,
    );
    expect(cusumExcess(Float64Array.of(1, 1, 1), 0.948)).toBeUndefined();
  });

  it('leave the boundary when the mean moves, and close the gate', () => {
    const run = brownDurbinEvansCusum.start({ ...brownDurbinEvansCusum.defaults, n: 100 });
    const calm = barsOfReturns([...noise(3, 100)]).map(run);
    expect(calm.at(-1)).toBeLessThan(1);
    expect(run.readings?.['gate']?.()).toBe(1);
    const broken = brownDurbinEvansCusum.start({ ...brownDurbinEvansCusum.defaults, n: 100 });
    barsOfReturns([...noise(3, 50), ...noise(4, 50).map((each) => each + 0.003)]).forEach(broken);
    expect(broken.readings?.['gate']?.()).toBeLessThan(0.7);
  });
});

describe('breaks of variance', () => {
  it('depart as in the catalogue check', () => {
    const found = squaresDeparture(Float64Array.of(1, -1, 1, -1, 3, -3, 3, -3), 0, 8);
    expect(found.k).toBe(4);
    expect(found.departure).toBeCloseTo(-0.4, 12);
    expect(found.statistic).toBeCloseTo(0.8, 12);
    expect(squaresDeparture(new Float64Array(5), 0, 5).statistic).toBe(0);
  });

  it('are found where the moves become three times as large', () => {
    const run = icssVarianceBreak.start({ ...icssVarianceBreak.defaults, n: 100 });
    const returns = [...alternating(60, 0.001), ...alternating(40, 0.003)];
    const value = barsOfReturns(returns).map(run).at(-1);
    expect(value).toBeCloseTo(9, 9);
    expect(run.readings?.['age']?.()).toBe(40);
    expect(run.readings?.['gate']?.()).toBeCloseTo(1 / 3, 9);
  });

  it('are none in a market that goes on as before', () => {
    const run = icssVarianceBreak.start({ ...icssVarianceBreak.defaults, n: 100 });
    expect(barsOfReturns(alternating(100, 0.001)).map(run).at(-1)).toBe(1);
    expect(run.readings?.['age']?.()).toBeUndefined();
    expect(run.readings?.['gate']?.()).toBe(1);
  });
});

describe('the run length of returns', () => {
  it('is short after the market has changed', () => {
    const run = bayesianOnlineChangepoint.start(bayesianOnlineChangepoint.defaults);
    const calm = barsOfReturns(noise(11, 200)).map(run);
    expect(calm[49]).toBeUndefined();
    expect(calm.at(-1)).toBeLessThan(0.2);
    expect(run.readings?.['expectedRun']?.()).toBeGreaterThan(100);
    const changed = bayesianOnlineChangepoint.start(bayesianOnlineChangepoint.defaults);
    const values = barsOfReturns([...noise(11, 200), 0.006, -0.005, 0.006]).map(changed);
    expect(values.at(-1)).toBeGreaterThan(0.8);
    expect(changed.readings?.['gate']?.()).toBeCloseTo(1 - 0.8 * (values.at(-1) ?? NaN), 12);
  });
});

describe('the Shiryaev-Roberts statistic', () => {
  it('adds up as in the catalogue check', () => {
    const [first, second] = [varianceLikelihoodRatio(1, 2), varianceLikelihoodRatio(2, 2)];
    expect((1 + first) * second).toBeCloseTo(3.66728699281, 9);
    expect(varianceLikelihoodRatio(50, 2)).toBe(varianceLikelihoodRatio(5, 2));
  });

  it('closes the gate for twenty bars once the variance has surely grown', () => {
    const run = shiryaevRoberts.start({ ...shiryaevRoberts.defaults, n: 50 });
    const gates: (number | undefined)[] = [];
    const values = barsOfReturns([...alternating(90, 0.001), ...alternating(7, 0.003)]).map((bar) => {
      const value = run(bar);
      gates.push(run.readings?.['gate']?.());
      return value;
    });
    // Twenty-one quiet moves, then each of 3 sigma adds one to the odds and weighs 6.7: the third is too much.
    const odds = [...Array.from({ length: 21 }, () => 1), 3, 3].reduce(
      (sum, u) => (1 + sum) * varianceLikelihoodRatio(u, 2),
      0,
    );
    expect(values[92]).toBeCloseTo(Math.log1p(odds), 6);
    expect(values[93]).toBe(0);
    expect(gates.slice(93, 98)).toEqual([0.4, 0.4, 0.4, 0.4, 0.4]);
    expect(gates[90]).toBeGreaterThan(0.8);
  });
});

describe('the newest segment of returns', () => {
  it('begins where the variance changed', () => {
    const run = peltChangepoint.start({ ...peltChangepoint.defaults, n: 100, k: 50, minseg: 10 });
    const returns = [...alternating(70, 0.001), ...alternating(30, 0.01)];
    const values = barsOfReturns([...returns, 0.001]).map(run);
    // The search at the end of the 30 counts from the bar after, when the segment is one bar older.
    expect(values[101]).toBe(31);
    expect(values[100]).toBe(100);
    expect(run.readings?.['variance']?.()).toBeGreaterThan(0.005 ** 2);
    expect(run.readings?.['confidenceFactor']?.()).toBe(1);
  });
});

describe('the search for bubbles', () => {
  const growing = (count: number, rate: number): number[] =>
    Array.from({ length: count }, (_, i) => 0.0005 * Math.exp(rate * i));

  it('lets reversion stand aside in a bubble, and longs after its collapse', () => {
    const { defaults } = psyBsadfBubble;
    const run = psyBsadfBubble.start({ ...defaults, n: 100 });
    barsOfReturns([...noise(31, 80, 0.0005), ...growing(40, 0.06)]).forEach(run);
    const names = ['direction', 'reversionGate', 'trendGate', 'longGate', 'shortGate'];
    expect(names.map((name) => run.readings?.[name]?.())).toEqual([1, 0.2, 0.6, 1, 1]);
    const burst = psyBsadfBubble.start({ ...defaults, n: 100 });
    barsOfReturns([
      ...noise(31, 80, 0.0005),
      ...growing(40, 0.06),
      ...alternating(30, 0.03).map((each) => each - 0.005),
    ]).forEach(burst);
    expect(burst.readings?.['longGate']?.()).toBe(0);
    expect(burst.readings?.['shortGate']?.()).toBe(1);
  });
});

const inputs = walkBars(91, 70);
// The second half rises, and moves more.
const changing = barsOfReturns([...noise(92, 35), ...noise(93, 35, 0.005).map((each) => each + 0.003)]);
describeFormulaContract(pageCusum, pageCusum.defaults, changing);
describeFormulaContract(brownDurbinEvansCusum, { n: 30, a: 0.948 }, inputs);
describeFormulaContract(icssVarianceBreak, { n: 50, crit: 1.358, minseg: 8, k: 5 }, changing);
describeFormulaContract(bayesianOnlineChangepoint, bayesianOnlineChangepoint.defaults, inputs);
describeFormulaContract(shiryaevRoberts, { q: 2, A: 2000, n: 30 }, inputs);
describeFormulaContract(peltChangepoint, { n: 50, k: 10, minseg: 8, pen: 3 }, inputs);
describeFormulaContract(psyBsadfBubble, { ...psyBsadfBubble.defaults, n: 50, r0: 15 }, inputs);
