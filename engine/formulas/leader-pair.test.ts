import { expect, it } from 'vitest';
import { peerSteps } from './contract-tests/peer-steps.ts';
import { bars } from './contract-tests/sample-inputs.ts';
import { leaderPair } from './leader-pair.ts';

it('the pair of a time is the own bar and that of the leader, where both exist', () => {
  const [own] = bars([2, 1, 1.5]);
  const [leader] = bars([20, 10, 15]);
  const [both] = peerSteps([[own], [undefined], [leader]], 2);
  const [alone] = peerSteps([[own], [undefined]], 1);
  const [none] = peerSteps([[own], [leader]]);
  expect([both, alone, none].map((step) => step && leaderPair(step))).toEqual([
    { own, leader },
    undefined,
    undefined,
  ]);
});
