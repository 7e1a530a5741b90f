import { expect, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { lastPriceOf, waitForMarket } from '../screens/market.ts';
import { chooseCommand } from '../screens/palette.ts';
import { openPanel, rowsOf, tableOf } from '../screens/panels.ts';
import { startStrategy } from '../screens/strategies.ts';
import { placeOrder } from '../screens/ticket.ts';
import { openWorkspace } from '../screens/workspaces.ts';

const sizes = [
  [1280, 800],
  [1440, 900],
  [1920, 1080],
] as const;
const workspaces = ['Sandbox', 'Order flow', 'Strategies', 'Formulas', 'Risk', 'Journal & reports'];

/** Bars and toolbars on screen that hold more than they can show, with what they hold. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.top-bar, .session-bar, .panel-toolbar, .dock')]
      .filter((bar) => bar.clientWidth > 0 && bar.scrollWidth > bar.clientWidth + 1)
      .map((bar) => `${bar.className}: ${bar.innerText.replaceAll('\n', ' ').slice(0, 80)}`),
  );

/** How far the whole window scrolls sideways, in pixels. */
const sidewaysPx = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Whether the columns of a table are in sight up to the named one, without scrolling sideways. */
const isInSight = (page: Page, table: string, column: string): Promise<boolean> =>
  tableOf(page, table)
    .getByRole('columnheader', { name: column, exact: true })
    .evaluate((header) => {
      const scroller = header.closest('.table-scroll');
      if (scroller === null) throw new Error('a table must be able to scroll');
      return header.getBoundingClientRect().right <= scroller.getBoundingClientRect().right;
    });

test('every workspace fits windows of 1280, 1440 and 1920 pixels', async ({ open }) => {
  test.setTimeout(240_000);
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await startStrategy(page, 'Buy and hold', 'ETH/USDT:USDT');
  const stop = String(Math.round((await lastPriceOf(page, 'BTC')) * 0.9));
  await placeOrder(page, { base: 'BTC', side: 'Buy', type: 'Market', size: '0.010', protectiveStop: stop });
  await openPanel(page, 'Positions');
  await expect(rowsOf(page, 'Positions')).toHaveCount(2);
  for (const [width, height] of sizes) {
    await desk.app.evaluate(
      ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
      [width, height] as const,
    );
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    for (const workspace of workspaces) {
      await openWorkspace(page, workspace);
      await chooseCommand(page, 'Reset layout');
      await page.waitForTimeout(700);
      await keepScreenshot(page, `size-${width}-${workspace.split(' ')[0]?.toLowerCase() ?? ''}-dark`);
      expect(await sidewaysPx(page), `${workspace} at ${width}`).toBeLessThanOrEqual(0);
      expect(await cutOff(page), `${workspace} at ${width}`).toEqual([]);
    }
  }
  await openWorkspace(page, 'Sandbox');
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  await chooseCommand(page, 'Reset layout');
  for (const [panel, column] of [
    ['Orders', 'Status'],
    ['Fills', 'Fee USDT'],
    ['Positions', 'Stop'],
  ] as const) {
    await openPanel(page, panel);
    await expect.poll(() => isInSight(page, panel, column), { message: `${panel}: ${column}` }).toBe(true);
  }
  await desk.quit();
});
