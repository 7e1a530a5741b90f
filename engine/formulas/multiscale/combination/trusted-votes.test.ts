import { describe, expect, it } from 'vitest';
import { closedTrades, wanderingJournal } from '../../contract-tests/closed-trades.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { opinionStep, opinionSteps, voteStep } from '../../contract-tests/told-opinions.ts';
import type { MarketStep } from '../../formula.ts';
import { betSize, betSizeFromProbability, inSteps } from './bet-size-from-probability.ts';
import { clarkWest, clarkWestGate } from './clark-west-gate.ts';
import { extremisedLogOddsPool, extremisedPool } from './extremised-log-odds-pool.ts';
import { fitExponent } from './extremising-exponent.ts';
import { directionTest, pesaranTimmermannGate } from './pesaran-timmermann-gate.ts';
import { plattCalibration } from './platt-calibration.ts';

const MINUTE_MS = 60_000;

/** A market followed by votes that are right, wrong or at random. */
function voted(count: number, sideOf: (next: 1 | -1, i: number) => number): MarketStep[] {
  const steps = barSteps(decidedBars(397, count + 1));
  return steps.slice(0, count).flatMap((step, i) => {
    const next = steps[i + 1];
    const [now, later] = [step, next].map((each) => (each?.kind === 'bar' ? each.bar.close : 0));
    return [step, voteStep(step.time, sideOf((later ?? 0) > (now ?? 0) ? 1 : -1, i))];
  });
}

describe('the calibration of conviction', () => {
  const journal = wanderingJournal(399, 400);

  it('says how often trades of that conviction won', () => {
    const run = plattCalibration.start(plattCalibration.defaults);
    for (const step of journal) run(step);
    const at = (conviction: number) => run(voteStep(1e9, conviction, { confidence: 1 })) ?? NaN;
    // Wins are told with 0.2 more of it, so that 0.8 is won for sure and 0.3 lost; six of ten were won.
    expect(at(0.3)).toBeLessThan(0.4);
    expect(at(0.8)).toBeGreaterThan(0.75);
    expect(readingOf(run, 'slope')).toBeLessThan(0);
    expect(readingOf(run, 'assumed')).toBeCloseTo(0.58, 12);
  });

  it('leaves trades without a conviction out', () => {
    const run = plattCalibration.start({ ...plattCalibration.defaults, min_n: 3 });
    const values = closedTrades([0.01, -0.01, 0.01, 0.01]).map(run);
    expect(values).toEqual([undefined, undefined, undefined, undefined]);
  });

  describeFormulaContract(
    plattCalibration,
    { ...plattCalibration.defaults, min_n: 20 },
    journal.slice(0, 80),
  );
});

describe('the size of a bet', () => {
  it('is that of the catalogue check, rounded down', () => {
    expect(betSize(0.6)).toBeCloseTo(0.161743513614, 9);
    expect(inSteps(betSize(0.6), 0.05)).toBeCloseTo(0.15, 12);
    expect(betSize(0.5)).toBe(0);
    expect(betSize(0.3)).toBe(0);
    expect(inSteps(0.15, 0.05)).toBeCloseTo(0.15, 12);
  });

  it('is a quarter until there are enough outcomes', () => {
    const run = betSizeFromProbability.start({ ...betSizeFromProbability.defaults, min_trades: 40 });
    expect(run(voteStep(0, 0.9, { confidence: 0.9 }))).toBe(0.25);
    for (const step of wanderingJournal(396, 300)) run(step);
    expect(run(voteStep(1e9, 0.9, { confidence: 1 }))).toBeGreaterThan(0.3);
    expect(run(voteStep(1e9, 0.2, { confidence: 1 }))).toBe(0);
  });

  const steps = wanderingJournal(396, 60).flatMap((step): MarketStep[] => [
    voteStep(step.time - 1, 0.6, { confidence: 0.9 }),
    step,
  ]);
  describeFormulaContract(
    betSizeFromProbability,
    { ...betSizeFromProbability.defaults, min_trades: 10 },
    steps,
  );
});

describe('the gate of Clark and West', () => {
  it('has the statistic of the catalogue check', () => {
    const outcomes = [0.4, -0.3, 0.2, 0.5, -0.1, -0.4, 0.3, 0.1];
    const forecasts = [0.1, -0.05, -0.02, 0.12, 0.03, -0.08, 0.05, 0.01];
    const { mean, statistic } = clarkWest(outcomes.map((y, i) => 2 * y * (forecasts[i] ?? 0)));
    expect(mean).toBeCloseTo(0.039, 9);
    expect(statistic).toBeCloseTo(2.41271916684, 9);
    expect(clarkWest([0, 0, 0])).toEqual({ statistic: 0, mean: 0 });
    // A mean of equal numbers is rounded, and they seem to lie beside it.
    expect(clarkWest(Array.from({ length: 60 }, () => 0.1)).statistic).toBe(0);
    expect(clarkWest(Array.from({ length: 250 }, () => -6e-9)).statistic).toBe(0);
  });

  const gateAfter = (sideOf: (next: 1 | -1, i: number) => number) => {
    const run = clarkWestGate.start(clarkWestGate.defaults);
    for (const step of voted(120, sideOf)) run(step);
    return readingOf(run, 'gate');
  };

  it('lets right forecasts through, half of doubtful ones and none that lose', () => {
    expect(gateAfter((next) => 0.5 * next)).toBe(1);
    expect(gateAfter((next) => -0.5 * next)).toBe(0);
    expect(gateAfter((next, i) => (i % 100 < 55 ? 0.5 : -0.5) * next)).toBe(0.5);
  });

  it('tests one formula where its number is given', () => {
    const run = clarkWestGate.start({ ...clarkWestGate.defaults, formula: 31 });
    const steps = voted(120, (next) => -next).map((step) =>
      step.kind === 'vote' ? opinionStep(step.time, [31, -step.vote.signal]) : step,
    );
    for (const step of steps) run(step);
    expect(readingOf(run, 'gate')).toBe(1);
  });

  const inputs = opinionSteps(397, 90, { bar: true, vote: true });
  describeFormulaContract(clarkWestGate, { ...clarkWestGate.defaults, window: 60 }, inputs);
});

describe('the gate of Pesaran and Timmermann', () => {
  it('has the statistic of the catalogue check', () => {
    const y = [1, -1, 1, 1, -1, 1, -1, -1, 1, 1, -1, 1];
    const f = [1, -1, 1, -1, -1, 1, 1, -1, 1, 1, -1, -1];
    const found = directionTest({
      count: y.length,
      hits: y.filter((each, i) => each === f[i]).length,
      rises: y.filter((each) => each > 0).length,
      ups: f.filter((each) => each > 0).length,
    });
    expect(found.hit).toBeCloseTo(0.75, 9);
    expect(found.expected).toBeCloseTo(0.5, 9);
    expect(found.statistic).toBeCloseTo(1.83472988918, 9);
  });

  it('does not credit a formula that always says the same', () => {
    expect(directionTest({ count: 100, hits: 70, rises: 70, ups: 100 }).statistic).toBe(0);
    expect(directionTest({ count: 100, hits: 100, rises: 100, ups: 100 }).statistic).toBe(0);
  });

  it('gives full weight to who is right, and little to who is wrong', () => {
    const gateAfter = (sign: number) => {
      const run = pesaranTimmermannGate.start({ ...pesaranTimmermannGate.defaults, window: 40 });
      for (const step of voted(120, (next) => sign * 0.5 * next)) run(step);
      return [readingOf(run, 'gate'), readingOf(run, 'hitRate')];
    };
    expect(gateAfter(1)).toEqual([1, 1]);
    expect(gateAfter(-1)).toEqual([0.3, 0]);
  });

  const inputs = opinionSteps(398, 60, { bar: true, vote: true });
  describeFormulaContract(pesaranTimmermannGate, { ...pesaranTimmermannGate.defaults, window: 20 }, inputs);
});

describe('the pool of log odds', () => {
  it('is that of the catalogue check', () => {
    const found = extremisedPool([0.6, 0.7, 0.55], [0.5, 0.3, 0.2], 1.5);
    expect(found.logOdds).toBeCloseTo(0.497056051263, 9);
    expect(found.probability).toBeCloseTo(0.678215731265, 9);
  });

  it('pools the groups, and forgets each after its horizon', () => {
    const run = extremisedLogOddsPool.start({ ...extremisedLogOddsPool.defaults, a: 1 });
    const vote = (time: number, group: 'fast' | 'medium' | 'slow', probabilityUp: number) =>
      run(voteStep(time, 0.5, { group, probabilityUp })) ?? NaN;
    expect(vote(0, 'slow', 0.6)).toBeCloseTo(0.6, 12);
    const { logOdds, probability } = extremisedPool([0.6, 0.7, 0.45], [1 / 3, 1 / 3, 1 / 3], 1);
    vote(0, 'medium', 0.7);
    expect(vote(0, 'fast', 0.45)).toBeCloseTo(probability, 12);
    expect(logOdds).toBeGreaterThan(0);
    expect(readingOf(run, 'confidence')).toBeCloseTo((2 * probability - 1) * (2 / 3), 12);
    const [bar] = decidedBars(1, 1);
    if (bar !== undefined) run({ kind: 'bar', time: 2 * MINUTE_MS, bar });
    expect(readingOf(run, 'members')).toBe(2);
    expect(vote(20 * MINUTE_MS, 'fast', 0.5)).toBeCloseTo(
      extremisedPool([0.6, 0.5], [0.5, 0.5], 1).probability,
      12,
    );
  });

  it('gives the learner half of the weight beside the votes', () => {
    const run = extremisedLogOddsPool.start({ ...extremisedLogOddsPool.defaults, a: 1 });
    run(voteStep(0, 0.5, { probabilityUp: 0.6 }));
    expect(run(opinionStep(0, [229, 0.8]))).toBeCloseTo(
      extremisedPool([0.6, 0.8], [0.5, 0.5], 1).probability,
      12,
    );
  });

  it('learns from what is said at a close alone: later votes of the minute have seen a part of the move', () => {
    const atClose = extremisedLogOddsPool.start(extremisedLogOddsPool.defaults);
    const allMinute = extremisedLogOddsPool.start(extremisedLogOddsPool.defaults);
    const exponents = [atClose, allMinute].map((run, place) => {
      const steps = voted(300, (next) => next);
      for (const [i, step] of steps.entries()) {
        if (step.kind !== 'vote') {
          run(step);
          continue;
        }
        const blind = (i >> 1) % 2 === 0 ? 0.55 : 0.45;
        run(voteStep(step.time, 0.5, { probabilityUp: blind }));
        const knows = step.vote.signal > 0 ? 0.6 : 0.4;
        if (place === 1) run(voteStep(step.time + MINUTE_MS / 2, 0.5, { probabilityUp: knows }));
      }
      return readingOf(run, 'exponent');
    });
    expect(exponents[1]).toBe(exponents[0]);
  });

  it('learns how far the pool is too cautious', () => {
    const logOdds = Float64Array.from({ length: 500 }, (_, i) => (i % 2 === 0 ? 0.2 : -0.2));
    // Right in 9 of 10 cases where 0.2 claims 55 of 100: the largest exponent, drawn toward 1.
    const rises = logOdds.map((each, i) => (each > 0 !== i % 20 < 2 ? 1 : 0));
    expect(fitExponent({ params: {}, data: { logOdds, rises } })?.[0]).toBeCloseTo(
      (500 * 2.5 + 200) / 700,
      5,
    );
    const wrong = rises.map((each) => 1 - each);
    expect(fitExponent({ params: {}, data: { logOdds, rises: wrong } })?.[0]).toBeCloseTo(1, 5);
  });

  const inputs = opinionSteps(400, 60, { bar: true, vote: true }).slice(1);
  describeFormulaContract(extremisedLogOddsPool, extremisedLogOddsPool.defaults, inputs);
});
