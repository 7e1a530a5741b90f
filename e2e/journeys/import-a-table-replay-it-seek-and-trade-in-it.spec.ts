import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { faultOfJournal } from '../screens/journal-file.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { importTable, openLibrary, replayFrom, seekTo } from '../screens/library.ts';
import { marketTimeMs, waitForMarket } from '../screens/market.ts';
import { readPanel, readTable } from '../screens/panels.ts';
import { placeOrder } from '../screens/ticket.ts';

const START = Date.UTC(2024, 7, 9);
const HOUR_MS = 3_600_000;
const SECONDS = 6 * 3600;
const instrument = { instrument: 'test:BTC/USDT:USDT', tick: '0.1', lot: '0.001' };

/** Six hours of quotes and prints, one of each every second, around a price of 1000. */
function writeTables(folder: string): { readonly quotes: string; readonly trades: string } {
  const quotes = ['ts_ms,bid_price,bid_size,ask_price,ask_size'];
  const trades = ['ts_ms,price,qty,side,trade_id'];
  for (let second = 0; second < SECONDS; second += 1) {
    const ms = START + second * 1000;
    const bid = 10_000 + Math.round(100 * Math.sin(second / 600));
    quotes.push(`${ms},${(bid / 10).toFixed(1)},4.5,${((bid + 1) / 10).toFixed(1)},5.5`);
    trades.push(`${ms + 1},${(bid / 10).toFixed(1)},0.05,sell,${second + 1}`);
  }
  const file = (name: string, lines: readonly string[]) => {
    writeFileSync(join(folder, name), lines.join('\n'));
    return join(folder, name);
  };
  return { quotes: file('quotes.csv', quotes), trades: file('trades.csv', trades) };
}

test('import a table, replay it, seek and trade in it', async ({ open }) => {
  const folder = mkdtempSync(join(tmpdir(), 'edgewright-tables-'));
  const { quotes, trades } = writeTables(folder);
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await openLibrary(page);
  expect(await importTable(desk, { ...instrument, path: quotes })).toContain(`${SECONDS} events`);
  expect(await importTable(desk, { ...instrument, path: trades })).toContain(`${SECONDS} events`);
  await keepScreenshot(page, 'data-library-dark');
  const [day] = (await readTable(page, 'Data library')).filter(({ Venue }) => Venue === 'test');
  expect(day).toMatchObject({
    Day: '2024-08-09',
    Origin: 'imported',
    Prints: '21,600',
    'Book levels': '43,200',
  });

  await replayFrom(page, ['BTC/USDT:USDT', '2024-08-09'], '03:00:00');
  await page.getByRole('button', { name: '100 times real time' }).click();
  await expect.poll(() => marketTimeMs(page)).toBeGreaterThan(START + 3 * HOUR_MS + 60_000);
  await seekTo(page, START + 4 * HOUR_MS);
  await expect.poll(() => marketTimeMs(page)).toBeGreaterThanOrEqual(START + 4 * HOUR_MS - 1000);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: '10 minutes on' }).click();
  await expect.poll(() => marketTimeMs(page)).toBeGreaterThanOrEqual(START + 4 * HOUR_MS + 600_000 - 1000);

  await page.getByRole('button', { name: '1 times real time' }).click();
  await placeOrder(page, { base: 'BTC', side: 'Buy', type: 'Market', size: '0.5', protectiveStop: '900' });
  await expect
    .poll(() => readPanel(page, 'Fills'), { timeout: 20_000 })
    .toMatchObject([{ Symbol: 'BTC/USDT:USDT', Side: '▲ Buy' }]);
  await keepScreenshot(page, 'replay-of-imported-data-dark');

  await seekTo(page, START + 2 * HOUR_MS);
  await expect.poll(() => marketTimeMs(page)).toBeLessThan(START + 3 * HOUR_MS);
  await expect(page.getByRole('status', { name: 'Mode: REPLAY' })).toBeVisible();
  expect(await readPanel(page, 'Positions')).toEqual([]);
  const log = await readPanel(page, 'Log');
  expect(log.map(({ Message }) => Message).join('\n')).toContain(
    'the replay went back to 2024-08-09 02:00:00 UTC; the open position of the session before was closed',
  );
  await desk.quit();
  expect(faultOfJournal(desk.userDataDir)).toBeUndefined();
  rmSync(folder, { recursive: true });
});

test('a broken table is refused with its line and its rule, and nothing is kept of it', async ({ open }) => {
  const folder = mkdtempSync(join(tmpdir(), 'edgewright-tables-'));
  const path = join(folder, 'broken.csv');
  const rows = Array.from({ length: 2000 }, (_, at) => `${START + at * 1000},100,1,buy,${at + 1}`);
  rows[1500] = `${START + 1_500_000},-100,1,buy,1501`;
  writeFileSync(path, ['ts_ms,price,qty,side,trade_id', ...rows].join('\n'));
  const desk = await open();
  await waitForMarket(desk.page);
  await openLibrary(desk.page);
  expect(await importTable(desk, { ...instrument, path })).toBe(
    'Refused: broken.csv line 1502: price must be a plain decimal, was "-100". Nothing was imported.',
  );
  const days = await readTable(desk.page, 'Data library');
  expect(days.filter(({ Venue }) => Venue === 'test')).toEqual([]);
  await desk.quit();
  rmSync(folder, { recursive: true });
});
