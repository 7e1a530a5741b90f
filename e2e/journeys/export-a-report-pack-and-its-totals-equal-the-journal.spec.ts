import { rmSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { payloadsOf, readRecord, type WrittenOutcome } from '../screens/journal-file.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { lastPriceOf, waitForMarket } from '../screens/market.ts';
import { openPanel, rowsOf } from '../screens/panels.ts';
import { exportPack } from '../screens/reports.ts';
import { startStrategy } from '../screens/strategies.ts';
import { placeOrder } from '../screens/ticket.ts';

const sumOf = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n);

/** A decimal with at most eight places in 1e-8 units. */
function exact(decimal: string): bigint {
  const [whole = '', places = ''] = decimal.replace('-', '').split('.');
  const amount = BigInt(whole) * 100_000_000n + BigInt(places.padEnd(8, '0'));
  return decimal.startsWith('-') ? -amount : amount;
}

/** The rows of a CSV file as objects; fields may be quoted and hold commas. */
function csvRows(text: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field = '']) =>
        field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field,
      ),
    );
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
}

/** Every line of text a PDF with plain pages shows. */
const pdfText = (bytes: Buffer): string =>
  [...bytes.toString('latin1').matchAll(/\[([^\]]*)\] TJ/g)]
    .map(([, shown = '']) => [...shown.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => hex).join(''))
    .map((hex) => Buffer.from(hex, 'hex').toString('latin1'))
    .join('\n');

/** Sums that follow from the record alone, up to the row the report names. */
function totalsOf(record: readonly WrittenOutcome[]) {
  const [began] = payloadsOf(record, 'session-began');
  const worth = new Map(began?.instruments?.map(({ id, moneyPerTickLot }) => [id, moneyPerTickLot]));
  const fills = payloadsOf(record, 'order-filled').flatMap(({ fill }) => fill ?? []);
  const held = new Map<string, { lots: number; cash: bigint }>();
  for (const { runId, instrument, side, lots, ticks } of fills) {
    const key = `${runId} ${instrument}`;
    const before = held.get(key) ?? { lots: 0, cash: 0n };
    const sign = side === 'buy' ? 1 : -1;
    const paid = BigInt(sign * lots * ticks) * (worth.get(instrument) ?? 0n);
    held.set(key, { lots: before.lots + sign * lots, cash: before.cash - paid });
  }
  const funding = payloadsOf(record, 'account').at(-1)?.account?.funding ?? 0n;
  const fees = sumOf(fills.map(({ fee }) => fee));
  // What is flat again has earned its cash flow; what is still open was never partly closed here.
  const gross = sumOf([...held.values()].filter(({ lots }) => lots === 0).map(({ cash }) => cash));
  return {
    fees,
    gross,
    net: gross - fees + funding,
    closedNet: sumOf(payloadsOf(record, 'trade-closed').map(({ trade }) => trade?.netPnl ?? 0n)),
    fills: fills.length,
    trades: payloadsOf(record, 'trade-closed').length,
    orders: payloadsOf(record, 'order-submitted').length,
    refusals: payloadsOf(record, 'intent-refused').length,
  };
}

test('export a report pack and its totals equal the journal', async ({ open }) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await startStrategy(page, 'Buy and hold', 'SOL/USDT:USDT');
  for (const [base, size] of [
    ['BTC', '0.025'],
    ['ETH', '0.30'],
  ] as const) {
    const protectiveStop = String(Math.round((await lastPriceOf(page, base)) * 0.95));
    await placeOrder(page, { base, side: 'Buy', type: 'Market', size, protectiveStop });
    await openPanel(page, 'Positions');
    await page.getByRole('button', { name: `Close ${base}/USDT:USDT at market` }).click();
    await expect(rowsOf(page, 'Positions')).toHaveCount(1);
  }
  // Frozen, so that nothing is filled between the report and the end.
  await page.getByRole('button', { name: 'Freeze', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Release' })).toBeVisible();

  await openPanel(page, 'Reports');
  await keepScreenshot(page, 'reports-dark');
  const { folder, report, bytesOf, textOf } = await exportPack(desk);
  await keepScreenshot(page, 'report-written-dark');
  await desk.quit();

  const journal = totalsOf(readRecord(desk.userDataDir).filter(({ row }) => row <= report.journal.row));
  expect(journal.trades).toBe(2);
  const { totals } = report;
  expect({
    fees: exact(totals.fees),
    gross: exact(totals.gross),
    net: exact(totals.net),
    fills: totals.fills,
    trades: totals.trades,
    orders: totals.orders,
    refusals: totals.refusals,
  }).toEqual({
    fees: journal.fees,
    gross: journal.gross,
    net: journal.net,
    fills: journal.fills,
    trades: journal.trades,
    orders: journal.orders,
    refusals: journal.refusals,
  });
  expect(report.checks.map(({ difference }) => exact(difference))).toEqual(report.checks.map(() => 0n));

  const fills = csvRows(textOf('-fills.csv'));
  const trades = csvRows(textOf('-trades.csv'));
  expect(fills).toHaveLength(journal.fills);
  expect(sumOf(fills.map((fill) => exact(fill['fee_quote'] ?? '')))).toBe(journal.fees);
  expect(sumOf(trades.map((trade) => exact(trade['net_pnl_quote'] ?? '')))).toBe(journal.closedNet);
  expect(csvRows(textOf('-orders.csv'))).toHaveLength(journal.orders);

  const html = textOf('.html');
  const pdf = pdfText(bytesOf('.pdf'));
  for (const figure of [totals.net, totals.fees]) {
    expect(html).toContain(figure);
    expect(pdf).toContain(figure);
  }
  expect(html).not.toMatch(/(?:src|href)="(?!#|data:)/);
  rmSync(folder, { recursive: true });
});
