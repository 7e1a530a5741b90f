import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import { temporaryFolder } from '../fixtures/temporary-journal.ts';
import type { NewVote, VoteListKey } from './kept-vote.ts';
import { openVoteLog } from './open-vote-log.ts';
import type { VoteLog } from './vote-log.ts';
import { VOTES_KEPT } from './vote-room.ts';

const list: VoteListKey = { accountId: 'paper', instrument: 'made:BTC/USDT', group: 'slow' };
const decision: VoteDecision = {
  time: 0,
  group: 'slow',
  winner: 1,
  reason: 'majority',
  signal: 0.609_412_345_678_9,
  confidence: 0.15,
  probabilityUp: 0.575_68,
  margins: { longShort: 0.3, longFlat: 0.2, flatShort: 0.1 },
  totalWeight: 0.38,
  voters: 1,
  effectiveVotes: 6.76,
  categories: ['Statistical'],
  juryProbability: 0.58,
  ballots: [],
  quorum: { votes: 5, categories: 3 },
  parameters: 'quorum=5',
};
const voteAt = (time: number, over: Partial<NewVote> = {}): NewVote => ({
  list,
  sessionId: 's1',
  isOfSession: true,
  touch: { bid: 99, ask: 101 },
  ...over,
  decision: { ...decision, time, ...over.decision },
});

describe('the votes that were counted', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let log: VoteLog;
  const path = () => `${folder.path}/votes.sqlite`;
  const opened = () => {
    const result = openVoteLog(path());
    if (!result.ok) throw new Error(result.failure.detail);
    return result;
  };

  beforeEach(() => {
    folder = temporaryFolder();
    log = opened().log;
  });
  afterEach(() => {
    log.close();
    folder.remove();
  });

  it('are read in pages, newest first, the list of each group by itself', () => {
    log.write([1, 2, 3, 4, 5].map((time) => voteAt(time)));
    log.write([voteAt(9, { list: { ...list, instrument: 'made:ETH/USDT' } })]);
    const first = log.page(list, { limit: 2, newestFirst: true });
    expect(first.rows.map(({ time }) => time)).toEqual([5, 4]);
    const second = log.page(list, { limit: 9, newestFirst: true, after: first.next ?? 0 });
    expect([second.rows.map(({ time }) => time), second.next]).toEqual([[3, 2, 1], undefined]);
    expect(log.page({ ...list, group: 'fast' }).rows).toEqual([]);
    const { ballots: _b, categories: _c, group: _g, quorum: _q, ...numbers } = decision;
    const rest = { sessionId: 's1', isOfSession: true, version: 1, bid: 99, ask: 101 };
    expect(first.rows[0]).toEqual({
      ...numbers,
      time: 5,
      number: 5,
      outcome: 'awaited',
      move: null,
      ...rest,
    });
  });

  it('are read one by one with their ballots and what the quorum was', () => {
    log.write([voteAt(7)]);
    expect(log.vote(1)).toMatchObject({ time: 7, list, quorum: { votes: 5, categories: 3 }, ballots: [] });
    expect(log.vote(2)).toBeUndefined();
  });

  it('number the versions of their parameters as they were first used', () => {
    const other = { decision: { ...decision, parameters: 'quorum=6', quorum: { votes: 6, categories: 3 } } };
    log.write([voteAt(1), voteAt(2, other), voteAt(3)].map((vote, i) => ({ ...vote, time: i })));
    expect(log.page(list).rows.map(({ parameters, version }) => [version, parameters])).toEqual([
      [1, 'quorum=5'],
      [2, 'quorum=6'],
      [1, 'quorum=5'],
    ]);
  });

  it('learn what came of them, that of the session apart from that of the screen', () => {
    log.write([voteAt(1), voteAt(1, { isOfSession: false }), voteAt(2), voteAt(3, { touch: undefined })]);
    log.write([
      { list, isOfSession: true, time: 1, move: 0.01 },
      { list, isOfSession: true, time: 2, move: undefined },
      { list, isOfSession: true, time: 77, move: 1 },
    ]);
    expect(log.page(list).rows.map(({ move, outcome }) => [outcome, move])).toEqual([
      ['known', 0.01],
      ['awaited', null],
      ['unknown', null],
      ['unknown', null],
    ]);
  });

  it('survive a restart; what was awaited then is unknown for good', () => {
    log.write([voteAt(1), voteAt(2), { list, isOfSession: true, time: 1, move: -0.02 }]);
    log.close();
    log = opened().log;
    log.write([{ list, isOfSession: true, time: 2, move: 1 }]);
    expect(log.page(list).rows.map(({ move, outcome }) => [outcome, move])).toEqual([
      ['known', -0.02],
      ['unknown', null],
    ]);
  });

  it('go when more of a list are kept than is said, the oldest first', () => {
    const votes = Array.from({ length: VOTES_KEPT.slow + 600 }, (_, time) => voteAt(time));
    log.write([voteAt(5, { list: { ...list, group: 'fast' } }), ...votes]);
    const oldest = log.page(list, { limit: 1 }).rows[0]?.time ?? NaN;
    expect(oldest).toBeGreaterThan(600 - 256);
    expect(oldest).toBeLessThanOrEqual(600);
    expect(log.page({ ...list, group: 'fast' }).rows).toHaveLength(1);
  });

  it('write all of a portion or nothing', () => {
    const broken = { ...voteAt(2), decision: { ...decision, winner: 'long' } } as unknown as NewVote;
    expect(() => log.write([voteAt(1), broken])).toThrow(/cannot store TEXT/);
    expect(log.stats().votes).toBe(0);
  });

  it('are for their owner alone, and not for two at once', () => {
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(openVoteLog(path())).toMatchObject({ ok: false, failure: { code: 'locked' } });
  });

  it('are begun anew where the file is damaged, which is kept', () => {
    log.close();
    writeFileSync(path(), 'this is no database, '.repeat(400));
    const again = opened();
    log = again.log;
    expect(again.aside).toBe(`${path()}.damaged-1`);
    expect(readdirSync(folder.path)).toContain('votes.sqlite.damaged-1');
    log.write([voteAt(1)]);
    expect(log.stats().votes).toBe(1);
  });
});
