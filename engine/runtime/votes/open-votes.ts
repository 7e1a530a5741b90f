import { openVoteLog } from '../../journal/votes/open-vote-log.ts';
import type { VoteLog } from '../../journal/votes/vote-log.ts';

/** Where votes are kept; without a file trading goes on and votes are not kept. */
export interface OpenedVotes {
  readonly log: VoteLog | undefined;
  /** What a person has to know about it. */
  readonly notice?: string;
}

/** Opens the votes that were kept. Never a reason not to start: nothing is decided by them. */
export function openVotes(path: string): OpenedVotes {
  const opened = openVoteLog(path);
  if (!opened.ok) return { log: undefined, notice: `votes are not kept: ${opened.failure.detail}` };
  const { aside, log } = opened;
  if (aside === undefined) return { log };
  const name = aside.split(/[\\/]/).at(-1) ?? aside;
  return { log, notice: `the past votes could not be read and were kept as ${name}; new ones are begun` };
}
