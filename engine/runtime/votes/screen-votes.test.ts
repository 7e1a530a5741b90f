import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VoteState } from '../../domain/vote/vote-state.ts';
import { temporaryFolder } from '../../journal/fixtures/temporary-journal.ts';
import { ScreenVotes } from './screen-votes.ts';

const learned = (outcomes: number): VoteState => ({
  version: 1,
  ids: [2, 31],
  hits: [outcomes, 0],
  misses: [0, 0],
  tables: [outcomes, 0, 0, 0, 0, 0, 0, 0],
  pValues: [1, 1],
  pairs: '',
  open: [{ id: 2, time: 5, side: 1, mid: 100, halfSpread: 0.0001 }],
  record: {
    forecasts: 2,
    rises: 1,
    squaredErrors: 0.5,
    binned: Array.from({ length: 20 }, () => 0.1),
    binnedRises: Array.from({ length: 20 }, () => 0),
    decided: 1,
    hits: 1,
    returns: 0.01,
    squaredReturns: 0.0001,
    spreads: 0.0002,
  },
});
const without = (state: VoteState) => ({ ...state, open: [] });

describe('what votes on screen have learned', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('is there again after a restart, with the record and without open predictions', () => {
    const votes = new ScreenVotes(folder.path);
    votes.keep('btc', 'medium', { 'btc|medium': learned(7), 'btc|slow': learned(3) });
    const next = new ScreenVotes(folder.path);
    expect(next.beginWith('btc', 'medium')).toEqual({ 'btc|medium': without(learned(7)) });
    expect(next.beginWith('btc', 'slow')).toEqual({});
  });

  it('stands back where the session has learned more, and goes before where it has learned less', () => {
    const votes = new ScreenVotes();
    votes.keep('btc', 'fast', { 'btc|fast': learned(7) });
    expect(votes.beginWith('btc', 'fast', { 'btc|fast': learned(8) })).toEqual({ 'btc|fast': learned(8) });
    expect(votes.beginWith('btc', 'fast', { 'btc|fast': learned(6), 'eth|slow': learned(1) })).toEqual({
      'btc|fast': without(learned(7)),
      'eth|slow': learned(1),
    });
  });

  it('leaves nothing on the disk without a folder', () => {
    new ScreenVotes().keep('btc', 'fast', { 'btc|fast': learned(7) });
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('says where it cannot be written, and goes on', () => {
    const failures: string[] = [];
    const votes = new ScreenVotes(join(folder.path, 'gone'), (detail) => failures.push(detail));
    votes.keep('btc', 'fast', { 'btc|fast': learned(7) });
    expect(failures).toEqual([expect.stringContaining('votes-on-screen.json: Error: ENOENT')]);
    expect(votes.beginWith('btc', 'fast')).toEqual({ 'btc|fast': without(learned(7)) });
  });

  it.each(['', '{"version":1,"votes":{"btc|fast":{"version":1,"ids":[2]}}}'])(
    'begins anew where the file cannot be read: %s',
    (text) => {
      writeFileSync(join(folder.path, 'votes-on-screen.json'), text);
      expect(new ScreenVotes(folder.path).beginWith('btc', 'fast')).toEqual({});
    },
  );
});
