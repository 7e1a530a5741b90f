import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordHistory } from '../journal/fixtures/temporary-journal.ts';
import { tradingHistory } from '../journal/fixtures/trading-history.ts';
import type { Journal } from '../journal/journal.ts';
import { openJournal } from '../journal/open-journal.ts';
import { type JournalPlace, openDataFolder } from '../runtime/data-folder.ts';
import { run } from './command-line.fixture.ts';

const LIVE = 'live-bybit-0a1b2c3d';
const root = mkdtempSync(join(tmpdir(), 'edgewright-cli-live-'));
const folder = openDataFolder(root);
afterAll(() => rmSync(root, { recursive: true }));

function opened({ account, path }: JournalPlace): Journal {
  const result = openJournal({ path, account });
  if (!result.ok) throw new Error(result.failure.detail);
  return result.journal;
}

const paper = tradingHistory({ seed: 1, trades: 4, days: 1 });
const live = tradingHistory({
  seed: 2,
  trades: 6,
  days: 1,
  description: {
    sessionId: 'live-1',
    accountId: LIVE,
    mode: 'live',
    source: 'live-data',
    live: {
      traits: {
        attachesStops: false,
        stopsFollowPosition: false,
        amendsInPlace: true,
        findsByClientId: true,
        historyMs: 86_400_000,
      },
      isDeadManTested: false,
      account: { name: 'Main', venue: 'bybit' },
    },
  },
});

beforeAll(() => {
  for (const [place, history] of [
    [folder.paperJournal, paper],
    [folder.liveJournal(LIVE), live],
  ] as const) {
    const journal = opened(place);
    recordHistory(journal, history);
    journal.endSession(history.description.sessionId, 'quit');
    journal.close();
  }
});

const data = ['--data-dir', root];
const reportIn = (out: string, ending: string) => {
  const name = readdirSync(out).find((each) => each.endsWith(ending)) ?? '';
  return { name, text: readFileSync(join(out, name), 'utf8') };
};

describe('the command line beside real accounts', () => {
  it('R-LV-07: lists the sessions of paper and of every real account, each from its own file', async () => {
    const { code, text } = await run('report', '--list', ...data);
    expect(code).toBe(0);
    expect(text.split('\n').filter((line) => line !== '')).toEqual([
      expect.stringMatching(/^made-up-1 {2}paper {2}paper /),
      expect.stringMatching(new RegExp(`^live-1 {2}${LIVE} {2}live `)),
    ]);
  });

  it.each([
    ['--account', LIVE],
    ['--session', 'live-1'],
  ])('reports on a real account by %s %s, and says so', async (option, value) => {
    const out = join(root, `out${option}`);
    expect((await run('report', option, value, '--format', 'html,json', '--out', out, ...data)).code).toBe(0);
    const html = reportIn(out, '.html');
    expect(html.name).toContain('edgewright-report-live-live-');
    expect(html.text).toContain('<div class="badge live">LIVE</div>');
    expect(html.text).toContain('Real account Main at bybit; ');
    expect(html.text).toContain('Orders of this report reached an exchange.');
    expect(html.text).not.toContain('No order of this report reached an exchange');
    const json = JSON.parse(reportIn(out, '.json').text) as { totals: { fills: number } };
    const fills = live.outcomes.filter(({ outcome }) => outcome.kind === 'order-filled');
    expect(json.totals.fills).toBe(fills.length);
  });

  it('reports on paper when nothing else is asked for', async () => {
    const out = join(root, 'out');
    expect((await run('report', '--format', 'html', '--out', out, ...data)).code).toBe(0);
    const { text } = reportIn(out, '.html');
    expect(text).toContain('SANDBOX');
    expect(text).not.toContain('Real account');
  });

  it('prints the life of an order of a real account and says whose it is', async () => {
    const own = openDataFolder(join(root, 'live-alone'));
    const journal = opened(own.liveJournal(LIVE));
    recordHistory(journal, live);
    journal.close();
    const order = live.outcomes.map(({ outcome }) => outcome).find(({ kind }) => kind === 'order-submitted');
    const orderId = order?.kind === 'order-submitted' ? order.order.id : '';
    const { code, text } = await run('order', orderId, '--data-dir', own.root);
    expect(code).toBe(0);
    expect(text.split('\n')[0]).toBe(`of the real account ${LIVE}`);
    expect(text).toContain('order-submitted');
  });

  it('names every journal it looked into when it finds nothing', async () => {
    const { code, text } = await run('order', 'nobody-1', ...data);
    expect(code).toBe(2);
    expect(text).toContain(
      `no order nobody-1 in ${folder.paperJournal.path}, ${folder.liveJournal(LIVE).path}`,
    );
    expect((await run('report', '--account', 'live-bybit-ffffffff', ...data)).text).toContain(
      'there is no such session',
    );
  });

  it('says that a journal is in use, and reads the others all the same', async () => {
    const held = opened(folder.liveJournal(LIVE));
    const { code, text } = await run('report', '--list', ...data);
    expect(code).toBe(2);
    expect(text).toContain('made-up-1');
    expect(text).toContain(`the journal ${folder.liveJournal(LIVE).path} is in use by another process`);
    held.close();
  });
});
