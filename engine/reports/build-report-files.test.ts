import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tradingHistory } from '../journal/fixtures/trading-history.ts';
import { moneyFromDecimal } from '../domain/units/money.ts';
import { buildReportFiles } from './build-report-files.ts';
import { longHistory, PAPER, withJournal } from './fixtures/reported-journal.ts';
import type { ReportFile, ReportFormat } from './report-file.ts';
import { amountText } from './text/decimal-text.ts';
import { utcText } from './text/utc-text.ts';
import { measured } from '../test/reliability/measured.ts';

const EVERY_FORMAT = ['csv', 'json', 'html', 'pdf'] as const satisfies readonly ReportFormat[];

const digestsOf = (files: readonly ReportFile[] | undefined): readonly string[] =>
  (files ?? []).map(({ name, bytes }) => `${name} ${createHash('sha256').update(bytes).digest('hex')}`);

const textOf = (files: readonly ReportFile[] | undefined, ending: string): string =>
  new TextDecoder().decode(files?.find(({ name }) => name.endsWith(ending))?.bytes);

describe('report files', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('are named for the mode, the account and the last day', async () => {
    const files = await withJournal([longHistory()], (journal) =>
      buildReportFiles(journal, PAPER, EVERY_FORMAT),
    );
    const prefix = 'edgewright-report-sandbox-paper-2024-04-06';
    const endings = [
      '-trades.csv',
      '-fills.csv',
      '-orders.csv',
      '-funding.csv',
      '-equity.csv',
      '.json',
      '.html',
      '.pdf',
    ];
    expect(files?.map(({ name }) => name)).toEqual(endings.map((ending) => prefix + ending));
  });

  it('R-LG-03: are the same to the byte for the same journal, in every time zone', async () => {
    const zones = ['UTC', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'];
    const builds: (readonly string[])[] = [];
    for (const zone of zones) {
      vi.stubEnv('TZ', zone);
      const build = withJournal([longHistory()], (journal) => buildReportFiles(journal, PAPER, EVERY_FORMAT));
      builds.push(digestsOf(await build));
    }
    const different = new Set(builds.map((build) => build.join(' '))).size;
    measured('R-LG-03', `${builds[0]?.length} files in ${builds.length} zones, ${different} set of bytes`);
    expect(builds[0]).toHaveLength(8);
    for (const build of builds) expect(build).toEqual(builds[0]);
  });

  it('change when the journal says something else', async () => {
    const build = (seed: number): Promise<readonly string[]> => {
      const history = tradingHistory({ seed, trades: 5, days: 2 });
      return withJournal([history], async (journal) =>
        digestsOf(await buildReportFiles(journal, PAPER, EVERY_FORMAT)),
      );
    };
    const [one, other] = [await build(1), await build(2)];
    expect(one.filter((digest) => other.includes(digest))).toEqual([]);
  });

  it('tell how far they are and never go back', async () => {
    const shares: number[] = [];
    await withJournal([longHistory()], (journal) =>
      buildReportFiles(journal, PAPER, ['json'], { onProgress: (share) => shares.push(share) }),
    );
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
  });

  it.each([1, 3, 8, 14])('stop without a file when asked to at step %d', async (at) => {
    let asked = 0;
    const shouldStop = (): boolean => {
      asked += 1;
      return asked >= at;
    };
    const files = await withJournal([longHistory()], (journal) =>
      buildReportFiles(journal, PAPER, EVERY_FORMAT, { shouldStop }),
    );
    expect(files).toBeUndefined();
    expect(asked).toBe(at);
  });

  it('hold the net result of the ledger in each of their forms', async () => {
    const history = longHistory();
    const files = await withJournal([history], (journal) => buildReportFiles(journal, PAPER, EVERY_FORMAT));
    const earned = history.account.equity - history.account.deposits;
    expect(earned).not.toBe(0n);
    expect((JSON.parse(textOf(files, '.json')) as { totals: { net: string } }).totals.net).toBe(
      amountText(earned),
    );
    expect(textOf(files, '.html')).toContain(`<dd>${amountText(earned)}</dd>`);
    const rows = textOf(files, '-trades.csv').trim().split('\r\n').slice(1);
    const results = rows.map((row) => moneyFromDecimal(row.split(',').at(-1) ?? ''));
    expect(results.reduce((sum, amount) => sum + amount, 0n)).toBe(earned);
  });
});

describe('the HTML report', () => {
  it('needs nothing from elsewhere and runs no script', async () => {
    const files = await withJournal([longHistory()], (journal) => buildReportFiles(journal, PAPER, ['html']));
    const html = textOf(files, '.html');
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).toContain('<div class="badge sandbox">SANDBOX</div>');
    expect(html).not.toMatch(/<script|<link|<img|<iframe|https?:|url\(|@import|\son\w+=/i);
    expect(html.match(/<svg role="img"/g)).toHaveLength(3);
  });

  it('shows hostile names as text', async () => {
    const description = { sessionId: '<script>alert("1")</script>' };
    const history = tradingHistory({ seed: 1, trades: 2, days: 1, description });
    const files = await withJournal([history], (journal) => buildReportFiles(journal, PAPER, ['html']));
    const html = textOf(files, '.html');
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
  });

  it('says what is missing before a ratio is shown', async () => {
    const history = tradingHistory({ seed: 1, trades: 12, days: 5 });
    const files = await withJournal([history], (journal) => buildReportFiles(journal, PAPER, ['html']));
    expect(textOf(files, '.html')).toContain('18 more trades and 10 more days needed');
  });
});

describe('the PDF report', () => {
  it('is stamped with the end of the history and numbers its pages', async () => {
    const history = longHistory();
    const files = await withJournal([history], (journal) => buildReportFiles(journal, PAPER, ['pdf']));
    const stamp = utcText(history.account.time).slice(0, 19).replaceAll(/[-T:]/g, '');
    const pdf = new TextDecoder('latin1').decode(files?.[0]?.bytes);
    expect(pdf.startsWith('%PDF-1.')).toBe(true);
    expect(pdf.includes(`(D:${stamp}Z)`)).toBe(true);
    const pages = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(3);
    expect(pdf.includes(`/Count ${pages}`)).toBe(true);
  });
});
