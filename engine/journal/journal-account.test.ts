import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionDescription } from '../domain/session/session-description.ts';
import { describeSession } from './fixtures/describe-session.ts';
import { temporaryFolder } from './fixtures/temporary-journal.ts';
import type { JournalAccount } from './journal-account.ts';
import { openJournal } from './open-journal.ts';

const LIVE = 'live-bybit-0a1b2c3d';
const live = (more: Partial<SessionDescription> = {}) =>
  describeSession({ sessionId: 'live-1', accountId: LIVE, mode: 'live', source: 'live-data', ...more });

describe('R-LV-07: the file of an account', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;

  beforeEach(() => {
    folder = temporaryFolder();
    path = `${folder.path}/journal.sqlite`;
  });
  afterEach(() => folder.remove());

  const opened = (account: JournalAccount) => {
    const result = openJournal({ path, account });
    if (!result.ok) throw new Error(result.failure.detail);
    return result.journal;
  };

  it('takes no session of a real account when it is the one of paper', () => {
    const journal = opened(undefined);
    expect(() => journal.beginSession(live())).toThrow(
      `a session of ${LIVE} cannot begin in the journal of paper accounts`,
    );
    expect(journal.stats().rows).toBe(0);
    journal.beginSession(describeSession());
    journal.close();
  });

  it('takes no paper session and no other real account when it is a real account’s', () => {
    const journal = opened(LIVE);
    expect(() => journal.beginSession(describeSession())).toThrow(`cannot begin in the journal of ${LIVE}`);
    expect(() => journal.beginSession(live({ accountId: 'live-bybit-ffffffff' }))).toThrow(
      `a session of live-bybit-ffffffff cannot begin in the journal of ${LIVE}`,
    );
    expect(journal.stats().rows).toBe(0);
    journal.beginSession(live());
    journal.close();
  });

  it.each([
    ['a live session on a paper account', live({ accountId: 'paper-sandbox' })],
    ['a paper session on a live account', describeSession({ accountId: LIVE })],
  ])('takes %s nowhere', (_, description) => {
    for (const account of [undefined, LIVE, 'paper-sandbox']) {
      path = `${folder.path}/${account ?? 'paper'}.sqlite`;
      const journal = opened(account);
      expect(() => journal.beginSession(description)).toThrow('the account of a live session begins with');
      journal.close();
    }
  });

  it('is opened as no other account’s', () => {
    const paper = opened(undefined);
    paper.beginSession(describeSession());
    paper.close();
    expect(openJournal({ path, account: LIVE })).toEqual({
      ok: false,
      failure: {
        code: 'other-account',
        detail: `${path} has rows of paper, so it is not the journal of ${LIVE}`,
      },
    });
    opened(undefined).close();
    path = `${folder.path}/live.sqlite`;
    const own = opened(LIVE);
    own.beginSession(live());
    own.close();
    expect(openJournal({ path })).toMatchObject({ ok: false, failure: { code: 'other-account' } });
    opened(LIVE).close();
  });
});
