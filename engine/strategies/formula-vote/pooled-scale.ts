import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import { clip } from '../../numerics/clip.ts';

/** Probabilities are not believed nearer to certainty than this. */
const CLIP = 0.02;

const logOddsOf = ({ probabilityUp }: Pick<VoteDecision, 'probabilityUp'>): number => {
  const p = clip(probabilityUp, CLIP, 1 - CLIP);
  return Math.log(p / (1 - p));
};

/**
 * Scale of a size, 0 to 1, by the pool of the votes a strategy follows (formula 400): how much of its own vote's
 * lead over one half is left when the other votes are asked too. Log odds are averaged and made more extreme by
 * `exponent`. 0 where the pool is for the other side; 1 where its own vote leads nowhere.
 */
export function pooledScale(
  own: Pick<VoteDecision, 'probabilityUp'>,
  votes: readonly Pick<VoteDecision, 'probabilityUp'>[],
  exponent: number,
): number {
  const alone = logOddsOf(own);
  if (alone === 0 || votes.length === 0) return 1;
  const pooled = votes.reduce((sum, vote) => sum + logOddsOf(vote), 0) / votes.length;
  return clip(Math.tanh((exponent * pooled) / 2) / Math.tanh(alone / 2), 0, 1);
}
