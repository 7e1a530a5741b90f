import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import type { Workstation } from '../launch/launch-workstation.ts';
import { faultOfJournal } from '../screens/journal-file.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { lastPriceOf, waitForMarket } from '../screens/market.ts';
import { choosePaths } from '../screens/native-dialogs.ts';
import { chooseCommand } from '../screens/palette.ts';
import { readPanel } from '../screens/panels.ts';
import { exportPack } from '../screens/reports.ts';
import { startStrategy } from '../screens/strategies.ts';

const data = process.env['EDGEWRIGHT_DATA'];
const commandLine = resolve(import.meta.dirname, '../../engine/cli/main.ts');

/** Records a short paper session with the command line; answers the recording's path. */
function recordSession(folder: string): string {
  const args = ['paper', '--minutes', '3', '--strategies', 'buy-and-hold@BTC/USDT:USDT', '--format', 'json'];
  const where = ['--data-dir', folder, '--out', join(folder, 'reports')];
  execFileSync(process.execPath, [commandLine, ...args, ...where], { stdio: 'pipe' });
  const [name] = readdirSync(join(folder, 'recordings'));
  if (name === undefined) throw new Error('the session must leave a recording, it left none');
  return join(folder, 'recordings', name);
}

async function openRecording({ app, page }: Workstation, paths: readonly string[]): Promise<void> {
  await choosePaths(app, paths);
  await chooseCommand(page, 'Open recording…');
  await page.getByRole('status', { name: 'Mode: REPLAY' }).waitFor({ timeout: 60_000 });
}

async function playToTheEnd(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'As fast as possible' }).click();
  await page.getByText('The recording has ended').waitFor({ timeout: 90_000 });
}

/** The averages beside the chart belong to the prices of the market it shows. */
async function expectChartOf(page: Page, base: string): Promise<void> {
  const legend = page.getByRole('tabpanel', { name: 'Chart' });
  await expect(async () => {
    const [, average = ''] = /EMA ([\d,.]+)/.exec(await legend.innerText()) ?? [];
    const last = await lastPriceOf(page, base);
    expect(Math.abs(Number(average.replaceAll(',', '')) / last - 1)).toBeLessThan(0.003);
  }).toPass({ timeout: 10_000 });
}

test('replay a recorded session through the window, then go back to the sandbox', async ({ open }) => {
  const folder = mkdtempSync(join(tmpdir(), 'edgewright-recording-'));
  const recording = recordSession(folder);
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await openRecording(desk, [recording]);
  await startStrategy(page, 'Buy and hold', 'ETH/USDT:USDT');
  await keepScreenshot(page, 'replay-dark');
  await playToTheEnd(page);
  await expectChartOf(page, 'BTC');
  const fills = await readPanel(page, 'Fills');
  expect(fills).toMatchObject([{ Symbol: 'ETH/USDT:USDT', Side: '▲ Buy', By: 'Buy and hold' }]);
  await keepScreenshot(page, 'replay-ended-dark');

  await page.getByRole('button', { name: 'Back to the sandbox' }).click();
  await expect(page.getByRole('status', { name: 'Mode: SANDBOX' })).toBeVisible();
  expect(await readPanel(page, 'Fills')).toEqual([]);
  await desk.quit();
  expect(faultOfJournal(desk.userDataDir)).toBeUndefined();
  rmSync(folder, { recursive: true });
});

test('a file that is no recording is refused with a sentence and nothing changes', async ({ open }) => {
  const desk = await open();
  const { app, page } = desk;
  await waitForMarket(page);
  await choosePaths(app, [resolve(import.meta.dirname, '../tsconfig.json')]);
  await chooseCommand(page, 'Open recording…');
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('tsconfig.json');
  await expect(page.getByRole('status', { name: 'Mode: SANDBOX' })).toBeVisible();
  await desk.quit();
});

const reason = data === undefined ? ' (skipped: EDGEWRIGHT_DATA names no folder with market data)' : '';
test(`the real two-file spot session trades on paper and leaves a report${reason}`, async ({ open }) => {
  test.skip(data === undefined, 'EDGEWRIGHT_DATA names no folder with market data');
  const files = ['20240808', '20240809'].map((day) =>
    join(data ?? '', 'book', `binance-spot_BTCUSDT_${day}.raw.gz`),
  );
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await openRecording(desk, files);
  await startStrategy(page, 'Renaissance three-phase gate');
  await startStrategy(page, 'Buy and hold');
  await playToTheEnd(page);
  await keepScreenshot(page, 'replay-of-real-data-dark');
  const log = await readPanel(page, 'Log');
  expect(log.filter(({ Message }) => /gap/.test(Message ?? ''))).toEqual([]);
  const { folder, report } = await exportPack(desk);
  expect(report.badge).toBe('REPLAY');
  expect(report.totals.fills).toBeGreaterThan(0);
  expect(report.checks.every(({ difference }) => Number(difference) === 0)).toBe(true);
  rmSync(folder, { recursive: true });
  await desk.quit();
  expect(faultOfJournal(desk.userDataDir)).toBeUndefined();
});
