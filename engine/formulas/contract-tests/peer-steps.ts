import type { Bar } from '../../domain/market/bar.ts';
import type { MarketStep } from '../formula.ts';
import { barsOfReturns } from './bars-of-returns.ts';
import { normals } from './catalogue-fixtures.ts';

/** Bars of some symbols, time by time, the own symbol first; one that is missing leaves a gap. */
export const peerSteps = (symbols: readonly (readonly (Bar | undefined)[])[], leader = -1): MarketStep[] =>
  (symbols[0] ?? []).map((_, i) => ({
    kind: 'peers',
    time: (i + 1) * 60_000,
    peers: {
      symbols: symbols.map((_each, j) => `S${j}`),
      bars: symbols.map((each) => each[i]),
      leader,
    },
  }));

/**
 * Bars of an own symbol and of a leader that wanders: the own log price is `slope` times that of the leader
 * plus a distance of which `persistence` is left after each bar.
 */
export function boundPair(
  seed: number,
  count: number,
  { persistence = 0.6, slope = 0.7 }: { readonly persistence?: number; readonly slope?: number } = {},
): [own: Bar[], leader: Bar[]] {
  const moves = normals(seed, count - 1).map((z) => 0.01 * z);
  let distance = 0;
  const own = normals(seed + 1, count - 1).map((z, t) => {
    const before = distance;
    distance = persistence * distance + 0.005 * z;
    return slope * (moves[t] ?? 0) + distance - before;
  });
  return [barsOfReturns(own), barsOfReturns(moves)];
}
