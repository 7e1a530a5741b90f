import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import type { MarketStep } from '../formula.ts';
import { houMoskowitzDelay, LeaderRegression } from './hou-moskowitz-delay.ts';

const moves = normals(91, 140).map((z) => 0.01 * z);

/** An own symbol that follows the leader by `late` a bar late, with noise. */
const following = (late: number): MarketStep[] => {
  const own = normals(92, 140).map((z, i) => 0.3 * (moves[i] ?? 0) + late * (moves[i - 1] ?? 0) + 0.003 * z);
  return peerSteps([barsOfReturns(own), barsOfReturns(moves)], 1);
};

const SETTINGS = { lags: 2, window: 100, refit: 10 };

describe('the delay of Hou and Moskowitz', () => {
  it('gives the numbers of the catalogue check', () => {
    const model = new LeaderRegression(1, 7);
    const leader = [0.01, -0.02, 0.015, 0, -0.01, 0.02, 0.005, -0.015];
    [0.005, -0.01, 0, 0.008, -0.006, 0.006, 0.012, -0.004].forEach((own, i) =>
      model.push(own, leader[i] ?? NaN),
    );
    model.solve();
    expect(model.delay).toBeCloseTo(0.503843949521, 10);
    [-0.0000463038785082, 0.59126032904, 0.464021439738].forEach((each, i) =>
      expect(model.coefficients?.[i]).toBeCloseTo(each, 10),
    );
    expect(model.forecast).toBeCloseTo(-0.00700662547458, 11);
  });

  it('goes after a leader that is followed late', () => {
    const run = houMoskowitzDelay.start(SETTINGS);
    const value = following(0.8).map(run).at(-1) ?? NaN;
    const lastMove = moves.at(-1) ?? NaN;
    expect(readingOf(run, 'forecast')).toBeCloseTo(0.8 * lastMove, 3);
    expect(value).toBeCloseTo(readingOf(run, 'forecast') / 0.003, 0);
    expect(readingOf(run, 'delay')).toBeGreaterThan(0.7);
    expect(readingOf(run, 'signal')).toBeCloseTo(Math.tanh(2 * value), 12);
    expect(readingOf(run, 'confidence')).toBeCloseTo(Math.min(1, 3 * Math.abs(value)), 12);
  });

  it('has no signal where the leader is followed at once', () => {
    const run = houMoskowitzDelay.start(SETTINGS);
    following(0).forEach(run);
    expect(readingOf(run, 'delay')).toBeLessThan(0.05);
    expect(readingOf(run, 'confidence')).toBeLessThan(0.25);
  });

  it('lets all other coins together lead bitcoin', () => {
    const own = normals(93, 139).map((z, i) => 0.8 * (moves[i - 1] ?? 0) + 0.003 * z);
    const others = [1, -1].map((sign) =>
      barsOfReturns(moves.slice(0, 139).map((move, i) => move + sign * 0.02 * Math.sin(i))),
    );
    const steps = peerSteps([barsOfReturns(own), ...others], 1);
    const named = steps.map((step): MarketStep =>
      step.kind === 'peers'
        ? { ...step, peers: { ...step.peers, symbols: ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'] } }
        : step,
    );
    const delayOf = (told: readonly MarketStep[]) => {
      const run = houMoskowitzDelay.start(SETTINGS);
      told.forEach(run);
      return readingOf(run, 'delay') * Math.sign(readingOf(run, 'forecast'));
    };
    expect(Math.abs(delayOf(named))).toBeGreaterThan(0.9);
    expect(delayOf(named)).not.toBe(delayOf(steps));
  });

  it('begins a new chain after a bar that is missing', () => {
    const run = houMoskowitzDelay.start(SETTINGS);
    const steps = following(0.8);
    const values = steps.map((step, i) =>
      run(
        i === 130 && step.kind === 'peers'
          ? { ...step, peers: { ...step.peers, bars: [step.peers.bars[0], undefined] } }
          : step,
      ),
    );
    expect(values.slice(128, 136).map((value) => value !== undefined)).toEqual([
      true,
      true,
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });
});

describeFormulaContract(houMoskowitzDelay, { lags: 2, window: 30, refit: 5 }, following(0.8).slice(0, 60));
