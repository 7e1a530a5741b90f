import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openedJournal, recordHistory, temporaryFolder } from '../journal/fixtures/temporary-journal.ts';
import { tradingHistory } from '../journal/fixtures/trading-history.ts';
import type { Journal } from '../journal/journal.ts';
import { buildReport } from './build-report.ts';
import { Jobs } from './jobs.ts';
import type { Workstation } from './workstation.ts';

const wish = { kind: 'build-report', formats: ['json'], jobId: 'report-1' } as const;

describe('a report somebody waits for', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let journal: Journal;
  let states: string[];
  let station: Workstation;

  beforeEach(() => {
    folder = temporaryFolder();
    journal = openedJournal(`${folder.path}/journal.sqlite`);
    const history = tradingHistory({ seed: 3, trades: 30, days: 3 });
    recordHistory(journal, history);
    states = [];
    const jobs = new Jobs(({ detail, state }) => states.push(`${state}: ${detail}`));
    station = { jobs, journal, session: { description: history.description } } as unknown as Workstation;
  });
  afterEach(() => {
    journal.close();
    folder.remove();
  });

  it('is of the open account', async () => {
    const answer = await buildReport(station, wish, undefined);
    expect(answer.ok && answer.files.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^edgewright-report-sandbox-paper-.*\.json$/),
    ]);
    expect(states.at(-1)).toBe('done: 1 files');
  });

  it('ends without a file when the account is left meanwhile and its journal closed', async () => {
    const answer = buildReport(station, wish, undefined);
    journal.close();
    expect(await answer).toEqual({ ok: false, detail: 'the account was left meanwhile' });
    expect(states.at(-1)).toBe('canceled: the account was left meanwhile; nothing was written');
  });

  it('ends without a file when it is canceled', async () => {
    const answer = buildReport(station, wish, undefined);
    station.jobs.cancel('report-1');
    expect(await answer).toEqual({ ok: false, detail: 'canceled' });
  });
});
