import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../journal/fixtures/temporary-journal.ts';
import type { NewVote } from '../../journal/votes/kept-vote.ts';
import { openVotes } from '../votes/open-votes.ts';
import type { Workstation } from '../workstation.ts';
import { voteHandlers } from './vote-handlers.ts';

const INSTRUMENT = 'made:BTC/USDT';
const voteOf = (accountId: string, time: number): NewVote => ({
  list: { accountId, instrument: INSTRUMENT, group: 'medium' },
  sessionId: 's',
  isOfSession: false,
  touch: { bid: 99.99, ask: 100.01 },
  decision: {
    time,
    group: 'medium',
    winner: -1,
    reason: 'majority',
    signal: -0.6,
    confidence: 0.1,
    probabilityUp: 0.4,
    margins: { longShort: -0.3, longFlat: -0.2, flatShort: -0.1 },
    totalWeight: 0.4,
    voters: 0,
    effectiveVotes: 6,
    categories: [],
    juryProbability: 0.57,
    ballots: [],
    quorum: { votes: 5, categories: 3 },
    parameters: 'quorum=5',
  },
});

let folder: ReturnType<typeof temporaryFolder>;
let log: NonNullable<ReturnType<typeof openVotes>['log']>;

beforeEach(() => {
  folder = temporaryFolder();
  const opened = openVotes(`${folder.path}/votes.sqlite`);
  if (opened.log === undefined) throw new Error(opened.notice);
  log = opened.log;
  log.write([voteOf('own', 1), voteOf('other', 2), voteOf('own', 3), voteOf('own', 4)]);
});
afterEach(() => {
  log.close();
  folder.remove();
});

/** A workstation with votes kept, or none, on an account and a market with a taker fee of 5 bps. */
const handlersOf = (voteLog: typeof log | undefined) => {
  const market = { of: () => ({ instrument: { takerFeePpm: 500 } }) };
  const session = { description: { accountId: 'own' }, kernel: { rooms: { market } } };
  return voteHandlers({ session, options: { voteLog } } as unknown as Workstation);
};
const request = { instrument: INSTRUMENT, group: 'medium', count: 2 } as const;

describe('what a window asks about past votes', () => {
  it('is answered by pages of the account, newest first', async () => {
    const { pastVotes } = handlersOf(log);
    const first = await pastVotes(request);
    if (!first.ok) throw new Error(first.failure.detail);
    expect(first.reply.votes.map(({ timeMs }) => timeMs)).toEqual([4, 3]);
    expect(first.reply.hasMore).toBe(true);
    const before = first.reply.votes.at(-1)?.number ?? 0;
    expect(await pastVotes({ ...request, before })).toMatchObject({
      reply: { hasMore: false, votes: [{ timeMs: 1, winner: -1, outcome: 'awaited' }] },
    });
  });

  it('is answered by one vote of the account, never by that of another', async () => {
    const { pastVote } = handlersOf(log);
    expect(await pastVote({ number: 1 })).toMatchObject({ reply: { decision: { time: 1, winner: -1 } } });
    for (const number of [2, 99])
      expect(await pastVote({ number })).toEqual({
        ok: false,
        failure: {
          code: 'no-such-vote',
          detail: `vote ${number} of this account is not kept, or no longer`,
        },
      });
  });

  it('is answered by nothing where votes are not kept', async () => {
    const { pastVotes } = handlersOf(undefined);
    expect(await pastVotes(request)).toMatchObject({ ok: true, reply: { votes: [], hasMore: false } });
  });
});
