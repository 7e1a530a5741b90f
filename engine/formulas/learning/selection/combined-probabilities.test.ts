import { describe, expect, it } from 'vitest';
import { isotonicRegression } from '../../../numerics/isotonic-regression.ts';
import { closedTrades, wanderingJournal } from '../../contract-tests/closed-trades.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { opinionsOf, voteStep } from '../../contract-tests/told-opinions.ts';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import type { MarketStep } from '../../formula.ts';
import { fittedModel } from '../../refit.ts';
import { calibratedProbability, isotonicProbabilityCalibration } from './isotonic-probability-calibration.ts';
import { blended, lstmBoostingHybrid } from './lstm-boosting-hybrid.ts';
import { BASE_LEARNERS, logOddsOf, stackedGeneralization } from './stacked-generalization.ts';

/** Opinions of formulas that tell the probability of a rise, with their skill; a missing one has none. */
const probabilities = (
  time: number,
  told: readonly (readonly [id: number, probability: number | undefined, skill?: number])[],
): MarketStep => {
  const opinions = opinionsOf(
    ...told.map(([id, p = 0.5, skill = 1]) => [id, 2 * p - 1, skill * Math.abs(2 * p - 1)] as const),
  );
  return {
    kind: 'opinions',
    time,
    opinions: {
      ...opinions,
      values: Float64Array.from(told, ([, p]) => p ?? NaN),
      isReady: Uint8Array.from(told, ([, p]) => (p === undefined ? 0 : 1)),
    },
  };
};

describe('the network and the trees together', () => {
  const weights = { wl: 0.7, wx: 0.3 };

  it('give the numbers of the catalogue check', () => {
    const blend = blended(0.62, 0.5, weights);
    expect(blend?.probability).toBeCloseTo(0.584, 12);
    expect(blend?.agreement).toBeCloseTo(0.76, 12);
    const run = lstmBoostingHybrid.start(lstmBoostingHybrid.defaults);
    run(
      probabilities(0, [
        [80, 0.5],
        [87, 0.62, 0.4],
      ]),
    );
    expect(run.readings?.['signal']?.()).toBeCloseTo(0.168, 12);
    // The network has a skill of 0.4; that of trees that do not lean is not known.
    expect(run.readings?.['confidence']?.()).toBeCloseTo(0.76 * 0.168 * 0.4, 12);
  });

  it('are half as sure where one of them is silent, and silent where both are', () => {
    expect(blended(0.7, undefined, weights)).toEqual({ probability: 0.7, agreement: 0.5 });
    expect(blended(undefined, 0.3, weights)).toEqual({ probability: 0.3, agreement: 0.5 });
    expect(blended(undefined, undefined, weights)).toBeUndefined();
    expect(blended(1, 0, weights)?.agreement).toBe(0);
  });

  it('do not lean within the band, and keep their value when others speak', () => {
    const run = lstmBoostingHybrid.start(lstmBoostingHybrid.defaults);
    const both = (p: number) =>
      probabilities(0, [
        [80, p],
        [87, p],
      ]);
    expect(run(both(0.549))).toBeCloseTo(0.549, 12);
    expect(run.readings?.['signal']?.()).toBe(0);
    expect(run(both(0.551))).toBeCloseTo(0.551, 12);
    expect(run.readings?.['signal']?.()).toBeCloseTo(0.102, 12);
    expect(run(probabilities(1, [[31, 0.9]]))).toBeCloseTo(0.551, 12);
    const silent = probabilities(2, [
      [80, undefined],
      [87, undefined],
    ]);
    expect(run(silent)).toBeUndefined();
  });
});

/** Bars, and after each what the base learners say: some know the next move, one always says the opposite. */
function toldBars(count: number, right: Readonly<Record<number, number>>): MarketStep[] {
  const random = new Mulberry32(6);
  const bars = decidedBars(16, count + 1);
  return barSteps(bars.slice(0, count)).flatMap((step, i) => {
    const rises = (bars[i + 1]?.close ?? 0) > (bars[i]?.close ?? 0);
    const told = BASE_LEARNERS.filter((id) => id !== 77).map((id) => {
      const isRight = random.uniform() < (right[id] ?? 0.5);
      const lean = 0.1 + 0.2 * random.uniform();
      return [id, rises === isRight ? 0.5 + lean : 0.5 - lean] as const;
    });
    return [step, probabilities(step.time, told)];
  });
}

describe('stacking', () => {
  const params = { N: 300, k: 100, l2: 1, H: 1 };

  it('finds out whom to believe, and believes nobody’s opposite', () => {
    let weights = new Float64Array();
    const run = stackedGeneralization.start(params, (_name, fit, job) => () => {
      const model = fittedModel(fit(job));
      weights = model?.slice(2) ?? weights;
      return model;
    });
    const steps = toldBars(400, { 68: 0.85, 86: 0.75, 69: 0.15 });
    let hits = 0;
    steps.forEach((step, i) => {
      const value = run(step);
      const next = steps[i + 1];
      if (step.kind !== 'opinions' || next?.kind !== 'bar' || i < 600 || value === undefined) return;
      if (value > 0.5 === next.bar.close > next.bar.open) hits += 1 / 99;
    });
    expect(hits).toBeGreaterThan(0.8);
    const [probit = NaN, bayes = NaN, opposite = NaN] = weights;
    expect(bayes).toBeGreaterThan(1);
    expect(bayes).toBeGreaterThan(2 * probit);
    expect(opposite).toBe(0);
    // Nothing was ever heard of the forest: its weight is the eighth it began with.
    expect(weights[3]).toBeCloseTo(1 / 8, 9);
    expect(run.readings?.['confidence']?.()).toBeGreaterThan(0.1);
  });

  it('learns from what was said at the time and not from what is said now', () => {
    const jobs: (Float64Array | undefined)[] = [];
    const run = stackedGeneralization.start({ ...params, N: 10, k: 1 }, (_name, _fit, job) => {
      jobs.push(job.data['inputs']);
      return () => undefined;
    });
    // Each bar the first learner says something else, twice; what comes later is not of the bar.
    barSteps(decidedBars(3, 40)).forEach((step, i) => {
      run(step);
      run(probabilities(step.time, [[61, i % 2 === 0 ? 0.6 : 0.4]]));
      run(probabilities(step.time, [[61, 0.9]]));
    });
    const heard = [...(jobs.at(-1) ?? [])].filter((_, j) => j % 8 === 0);
    expect(heard.length).toBe(10);
    expect(heard.every((each) => Math.abs(Math.abs(each) - Math.log(1.5)) < 1e-12)).toBe(true);
  });

  it('takes nobody for surer than 0.99', () => {
    expect([0, 0.5, 0.6, 1].map(logOddsOf)).toEqual(
      [-Math.log(99), 0, Math.log(1.5), Math.log(99)].map((each) => expect.closeTo(each, 12)),
    );
  });
});

describe('the calibration of convictions', () => {
  it('draws few trades to the base rate', () => {
    const fit = isotonicRegression([1, 2, 3, 4, 5, 6], [0, 1, 0, 0, 1, 1]);
    expect(calibratedProbability(fit, 0.5, 1)).toBeCloseTo((10 * 0.5) / 11, 12);
    expect(calibratedProbability(fit, 0.5, 3)).toBeCloseTo((3 / 3 + 10 * 0.5) / 13, 12);
    // Half way between two blocks, with the trades of the lower one.
    expect(calibratedProbability(fit, 0.5, 4.5)).toBeCloseTo(((3 * 2) / 3 + 10 * 0.5) / 13, 12);
  });

  it('opens for convictions that used to win and closes for those that used to lose', () => {
    const run = isotonicProbabilityCalibration.start({ ...isotonicProbabilityCalibration.defaults, N: 200 });
    for (let i = 0; i < 200; i += 1) {
      // Of convictions above 0.5 four of five are won, of those below one.
      const isHigh = i % 2 === 0;
      const isWin = i % 10 < 8 ? isHigh : !isHigh;
      for (const step of closedTrades([isWin ? 0.01 : -0.01], { conviction: isHigh ? 0.8 : 0.2 })) run(step);
    }
    const at = (conviction: number) => {
      const value = run(voteStep(0, conviction, { confidence: 1 }));
      return [value, run.readings?.['gate']?.()];
    };
    expect(at(0.8)).toEqual([expect.closeTo((100 * 0.8 + 10 * 0.5) / 110, 12), 1]);
    expect(at(-0.8)).toEqual(at(0.8));
    expect(at(0.2)).toEqual([expect.closeTo((100 * 0.2 + 10 * 0.5) / 110, 12), 0]);
    expect(at(0.5)[1]).toBeCloseTo(0.5, 12);
    expect(run.readings?.['breakEven']?.()).toBeCloseTo(0.5, 12);
  });

  it('leaves trades out of which no conviction is known', () => {
    const run = isotonicProbabilityCalibration.start({
      ...isotonicProbabilityCalibration.defaults,
      n_min: 3,
    });
    run(voteStep(0, 0.5));
    const values = closedTrades([0.01, 0.01, 0.01, 0.01]).map(run);
    expect(values.every((value) => value === undefined)).toBe(true);
  });
});

describeFormulaContract(
  lstmBoostingHybrid,
  lstmBoostingHybrid.defaults,
  toldBars(40, { 80: 0.6, 87: 0.6 }).filter(({ kind }) => kind === 'opinions'),
);
const small = { N: 30, k: 20, l2: 1, H: 1 };
describeFormulaContract(stackedGeneralization, small, toldBars(70, { 80: 0.7 }));
describeFormulaContract(
  isotonicProbabilityCalibration,
  { ...isotonicProbabilityCalibration.defaults, N: 40, n_min: 20, k: 5 },
  [voteStep(0, 0.4), ...wanderingJournal(5, 60)].flatMap((step, i) =>
    i > 30 ? [step, voteStep(step.time, Math.sin(i))] : [step],
  ),
);
