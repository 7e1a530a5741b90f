import { describe, expect, it } from 'vitest';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import type { MarketStep } from '../../formula.ts';
import { marketOf, QLearner, qLearningTrader } from './q-learning-trader.ts';
import {
  DifferentialSharpe,
  recurrentReinforcementLearning,
  RecurrentTrader,
} from './recurrent-reinforcement-learning.ts';

const holding = (time: number, direction: 'long' | 'short' | 'flat'): MarketStep => ({
  kind: 'position',
  time,
  position: { direction, entryPrice: direction === 'flat' ? 0 : 100 },
});

describe('the learner of values', () => {
  const rules = { alpha: 0.1, gamma: 0.9, eps: 0, seed: 1 };

  it('moves a value as the catalogue check says', () => {
    const learner = new QLearner(rules);
    // Rewards ten times as large as the values they lead to at a rate of a tenth.
    const reach = (state: number, value: number) => {
      learner.learn({ state, action: 1, reward: 10 * value, next: 53 });
    };
    reach(4, 0.5);
    reach(7, 2);
    learner.learn({ state: 4, action: 1, reward: 1, next: 7 });
    expect(learner.valueOf(4, 1)).toBeCloseTo(0.73, 12);
  });

  it('prefers of equal values what is held, then flat, then long', () => {
    const learner = new QLearner(rules);
    expect([-1, 0, 1].map((position) => learner.greedy(3, position))).toEqual([-1, 0, 1]);
    learner.learn({ state: 3, action: -1, reward: -1, next: 0 });
    expect(learner.greedy(3, -1)).toBe(0);
    learner.learn({ state: 3, action: 0, reward: -1, next: 0 });
    expect(learner.greedy(3, -1)).toBe(1);
    expect(learner.margin(3)).toBeCloseTo(0.1, 12);
  });

  it('tries every position now and then', () => {
    const learner = new QLearner({ ...rules, eps: 0.5 });
    const tried = Array.from({ length: 300 }, () => learner.choose(0, 0));
    const counts = [-1, 0, 1].map((action) => tried.filter((each) => each === action).length);
    expect(Math.min(counts[0] ?? 0, counts[2] ?? 0)).toBeGreaterThan(30);
    expect(counts[1]).toBeGreaterThan(150);
  });

  it('tells eighteen markets apart', () => {
    const features = (trend: number, volatility: number, stretch: number) =>
      marketOf(Float64Array.of(0, 0, trend, volatility, stretch));
    const all = [-1, 0, 1].flatMap((trend) =>
      [-2, 0, 2].flatMap((stretch) => [-0.1, 0].map((volatility) => features(trend, volatility, stretch))),
    );
    expect(all).toEqual(Array.from({ length: 18 }, (_, i) => i));
  });
});

describe('the Q-learning trader', () => {
  const params = { ...qLearningTrader.defaults, least_bars: 1500, alpha: 0.1 };

  it.each([
    [0.95, 'goes on', 1],
    [0.02, 'turns back', -1],
  ])('finds out where a share of %d of the moves goes on that the market %s', (momentum, _what, side) => {
    const bars = decidedBars(31, 2500, momentum);
    const run = qLearningTrader.start(params);
    let gain = 0;
    barSteps(bars).forEach((step, i) => {
      const value = run(step);
      const next = bars[i + 1];
      if (value === undefined || next === undefined) return;
      const signal = run.readings?.['signal']?.() ?? 0;
      gain += signal * Math.log(next.close / next.open);
      run(holding(step.time, (['short', 'flat', 'long'] as const)[signal + 1] ?? 'flat'));
    });
    // Of a thousand moves of a hundredth each.
    expect(gain).toBeGreaterThan(side > 0 ? 3 : 0);
  });

  it('advises for the position that is held', () => {
    const run = qLearningTrader.start({ ...params, cost: 0.05 });
    const steps = barSteps(decidedBars(31, 1600, 0.5));
    for (const step of steps) run(step);
    // Changing costs five moves, and nothing can be known of the next.
    const advice = (['long', 'flat', 'short'] as const).map((direction) => {
      run(holding(steps.at(-1)?.time ?? 0, direction));
      return run.readings?.['signal']?.();
    });
    expect(new Set(advice).size).toBeGreaterThan(1);
  });
});

describe('the Sharpe ratio that fades', () => {
  it('is lifted as the catalogue check says', () => {
    const ratio = new DifferentialSharpe(0.01, 0.1, 1);
    expect(ratio.liftOf(0.5)).toBeCloseTo(0.444145499168, 9);
    expect(ratio.slopeAt(0.5)).toBeCloseTo(0.964430226764, 9);
  });

  it('changes by its lift times the rate', () => {
    const ratio = new DifferentialSharpe(1e-6, 0.1, 1);
    const [before, lift] = [ratio.value, ratio.liftOf(0.5)];
    ratio.push(0.5);
    expect((ratio.value - before) / 1e-6).toBeCloseTo(lift, 4);
  });

  it('is 0 where nothing varies', () => {
    const ratio = new DifferentialSharpe(0.1, 2, 4);
    expect([ratio.value, ratio.liftOf(1), ratio.slopeAt(1)]).toEqual([0, 0, 0]);
  });
});

describe('recurrent reinforcement', () => {
  const rules = { M: 2, eta: 0.01, lr: 0, cost: 0, decay: 0 };

  it('begins with a small weight for every return and one for its position', () => {
    const trader = new RecurrentTrader(rules);
    trader.push(1, 1);
    expect(trader.position).toBe(0);
    trader.push(3, 1);
    const first = Math.tanh(0.01 * 3 + 0.01 * 1);
    expect(trader.position).toBeCloseTo(first, 12);
    trader.push(-2, 1);
    expect(trader.position).toBeCloseTo(Math.tanh(0.01 * -2 + 0.01 * 3 + 0.1 * first), 12);
  });

  it('follows how the position depends on its weights, through the positions before', () => {
    const moves = [0.5, -1, 2, 0.3, -0.7, 1.1];
    const last = (change: readonly number[], lr: number) => {
      const trader = new RecurrentTrader({ ...rules, cost: 0.1, lr });
      change.forEach((each, i) => (trader.weights[i] = (trader.weights[i] ?? 0) + each));
      for (const move of moves.slice(0, -1)) trader.push(move, 1);
      // What the last move earns is a function of the weights; the ratio before it is as good as the same.
      const before = trader.position;
      const weights = [...trader.weights];
      trader.push(moves.at(-1) ?? 0, 1);
      const gain = before * (moves.at(-1) ?? 0) - 0.1 * Math.abs(trader.position - before);
      return { gain, moved: trader.weights.map((each, i) => each - (weights[i] ?? 0)) };
    };
    // A rate so small that the weights of the steps before hardly move.
    const rate = 1e-7;
    const { moved } = last([], rate);
    const step = 1e-5;
    const slopes = [0, 1, 2, 3].map((i) => {
      const change = [0, 0, 0, 0].with(i, step);
      return (
        (last(change, 0).gain -
          last(
            change.map((each) => -each),
            0,
          ).gain) /
        (2 * step)
      );
    });
    // The moves of the weights point along the slopes; their common factor is that of the ratio.
    const factor = (moved[1] ?? NaN) / (slopes[1] ?? NaN) / rate;
    expect(factor).toBeGreaterThan(0);
    slopes.forEach((slope, i) => expect((moved[i] ?? NaN) / rate / factor).toBeCloseTo(slope, 4));
  });

  it.each([
    [0.9, 1],
    [0.1, -1],
  ])('comes to lean the right way where a share of %d of the moves goes on', (momentum, side) => {
    const bars = decidedBars(8, 1500, momentum);
    const run = recurrentReinforcementLearning.start(recurrentReinforcementLearning.defaults);
    const said = bars.map((bar) => run(bar) ?? 0);
    let agreed = 0;
    for (let i = 1000; i < 1500; i += 1) {
      const rose = Math.sign((bars[i]?.close ?? 0) - (bars[i]?.open ?? 0));
      agreed += Math.sign(said[i] ?? 0) === side * rose ? 1 / 500 : 0;
    }
    expect(agreed).toBeGreaterThan(0.8);
    expect(run.readings?.['confidence']?.()).toBeGreaterThan(0.2);
  });
});

const trader = { ...qLearningTrader.defaults, least_bars: 70 };
describeFormulaContract(qLearningTrader, trader, barSteps(decidedBars(21, 200)));
const shortest = { ...recurrentReinforcementLearning.defaults, M: 2 };
describeFormulaContract(recurrentReinforcementLearning, shortest, decidedBars(21, 520));
