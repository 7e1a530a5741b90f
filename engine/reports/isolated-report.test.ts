import { describe, expect, it } from 'vitest';
import type { Outcome } from '../domain/session/outcome.ts';
import type { PaperSettings } from '../domain/session/session-description.ts';
import { addMoney, moneyFromDecimal } from '../domain/units/money.ts';
import { tradingHistory, type TradingHistory } from '../journal/fixtures/trading-history.ts';
import { buildReport } from './build-report.ts';
import { PAPER, withJournal } from './fixtures/reported-journal.ts';
import { reportTables } from './report-tables.ts';

/** A session whose strategies also traded alone, with the last line of each told last. */
function withIsolated(
  lines: readonly (readonly [string, string, string])[],
  paper: PaperSettings = {},
): TradingHistory {
  const history = tradingHistory({ seed: 3, trades: 4, days: 1, description: { paper } });
  const last = history.outcomes.at(-1);
  if (!last) throw new Error('a history must hold outcomes');
  const told = lines.map(([runId, shared, alone], index) => {
    const equity = addMoney(history.account.deposits, moneyFromDecimal(alone));
    const outcome: Outcome = {
      kind: 'isolated-account',
      runId,
      strategyId: 'fade',
      shared: moneyFromDecimal(shared),
      account: { ...history.account, equity },
    };
    return { ...last, sequence: last.sequence + 1 + index, index: 0, outcome };
  });
  return { ...history, outcomes: [...history.outcomes, ...told] };
}

describe('the report of strategies together and alone', () => {
  it('shows the last of each, and that shared is the sum alone and the interaction', async () => {
    const history = withIsolated([
      ['one', '1', '1'],
      ['two', '5', '9.5'],
      ['one', '-2.00000001', '3'],
    ]);
    const report = await withJournal([history], (journal) => buildReport(journal, PAPER));
    expect(report.isolated).toEqual([
      { name: 'one (fade)', shared: '-2.00000001', alone: '3.00000000', interaction: '-5.00000001' },
      { name: 'two (fade)', shared: '5.00000000', alone: '9.50000000', interaction: '-4.50000000' },
      { name: 'All', shared: '2.99999999', alone: '12.50000000', interaction: '-9.50000001' },
    ]);
    const tables = reportTables(report).map(({ title }) => title);
    expect(tables).toContain('Strategies together and alone (USDT)');
  });

  it('is left out where no strategy had an account of its own', async () => {
    const report = await withJournal([withIsolated([])], (journal) => buildReport(journal, PAPER));
    expect(reportTables(report).map(({ title }) => title)).not.toContain(
      'Strategies together and alone (USDT)',
    );
  });
});

describe('the report of a simulated venue', () => {
  const reported = (paper: PaperSettings) =>
    withJournal([withIsolated([], paper)], (journal) => buildReport(journal, PAPER));

  it('says what the venue assumed', async () => {
    const report = await reported({
      queue: { model: 'power', exponent: 2 },
      margin: { mode: 'isolated', liquidationFeePpm: 5_000 },
      rateLimit: { orders: 300, perMs: 10_000 },
    });
    expect(report.assumptions).toContainEqual({
      label: 'Simulated venue',
      text:
        'trades and a share of the cancellations move a resting order up (exponent 2), ' +
        'isolated margin, liquidation costs 50.00 bps, 300 requests in 10000 ms',
    });
  });

  it('prints the bias of the optimistic preset, and only of it', async () => {
    const isBiased = ({ caveats }: { readonly caveats: readonly string[] }) =>
      caveats.some((text) => text.startsWith('Optimistic preset touch-fill'));
    expect(isBiased(await reported({ queue: { model: 'touch-fill' } }))).toBe(true);
    expect(isBiased(await reported({ queue: { model: 'risk-averse' } }))).toBe(false);
  });
});
