import { describe, expect, it } from 'vitest';
import { unixMs } from '../../../domain/units/time.ts';
import { BarVolatility } from '../../../numerics/bar-volatility.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { bars } from '../../contract-tests/sample-inputs.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { opinionStep, opinionSteps } from '../../contract-tests/told-opinions.ts';
import type { MarketStep } from '../../formula.ts';
import { batesGrangerCombination, inverseErrorMean } from './bates-granger-combination.ts';
import { CategoryForecasts } from './category-forecasts.ts';
import { combiningWeights } from './combining-weights.ts';
import { conditionalTest, giacominiWhiteSelection } from './giacomini-white-selection.ts';
import { grangerRamanathanRegression } from './granger-ramanathan-regression.ts';
import { optimalPredictionPool } from './optimal-prediction-pool.ts';
import { logScore, poolWeights } from './pool-weights.ts';

/** A market in which formula 309 sees the next bar, 227 its opposite, and 31 and 131 nothing. */
function seers(count: number, told = 0.9): MarketStep[] {
  const steps = barSteps(decidedBars(387, count + 1));
  return steps.slice(0, count).flatMap((step, i) => {
    const next = steps[i + 1];
    const [now, later] = [step, next].map((each) => (each?.kind === 'bar' ? each.bar.close : 0));
    const side = (later ?? 0) > (now ?? 0) ? told : -told;
    const blind = i % 2 === 0 ? 0.5 : -0.5;
    return [step, opinionStep(step.time, [31, blind], [131, -blind], [227, -side], [309, side])];
  });
}
const isRight = (steps: readonly MarketStep[], run: (step: MarketStep) => number | undefined) => {
  const values = steps.map(run);
  const last = steps.at(-1);
  const said = last?.kind === 'opinions' ? (last.opinions.signals.at(-1) ?? 0) : 0;
  return Math.sign(values.at(-1) ?? 0) === Math.sign(said);
};

describe('the combination of Bates and Granger', () => {
  it('weighs forecasts as the catalogue check does', () => {
    expect(inverseErrorMean([1, 2, 4], Float64Array.of(0.3, -0.1, 0.2))).toBeCloseTo(0.171428571429, 9);
    expect(inverseErrorMean([0, 0], Float64Array.of(0.2, 0.4))).toBeCloseTo(0.3, 12);
  });

  it('goes with the formula that errs least', () => {
    expect(isRight(seers(80), batesGrangerCombination.start(batesGrangerCombination.defaults))).toBe(true);
  });

  const inputs = opinionSteps(387, 60, { bar: true, opinions: true });
  describeFormulaContract(batesGrangerCombination, batesGrangerCombination.defaults, inputs);
});

describe('the combination by regression', () => {
  it('has the weights of the catalogue check', () => {
    const forecasts = [
      [0.1, 0.3],
      [0.2, -0.1],
      [-0.3, 0.1],
      [0.4, 0.2],
      [0, -0.2],
    ] as const;
    const outcomes = [0.15, 0.1, -0.2, 0.35, -0.05];
    const products = [0, 1].map((i) =>
      Float64Array.of(
        ...[0, 1].map((j) => forecasts.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0)),
      ),
    );
    const hits = Float64Array.of(
      ...[0, 1].map((i) => forecasts.reduce((sum, row, t) => sum + (row[i] ?? 0) * (outcomes[t] ?? 0), 0)),
    );
    const weights = combiningWeights(products, hits, 0.1);
    expect(weights?.[0]).toBeCloseTo(0.649122807018, 9);
    expect(weights?.[1]).toBeCloseTo(0.350877192982, 9);
  });

  it('averages within categories, of which those with the most formulas count', () => {
    const categories = new CategoryForecasts(2);
    const { opinions } = opinionStep(
      0,
      [1, 0.5],
      [2, 0.1],
      [31, 0.8],
      [61, -0.4],
      [62, -0.2, 0.5],
    ) as Extract<MarketStep, { kind: 'opinions' }>;
    const found = categories.average(opinions);
    expect(found).toHaveLength(2);
    expect(found[0]).toBeCloseTo(0.03, 12);
    expect(found[1]).toBeCloseTo(-0.025, 12);
  });

  it('measures an outcome in the deviation of the bar its forecast was made in', () => {
    // The next return is a quarter of what formula 1 says and three quarters of what 31 says.
    const closes = [100];
    const noise = normals(389, 80);
    const blind = normals(390, 80).map((z) => Math.tanh(z));
    const steps: MarketStep[] = [];
    const volatility = new BarVolatility();
    for (let i = 0; i < 60; i += 1) {
      const close = closes.at(-1) ?? NaN;
      if (i > 0) volatility.push(Math.log(close / (closes.at(-2) ?? NaN)));
      const [a, b] = [Math.tanh(noise[i] ?? 0), blind[i] ?? 0];
      const [bar] = bars([close, close, close]);
      const time = (i + 1) * 60_000;
      if (bar !== undefined) steps.push({ kind: 'bar', time, bar: { ...bar, openTime: unixMs(i * 60_000) } });
      steps.push(opinionStep(time, [1, a], [31, b]));
      const sigma = Number.isNaN(volatility.value) ? 0.01 * (1 + (i % 3)) : volatility.value;
      closes.push(close * Math.exp(sigma * 0.1 * (a / 4 + (3 * b) / 4)));
    }
    const run = grangerRamanathanRegression.start({ ...grangerRamanathanRegression.defaults, ridge: 0 });
    steps.forEach(run);
    expect(readingOf(run, 'largestWeight')).toBeCloseTo(0.75, 9);
  });

  it('goes with the category that is right', () => {
    const run = grangerRamanathanRegression.start({ ...grangerRamanathanRegression.defaults, ridge: 0.01 });
    expect(isRight(seers(120), run)).toBe(true);
  });

  const inputs = opinionSteps(388, 60, { bar: true, opinions: true });
  describeFormulaContract(
    grangerRamanathanRegression,
    { ...grangerRamanathanRegression.defaults, refit: 10 },
    inputs,
  );
});

describe('the pool of predictive densities', () => {
  const densities = Float64Array.from(
    [
      [0.5, 0.2, 0.3],
      [0.1, 0.6, 0.3],
      [0.4, 0.3, 0.5],
      [0.7, 0.1, 0.2],
      [0.2, 0.5, 0.4],
      [0.6, 0.3, 0.3],
    ].flat(),
  );

  it('has the weights and the score of the catalogue check', () => {
    const weights = poolWeights(densities, 3, 20_000);
    expect(weights[0]).toBeCloseTo(0.659106301041, 6);
    expect(weights[1]).toBeCloseTo(0.340893698959, 6);
    expect(weights[2]).toBeCloseTo(0, 6);
    expect(logScore(densities, weights)).toBeCloseTo(-0.971903101302, 6);
  });

  it('never scores worse for another sweep', () => {
    const scores = [0, 1, 5, 50, 500].map((sweeps) => logScore(densities, poolWeights(densities, 3, sweeps)));
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
  });

  it('goes with the formula that is right, and says so only as far as it beats no change', () => {
    const run = optimalPredictionPool.start({ ...optimalPredictionPool.defaults, sweeps: 100 });
    expect(isRight(seers(160), run)).toBe(true);
    expect(readingOf(run, 'scoreGain')).toBeGreaterThan(0);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0);
    expect(Math.abs(readingOf(run, 'signal'))).toBeLessThan(0.2);
  });

  const inputs = opinionSteps(389, 60, { bar: true, opinions: true });
  describeFormulaContract(
    optimalPredictionPool,
    { ...optimalPredictionPool.defaults, refit: 10, sweeps: 20 },
    inputs,
  );
});

describe('the choice between two combinations', () => {
  it('has the statistic of the catalogue check', () => {
    const differences = Float64Array.of(0.2, 0.3, -0.1, 0.4, 0.25, 0.1, 0.35, -0.05, 0.2, 0.3);
    const found = conditionalTest(differences);
    expect(found?.statistic).toBeCloseTo(5.21283900938, 9);
    expect(found?.next).toBeCloseTo(0.125768321513, 9);
    const tiny = conditionalTest(differences.map((each) => each * 1e-9));
    expect(tiny?.statistic).toBeCloseTo(5.21283900938, 9);
    expect((tiny?.next ?? NaN) * 1e9).toBeCloseTo(0.125768321513, 9);
  });

  it('has none where the differences do not vary', () => {
    expect(conditionalTest(Float64Array.of(0, 0, 0, 0))).toBeUndefined();
    expect(conditionalTest(Float64Array.of(1, 1, 1, 1))).toBeUndefined();
  });

  it('uses the mean of both until the test rejects', () => {
    const run = giacominiWhiteSelection.start(giacominiWhiteSelection.defaults);
    for (const step of seers(60)) run(step);
    expect(readingOf(run, 'gate')).toBe(1);
    const isRejected = readingOf(run, 'pValue') < 0.1;
    expect(readingOf(run, 'source') === 0).toBe(!isRejected);
    expect(Number.isFinite(readingOf(run, 'forecast'))).toBe(true);
  });

  const inputs = opinionSteps(390, 70, { bar: true, opinions: true });
  describeFormulaContract(giacominiWhiteSelection, giacominiWhiteSelection.defaults, inputs);
});
