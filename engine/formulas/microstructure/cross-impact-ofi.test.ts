import { describe, expect, it } from 'vitest';
import { RecursiveLeastSquares } from '../../numerics/recursive-least-squares.ts';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { quote } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { crossImpactOfi } from './cross-impact-ofi.ts';
import { IntervalFlow } from './interval-flow.ts';

const SETTINGS = { step: 1, lam: 0.9995, P0: 10 };

/** Every second the bid of the leader grows or shrinks, and a second later the own mid has gone the same way. */
const ledSteps = (seconds: number, effect: number): MarketStep[] => {
  const draws = normals(95, seconds);
  const noise = normals(96, seconds);
  let mid = 1000;
  return draws.flatMap((z, i): MarketStep[] => {
    const [time, size] = [1000 * i + 100, 10 + Math.tanh(z)];
    mid *= 1 + (effect * Math.tanh(draws[i - 1] ?? 0) + 0.2 * (noise[i] ?? 0)) / 10_000;
    const rest = quote(time, 50, 10, 51, 10);
    const grown = quote(time + 200, 50, size, 51, 10);
    const peer = { place: 1, isLeader: true, isSameCoin: false };
    return [
      { kind: 'quote', time, quote: quote(time, mid - 0.5, 5, mid + 0.5, 5) },
      { kind: 'peer-quote', time, quote: { ...peer, quote: rest } },
      { kind: 'peer-quote', time: time + 200, quote: { ...peer, quote: grown } },
      { kind: 'peer-quote', time: time + 300, quote: { ...peer, place: 2, isLeader: false, quote: rest } },
    ];
  });
};

describe('cross impact', () => {
  it('takes the step of the catalogue check', () => {
    const model = new RecursiveLeastSquares(2, 1, 10);
    model.learn([1, 2], 0.3);
    // The gain is (10, 20) / 51.
    expect(model.weights[0]).toBeCloseTo(0.0588235294118, 12);
    expect(model.weights[1]).toBeCloseTo(0.117647058824, 12);
  });

  it('measures an interval in mean depths and usual moves', () => {
    const flow = new IntervalFlow();
    flow.push(quote(0, 100, 5, 101, 5));
    expect([flow.takeFlow(), flow.takeMove(), flow.isKnown]).toEqual([0, 0, true]);
    flow.push(quote(1000, 100, 8, 101, 5));
    // 3 more bid, where 5 rested on average so far; the mid stood.
    expect([flow.takeFlow(), flow.takeMove()]).toEqual([0.6, 0]);
    flow.push(quote(2000, 101, 800, 102, 5));
    expect(flow.takeFlow()).toBe(10);
    expect(flow.takeMove()).toBeCloseTo(1 / Math.sqrt(0.001), 9);
  });

  const valueOf = (effect: number) => {
    const run = crossImpactOfi.start(SETTINGS);
    const steps = ledSteps(500, effect);
    const values = steps.map(run);
    return { run, values, steps };
  };

  it('goes where the flow of the leader was followed', () => {
    const { run, values } = valueOf(2);
    const draws = normals(95, 500);
    // The first quote of second i ends second i - 1, whose flow of the leader was about tanh of its draw.
    const found = values.filter((_, i) => i % 4 === 0).slice(350);
    const hits = found.filter((value, i) => Math.sign(value ?? 0) === Math.sign(draws[349 + i] ?? 0)).length;
    expect(hits / found.length).toBeGreaterThan(0.6);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.8);
  });

  it('takes every interval of a silence for one in which nothing happened', () => {
    const steps = ledSteps(500, 2);
    const later = steps.map((step) => ({ ...step, time: step.time + 20_000 }));
    const [last, back] = [
      steps.slice(0, 400 * 4).findLast(({ kind }) => kind === 'quote'),
      later.slice(400 * 4),
    ];
    const repeated = Array.from({ length: 20 }, (_, i) => ({
      ...(last as MarketStep),
      time: 400_050 + 1000 * i,
    }));
    const valueAfter = (between: readonly MarketStep[]) =>
      [...steps.slice(0, 400 * 4), ...between, ...back].map(crossImpactOfi.start(SETTINGS)).at(-1);
    expect(valueAfter([])).toBeCloseTo(valueAfter(repeated) ?? NaN, 9);
  });

  it('trusts itself little where nothing follows the leader', () => {
    const { run } = valueOf(0);
    expect(readingOf(run, 'confidence')).toBeLessThan(0.6);
  });

  it('has no value while the leader is silent', () => {
    const { run, steps } = valueOf(2);
    const last = steps.at(-1)?.time ?? 0;
    const own = (time: number): MarketStep => ({
      kind: 'quote',
      time,
      quote: quote(time, 999.5, 5, 1000.5, 5),
    });
    const values = [1, 2, 3, 4, 5].map((second) => run(own(last + 1000 * second)) !== undefined);
    expect(values).toEqual([true, true, true, false, false]);
    expect(readingOf(run, 'signal')).toBe(0);
  });
});

const inputs = ledSteps(310, 2).filter(
  (step) => step.kind === 'quote' || (step.kind === 'peer-quote' && step.quote.isLeader),
);
describeFormulaContract(crossImpactOfi, SETTINGS, inputs);
