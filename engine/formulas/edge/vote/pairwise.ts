import type { VoteMargins, VoteReason } from '../../../domain/vote/vote-decision.ts';

/** Who won, and why. */
export interface PairwiseOutcome {
  readonly winner: -1 | 0 | 1;
  readonly reason: VoteReason;
}

const NEGLIGIBLE = 1e-12;

/**
 * Decides between LONG, FLAT and SHORT by majorities of pairs (Condorcet 1785): a side wins that beats the
 * other and beats FLAT by more than `flatMargin` of all weight. Where the majorities go round in a circle,
 * the one alternative whose worst defeat is smallest wins if that defeat is below the same margin (minimax).
 */
export function decidePairwise(
  margins: VoteMargins,
  totalWeight: number,
  flatMargin: number,
): PairwiseOutcome {
  const { flatShort, longFlat, longShort } = margins;
  const equal = NEGLIGIBLE * totalWeight;
  const needed = flatMargin * totalWeight;
  if (isCycle(margins, equal)) return decideCycle(margins, needed);
  if (Math.abs(longShort) <= equal) return { winner: 0, reason: 'tie' };
  const winner = longShort > 0 ? 1 : -1;
  const beatsFlatBy = winner > 0 ? longFlat : -flatShort;
  if (beatsFlatBy > needed) return { winner, reason: 'majority' };
  return { winner: 0, reason: beatsFlatBy < 0 ? 'flat-preferred' : 'margin' };
}

/** L > F > S > L, or the other way round. */
const isCycle = ({ flatShort, longFlat, longShort }: VoteMargins, equal: number): boolean =>
  (longFlat > equal && flatShort > equal && longShort < -equal) ||
  (longFlat < -equal && flatShort < -equal && longShort > equal);

function decideCycle({ flatShort, longFlat, longShort }: VoteMargins, needed: number): PairwiseOutcome {
  const defeats = [
    { winner: 1, worst: Math.max(-longFlat, -longShort) },
    { winner: 0, worst: Math.max(longFlat, -flatShort) },
    { winner: -1, worst: Math.max(flatShort, longShort) },
  ] as const;
  const least = Math.min(...defeats.map(({ worst }) => worst));
  const [best, another] = defeats.filter(({ worst }) => worst === least);
  const isWon = best !== undefined && another === undefined && least < needed;
  return { winner: isWon ? best.winner : 0, reason: 'cycle' };
}
