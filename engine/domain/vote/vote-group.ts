/** Formulas that look equally far ahead vote together. */
export type VoteGroup = 'fast' | 'medium' | 'slow';

/** From the nearest horizon to the farthest; a formula's parameter `group` is the place in this list. */
export const VOTE_GROUPS = ['fast', 'medium', 'slow'] as const satisfies readonly VoteGroup[];

/** How far ahead a formula of each group is scored, in ms. A signal older than this is not ready. */
export const VOTE_HORIZON_MS: Readonly<Record<VoteGroup, number>> = {
  fast: 60_000,
  medium: 15 * 60_000,
  slow: 24 * 3_600_000,
};

/** The next group with a farther horizon, whose winner must not be the opposite; none after the slow one. */
export const slowerThan = (group: VoteGroup): VoteGroup | undefined =>
  VOTE_GROUPS[VOTE_GROUPS.indexOf(group) + 1];
