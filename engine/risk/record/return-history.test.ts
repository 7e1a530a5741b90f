import { describe, expect, it } from 'vitest';
import { ReturnHistory, STEP_MS, STEPS_PER_DAY } from './return-history.ts';

const at = (history: ReturnHistory, step: number, prices: Readonly<Record<string, number>>) =>
  history.passTime(step * STEP_MS, () => Object.entries(prices));

describe('the history of prices as it is written down', () => {
  it('is one text an instrument, with a hole for every step nobody looked at, and written anew as a step ends', () => {
    const history = new ReturnHistory();
    at(history, 7, { a: 100 });
    expect(history.state()).toEqual({ step: 7, prices: { a: '100' } });
    at(history, 8, { a: 101, b: 5 });
    expect(history.state()).toEqual({ step: 8, prices: { a: '100,101', b: '5' } });
    at(history, 11, { a: 104 });
    expect(history.state()).toEqual({ step: 11, prices: { a: '100,101,0,0,104', b: '5,0,0,0' } });
    expect(history.state().prices).toBe(history.state().prices);
  });

  it('has a price every four hours, six a day', () => {
    expect([STEP_MS, STEPS_PER_DAY]).toEqual([14_400_000, 6]);
  });

  it('holds 181 prices: those of the returns of thirty days', () => {
    const history = new ReturnHistory();
    for (let step = 1; step <= 181; step += 1) at(history, step, { a: step });
    expect(history.state().prices['a']?.split(',')).toHaveLength(181);
    at(history, 182, { a: 182 });
    const kept = history.state().prices['a']?.split(',') ?? [];
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([181, '2', '182']);
    // Longer than that nobody looked: all there was is gone but the newest.
    at(history, 182 + 181, { a: 9 });
    const after = history.state().prices['a']?.split(',') ?? [];
    expect([after.length, after.filter((each) => each !== '0')]).toEqual([181, ['9']]);
    expect(history.returnsOf('a')).toEqual([]);
  });

  it('counts no step as missed before the first, and the first of all as one', () => {
    const history = new ReturnHistory();
    expect(history.isEmpty).toBe(true);
    at(history, 0, { a: 3 });
    expect([history.isEmpty, history.state().prices['a']]).toEqual([false, '3']);
    at(history, 2, { a: 4 });
    expect(history.state().prices['a']).toBe('3,0,4');
  });

  it('knows a price of one tick, and nothing of a step that nobody priced', () => {
    const history = new ReturnHistory();
    expect(history.state()).toEqual({ step: -1, prices: {} });
    for (const [step, price] of [2, 1, 1, 3].entries()) at(history, step, { a: price });
    expect(history.returnsOf('a')).toEqual([Math.log(1 / 2), 0, Math.log(3)]);
    at(history, 5, { a: 6 });
    at(history, 6, { a: 9 });
    expect(history.returnsOf('a').slice(3)).toEqual([Math.log(9 / 6)]);
  });

  it('keeps its steps where an instrument was not traded for a while, and forgets it after thirty days', () => {
    const history = new ReturnHistory();
    for (let step = 0; step < 4; step += 1) at(history, step, { a: 10 * 2 ** step, b: 10 * 3 ** step });
    at(history, 4, { a: 160 });
    const next = new ReturnHistory();
    next.restore(structuredClone(history.state()));
    at(next, 6, { a: 320 });
    at(next, 7, { a: 640, b: 2 });
    at(next, 8, { a: 1280, b: 1 });
    // From 270 to 2 is no return of four hours, and what came after stands beside what the other did then.
    expect(next.returnsOf('b')).toEqual([...[3, 3, 3].map(Math.log), Math.log(1 / 2)]);
    expect(next.common(['a', 'b'])).toEqual([[2, 2, 2, 2].map(Math.log), [3, 3, 3, 1 / 2].map(Math.log)]);
    for (let step = 9; step < 9 + 180; step += 1) at(next, step, { a: 1 });
    expect(next.state().prices['b']?.startsWith('1,0,0,')).toBe(true);
    at(next, 9 + 180, { a: 1 });
    expect(Object.keys(next.state().prices)).toEqual(['a']);
  });

  it('sets another beside the returns of one: step for step, still where it was not priced', () => {
    const history = new ReturnHistory();
    at(history, 0, { a: 1, b: 8 });
    at(history, 1, { a: 2, b: 4 });
    at(history, 2, { b: 2 });
    at(history, 3, { a: 2, b: 1 });
    at(history, 4, { a: 6, b: 3, c: 5 });
    at(history, 5, { a: 6, b: 6, c: 10 });
    expect(history.returnsOf('a')).toEqual([2, 3, 1].map(Math.log));
    expect(history.returnsBeside('a', 'b')).toEqual([1 / 2, 3, 2].map(Math.log));
    expect(history.returnsBeside('a', 'c')).toEqual([1, 1, 2].map(Math.log));
    expect(history.returnsBeside('c', 'a')).toEqual([0]);
    expect(history.returnsBeside('b', 'a')).toEqual([2, 1, 1, 3, 1].map(Math.log));
    expect(history.returnsBeside('a', 'nothing')).toEqual([0, 0, 0]);
    expect(history.common(['a', 'nothing'])).toEqual([[], []]);
  });

  it('is gone on with over a restart, at its own step', () => {
    const history = new ReturnHistory();
    at(history, 4, { a: 10 });
    const next = new ReturnHistory();
    next.restore(structuredClone(history.state()));
    next.passTime(5 * STEP_MS - 1, () => {
      throw new Error('nobody asks');
    });
    at(next, 6, { a: 30 });
    expect(next.state()).toEqual({ step: 6, prices: { a: '10,0,30' } });
    at(next, 7, { a: 15 });
    expect(next.returnsOf('a')).toEqual([Math.log(0.5)]);
  });
});
