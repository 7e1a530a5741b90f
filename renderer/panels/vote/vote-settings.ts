import { VOTE_GROUPS, type VoteGroup } from '../../../engine/domain/vote/vote-group.ts';
import { oneOf } from '../../panel-settings/readers.ts';
import type { SettingRules } from '../../panel-settings/setting-rules.ts';

/** What can be seen below the decision. */
export const VOTE_PARTS = ['voters', 'worth', 'clusters', 'past'] as const;
export type VotePart = (typeof VOTE_PARTS)[number];

/** Whose vote a person looks at, and which part of it. */
export interface VoteChoice {
  readonly group: VoteGroup;
  readonly part: VotePart;
}

/** What the panel begins with, and what it believes of what was kept. */
export const VOTE_RULES: SettingRules<VoteChoice> = {
  group: { first: 'medium', read: oneOf(VOTE_GROUPS) },
  part: { first: 'voters', read: oneOf(VOTE_PARTS) },
};
