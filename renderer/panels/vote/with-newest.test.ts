import { describe, expect, it } from 'vitest';
import type { PastVoteView } from '../../../engine/contract/past-vote-commands.ts';
import { withNewest } from './with-newest.ts';

const votes = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, i) => ({ number: from - i }) as PastVoteView);
const numbersOf = (past: { readonly votes: readonly PastVoteView[] }) =>
  past.votes.map(({ number }) => number);

describe('the newest votes', () => {
  it('stand before the older ones that were read, each once', () => {
    const before = { votes: votes(9, 3), state: 'all', kept: 50 } as const;
    const joined = withNewest(before, { votes: votes(11, 7), hasMore: true, kept: 50 });
    expect([numbersOf(joined), joined.state]).toEqual([[11, 10, 9, 8, 7, 6, 5, 4, 3], 'all']);
  });

  it('stand alone where votes between are missing, and at first', () => {
    const before = { votes: votes(5, 3), state: 'all', kept: 50 } as const;
    const page = { votes: votes(20, 16), hasMore: true, kept: 50 };
    expect(withNewest(before, page)).toEqual({ votes: page.votes, state: 'more', kept: 50 });
    expect(withNewest(undefined, { votes: [], hasMore: false, kept: 50 })).toEqual({
      votes: [],
      state: 'all',
      kept: 50,
    });
  });
});
