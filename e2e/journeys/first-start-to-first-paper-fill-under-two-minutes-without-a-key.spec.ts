import { expect } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { openPanel, readTable, rowsOf } from '../screens/panels.ts';
import { startStrategy } from '../screens/strategies.ts';

const limitSeconds = 120;

test('first start to first paper fill under two minutes without a key', async ({ open }) => {
  const startedMs = performance.now();
  const desk = await open({ isUntouched: true });
  const { page } = desk;
  await page.getByRole('status', { name: 'Mode: SANDBOX' }).waitFor({ timeout: 60_000 });
  const usableSeconds = (performance.now() - startedMs) / 1000;
  await expect(page.getByRole('button', { name: 'Pick a strategy' })).toBeVisible();
  await keepScreenshot(page, 'first-start-dark');

  await startStrategy(page, 'Buy and hold');
  await openPanel(page, 'Fills');
  await rowsOf(page, 'Fills').first().waitFor({ timeout: 60_000 });
  const filledSeconds = (performance.now() - startedMs) / 1000;
  test.info().annotations.push({ type: 'seconds to first fill', description: filledSeconds.toFixed(1) });
  process.stdout.write(
    `usable after ${usableSeconds.toFixed(1)} s, first paper fill after ${filledSeconds.toFixed(1)} s\n`,
  );
  expect(filledSeconds).toBeLessThan(limitSeconds);

  const [fill] = (await readTable(page, 'Fills')).toReversed();
  expect(fill).toMatchObject({ Side: '▲ Buy', Role: 'entry', By: 'Buy and hold', Liquidity: 'taker' });
  await rowsOf(page, 'Fills').last().click();
  const why = page.getByRole('dialog', { name: 'Why did this fill?' });
  await expect(why.getByRole('listitem').first()).toBeVisible();
  await expect(why).toContainText('agrees with the fill');
  await expect(why).not.toContainText('does not agree');
  await keepScreenshot(page, 'fill-explanation-dark');
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();

  await openPanel(page, 'Positions');
  await expect(rowsOf(page, 'Positions')).toHaveCount(1);
  const [position] = await readTable(page, 'Positions');
  expect(position).toMatchObject({ Symbol: fill?.['Symbol'], Direction: '▲ Long', By: 'Buy and hold' });
  await keepScreenshot(page, 'sandbox-dark');
  await desk.quit();
});
