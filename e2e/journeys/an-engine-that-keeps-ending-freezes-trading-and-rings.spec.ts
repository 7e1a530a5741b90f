import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { engineProcessId, engineWord, killEngine, waitForNewEngine } from '../screens/engine-process.ts';
import { releaseTrading } from '../screens/kill-switch.ts';
import { lastPriceOf, waitForMarket } from '../screens/market.ts';
import { openPanel, rowsOf } from '../screens/panels.ts';
import { placeOrder } from '../screens/ticket.ts';

test.describe.configure({ timeout: 240_000 });

test('R-LC-02: two deaths of the engine with a position freeze trading until it is released, a third one rings', async ({
  open,
}) => {
  const desk = await open();
  const { page } = desk;
  const hostLog = () => readFileSync(join(desk.userDataDir, 'logs', 'host.log'), 'utf8');
  const state = page.getByRole('group', { name: 'Freeze' }).getByRole('status');
  await waitForMarket(page);
  const protectiveStop = String(Math.round((await lastPriceOf(page, 'BTC')) * 0.98));
  await placeOrder(page, { base: 'BTC', side: 'Buy', type: 'Market', size: '0.010', protectiveStop });
  await openPanel(page, 'Positions');
  await expect(rowsOf(page, 'Positions')).toHaveCount(1);

  await waitForNewEngine(desk, await killEngine(desk.app));
  await waitForMarket(page);
  await expect(state).toBeHidden();
  await waitForNewEngine(desk, await killEngine(desk.app));
  await expect(state).toHaveText('Frozen', { timeout: 60_000 });
  await expect(
    page.getByText(/ended twice within ten minutes while positions were open/).first(),
  ).toBeVisible();
  await waitForMarket(page);
  await expect(rowsOf(page, 'Positions')).toHaveCount(1);
  await releaseTrading(desk);
  await expect(state).toBeHidden();

  expect(hostLog()).not.toContain('alarm:');
  const stopped = engineWord(page, 'stopped');
  for (let death = 0; death < 3 && (await stopped.count()) === 0; death += 1) {
    const killed = await killEngine(desk.app);
    await expect
      .poll(
        async () =>
          (await stopped.count()) > 0 || ![undefined, killed].includes(await engineProcessId(desk.app)),
      )
      .toBe(true);
  }
  expect(await engineProcessId(desk.app)).toBeUndefined();
  await expect.poll(hostLog).toContain('alarm: The engine is off, 1 position is open');
  await desk.quit();
});
