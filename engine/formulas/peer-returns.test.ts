import { expect, it } from 'vitest';
import { peerSteps } from './contract-tests/peer-steps.ts';
import { bars } from './contract-tests/sample-inputs.ts';
import { PeerReturns } from './peer-returns.ts';

const closes = (...values: number[]) =>
  bars(...values.map((each): [number, number, number] => [each, each, each]));

it('returns of the followed symbols run between times at which all have a bar', () => {
  const [a1, , a3] = closes(1, 2, 4);
  const steps = peerSteps([closes(100, 110, 121), [a1, undefined, a3], closes(7, 7, 7)]);
  const returns = new PeerReturns(2);
  const told = steps.map((step) => (step.kind === 'peers' ? returns.push(step.peers) : undefined));
  expect(told).toEqual([false, false, true]);
  expect([...returns.values]).toEqual([Math.log(121 / 100), Math.log(4)]);
});

it('another number of symbols begins anew', () => {
  const returns = new PeerReturns(3);
  const [two, three] = [peerSteps([closes(1), closes(2)]), peerSteps([closes(1), closes(2), closes(3)])];
  const told = [...two, ...three, ...three].map((step) => step.kind === 'peers' && returns.push(step.peers));
  expect(told).toEqual([false, false, true]);
});

it('another symbol in the place of one begins anew: its price is no move of the other', () => {
  const returns = new PeerReturns(2);
  const told = [
    ...peerSteps([closes(1, 1), closes(2, 2)]),
    ...peerSteps([closes(1, 1), closes(900, 990)]),
  ].map((step, i) => {
    if (step.kind !== 'peers') return false;
    return returns.push(i < 2 ? step.peers : { ...step.peers, symbols: ['S0', 'S9'] });
  });
  expect(told).toEqual([false, true, false, true]);
  expect(returns.values[1]).toBeCloseTo(Math.log(1.1), 12);
});
