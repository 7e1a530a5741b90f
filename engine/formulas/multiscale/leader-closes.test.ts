import { describe, expect, it } from 'vitest';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { LeaderCloses } from './leader-closes.ts';

const closes = (...values: number[]) =>
  bars(...values.map((each): [number, number, number] => [each, each, each]));
const renamed = (step: MarketStep, symbols: readonly string[]): MarketStep =>
  step.kind === 'peers' ? { ...step, peers: { ...step.peers, symbols } } : step;

describe('closes of the own symbol and the leader', () => {
  it('give returns from one time at which both have a bar to the next', () => {
    const [one, , three] = closes(10, 11, 20);
    const pair = new LeaderCloses();
    const told = peerSteps([closes(100, 105, 110), [one, undefined, three]], 1).map((step) =>
      pair.push(step),
    );
    expect(told).toEqual([true, false, true]);
    expect(pair.ownReturn).toBeCloseTo(Math.log(1.1), 14);
    expect(pair.leaderReturn).toBeCloseTo(Math.LN2, 14);
    expect([pair.own, pair.leader]).toEqual([110, 20]);
  });

  it('are none without a leader', () => {
    const pair = new LeaderCloses();
    expect(peerSteps([closes(1), closes(2)]).map((step) => pair.push(step))).toEqual([false]);
  });

  it('give no return from one leader to another', () => {
    const pair = new LeaderCloses();
    const [first, second] = peerSteps([closes(1, 2), closes(3, 4)], 1);
    pair.push(renamed(first as MarketStep, ['S0', 'S1']));
    expect(pair.push(renamed(second as MarketStep, ['S0', 'other']))).toBe(true);
    expect([pair.ownReturn, pair.leaderReturn]).toEqual([NaN, NaN]);
  });
});
