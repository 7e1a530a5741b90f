import type { Bar } from '../domain/market/bar.ts';
import type { MarketStep } from './formula.ts';
import { leaderBar } from './leader-bar.ts';

/** The own bar of a time and that of the leader; undefined where the leader has none, and with any other step. */
export function leaderPair(step: MarketStep): { readonly own: Bar; readonly leader: Bar } | undefined {
  if (step.kind !== 'peers') return undefined;
  const own = step.peers.bars[0];
  const leader = leaderBar(step.peers);
  return own === undefined || leader === undefined ? undefined : { own, leader };
}
