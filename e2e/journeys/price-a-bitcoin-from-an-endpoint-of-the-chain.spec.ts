import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { graveViolations } from '../screens/accessibility.ts';
import { connectChain, openMempool, originOf } from '../screens/chain.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { importTable, openLibrary } from '../screens/library.ts';
import { waitForMarket } from '../screens/market.ts';
import { chooseCommand } from '../screens/palette.ts';

const DAY_MS = 86_400_000;
const DAYS = 200;

/** Daily bars of a price that goes its own way, up to yesterday. */
function writeDays(folder: string, nowMs: number): string {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const rows = Array.from({ length: DAYS }, (_, at) => {
    const close = Math.round(60_000 + 8000 * Math.sin(at / 31) + 40 * at);
    return [today - (DAYS - at) * DAY_MS, close - 100, close + 300, close - 400, close, 1000].join(',');
  });
  const path = join(folder, 'days.csv');
  writeFileSync(path, ['open_time,open,high,low,close,volume', ...rows].join('\n'));
  return path;
}

test('price a bitcoin from an endpoint of the chain', async ({ open }) => {
  const folder = mkdtempSync(join(tmpdir(), 'edgewright-days-'));
  const endpoint = await openMempool(Date.now());
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await page.getByRole('button', { name: 'Formulas', exact: true }).click();
  await page.getByRole('tab', { name: 'TRUE PRICE', exact: true }).click();
  await expect(page.getByText(/Height, difficulty and time of the newest block are needed/)).toBeVisible();
  await keepScreenshot(page, 'true-price-empty-dark');

  await page.getByRole('button', { name: 'Check case' }).click();
  await expect(page.getByText('This is the check case: the catalogue gives 102,012.318844')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Result' }).locator('output')).toHaveText('102,012.32');
  await expect(page.getByRole('img', { name: /^Tornado chart/ })).toBeVisible();
  await expect(page.getByText(/describes and does not forecast/)).toBeVisible();
  expect(endpoint.heard).toEqual([]);

  await page.getByRole('button', { name: 'Forget what is typed' }).click();
  await connectChain(page, endpoint.url);
  await expect.poll(() => originOf(page, 'Block height')).toMatch(/^127\.0\.0\.1:\d+, \d+ (ms|s) ago$/);
  await expect(page.getByLabel('Block height, blocks')).toHaveValue('840000');
  await expect(page.getByText(/Formulas of this session know 3 numbers/)).toBeVisible();
  await page.getByRole('button', { name: 'Use in formulas' }).click();
  await expect(page.getByText(/Formulas of this session know 5 numbers/)).toBeVisible();
  await page.getByRole('button', { name: 'Read from the source' }).click();
  await expect(page.getByText(/30 changes of difficulty known/)).toBeVisible();

  await openLibrary(page);
  const path = writeDays(folder, Date.now());
  const told = await importTable(desk, { path, instrument: 'test:BTC/USD', tick: '0.01', lot: '0.001' });
  expect(told).toContain(`${DAYS} events`);
  await chooseCommand(page, 'Open TRUE PRICE');
  await page.getByRole('button', { name: 'Compare with the market' }).click();
  await expect(page.getByText(/test:BTC\/USD: 200 days; 0 left out/)).toBeVisible();
  await expect(page.getByRole('row', { name: /Engle-Granger/ })).toBeVisible();
  for (const theme of ['Dark', 'Light']) {
    await chooseCommand(page, `Theme: ${theme}`);
    expect(await graveViolations(page, '.true-price'), theme).toEqual([]);
    await page.getByRole('row', { name: /Engle-Granger/ }).scrollIntoViewIfNeeded();
    await keepScreenshot(page, `true-price-past-${theme.toLowerCase()}`);
    await page.getByLabel('Block height, blocks').scrollIntoViewIfNeeded();
    await keepScreenshot(page, `true-price-${theme.toLowerCase()}`);
  }
  await expect(page.getByText(/kept from the formulas/)).toHaveCount(0);
  await desk.quit();
  endpoint.close();
  rmSync(folder, { recursive: true });
});
