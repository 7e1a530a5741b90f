import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFixed } from '../domain/units/fixed.ts';
import { tradingHistory } from '../journal/fixtures/trading-history.ts';
import { buildReport } from './build-report.ts';
import { longHistory, PAPER, withJournal } from './fixtures/reported-journal.ts';
import { amountText } from './text/decimal-text.ts';
import { measured } from '../test/reliability/measured.ts';

const units = (text: string): bigint => parseFixed(text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''), 8);

describe('a report', () => {
  it('R-LG-04: has totals that equal the ledger to the last unit, whatever was traded', async () => {
    const shape = fc.record({
      seed: fc.integer({ min: 1, max: 1e9 }),
      trades: fc.integer({ min: 0, max: 40 }),
      days: fc.integer({ min: 1, max: 60 }),
    });
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(shape, async (drawn) => {
        const history = tradingHistory(drawn);
        const { account } = history;
        compared += 1;
        const report = await withJournal([history], (journal) => buildReport(journal, PAPER));
        expect(report.totals).toMatchObject({
          openingEquity: amountText(account.deposits),
          gross: amountText(account.realizedPnl),
          fees: amountText(account.fees),
          funding: amountText(account.funding),
          net: amountText(account.equity - account.deposits),
          closingEquity: amountText(account.equity),
          trades: drawn.trades,
        });
        for (const { difference } of report.checks) expect(difference).toBe('0.00000000');
        for (const rows of [report.runs, report.instruments]) {
          expect(rows.reduce((sum, { fees }) => sum + units(fees), 0n)).toBe(account.fees);
          expect(rows.reduce((sum, { funding }) => sum + units(funding), 0n)).toBe(account.funding);
          expect(rows.reduce((sum, { gross }) => sum + units(gross), 0n)).toBe(account.realizedPnl);
        }
      }),
      { numRuns: 25 },
    );
    measured('R-LG-04', `${compared} drawn histories, each report equal to its ledger to the last unit`);
  });

  it('finds the drawdown that the account itself kept', async () => {
    const history = longHistory();
    const accounts = history.outcomes.flatMap(({ outcome }) =>
      outcome.kind === 'account' ? [outcome.account] : [],
    );
    const deepest = accounts.reduce((most, { drawdown }) => (drawdown > most ? drawdown : most), 0n);
    const report = await withJournal([history], (journal) => buildReport(journal, PAPER));
    expect(report.totals.maxDrawdown).toBe(amountText(deepest));
    expect(deepest > 0n).toBe(true);
  });

  it('goes on over the sessions of an account, also when one began afresh', async () => {
    const first = tradingHistory({ seed: 1, trades: 10, days: 2, description: { sessionId: 'one' } });
    const second = tradingHistory({ seed: 2, trades: 10, days: 2, description: { sessionId: 'two' } });
    const report = await withJournal([first, second], (journal) => buildReport(journal, PAPER));
    const deposit = first.account.deposits;
    const earned = first.account.equity + second.account.equity - 2n * deposit;
    expect(report.totals).toMatchObject({
      openingEquity: amountText(deposit),
      net: amountText(earned),
      closingEquity: amountText(deposit + earned),
      trades: 20,
    });
    expect(report.curve.at(-1)?.equity).toBe(amountText(deposit + earned));
    for (const { difference } of report.checks) expect(difference).toBe('0.00000000');
  });

  it('of one session begins with what the session before left', async () => {
    const first = tradingHistory({ seed: 1, trades: 10, days: 2, description: { sessionId: 'one' } });
    const description = { sessionId: 'two', continues: 'one' };
    const idle = tradingHistory({ seed: 2, trades: 0, days: 1, description });
    const second = { ...idle, outcomes: [] };
    const report = await withJournal([first, second], (journal) =>
      buildReport(journal, { sessionId: 'two' }),
    );
    expect(report.totals).toMatchObject({
      openingEquity: amountText(first.account.equity),
      net: '0.00000000',
      closingEquity: amountText(first.account.equity),
      trades: 0,
    });
  });

  it('names every mode that went into it', async () => {
    const sandbox = tradingHistory({ seed: 1, trades: 1, days: 1, description: { sessionId: 'one' } });
    const description = { sessionId: 'two', mode: 'replay', source: 'recorded' } as const;
    const replay = tradingHistory({ seed: 1, trades: 1, days: 1, description });
    const report = await withJournal([sandbox, replay], (journal) => buildReport(journal, PAPER));
    expect(report.badge).toBe('SANDBOX + REPLAY');
    expect(report.caveats.join(' ')).toContain('simulated agents');
    expect(report.caveats.join(' ')).toContain('do not react to our orders');
  });

  it('lists a run that never traded', async () => {
    const idle = tradingHistory({ seed: 1, trades: 0, days: 1 });
    const report = await withJournal([idle], (journal) => buildReport(journal, PAPER));
    expect(report.runs.map(({ name, trades, closedNet }) => [name, trades, closedNet])).toEqual([
      ['gate-btc', 0, '0.00000000'],
      ['gate-eth', 0, '0.00000000'],
    ]);
    expect(report.instruments).toEqual([]);
  });

  it('holds the hash of the journal it was made from', async () => {
    await withJournal([longHistory()], (journal) => {
      const report = buildReport(journal, PAPER);
      expect(report.journal).toEqual(journal.chainHead());
      const { hash } = report.journal;
      expect(report.assumptions.find(({ label }) => label === 'Journal')?.text).toContain(hash);
    });
  });

  it('refuses a scope without sessions', async () => {
    await withJournal([], (journal) => {
      expect(() => buildReport(journal, { accountId: 'nobody' })).toThrow(
        'a report needs at least one session, account nobody has none',
      );
    });
  });
});
