import { expect, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { waitForMarket } from '../screens/market.ts';
import { chooseCommand } from '../screens/palette.ts';
import { openWorkspace } from '../screens/workspaces.ts';

const sizes = [
  [1280, 800],
  [1440, 900],
] as const;

const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Liquidity heatmap' });

/** What of the toolbar is cut off: parts that reach beyond it, or that hold more than they show. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  toolbar(page).evaluate((bar) => {
    const room = bar.getBoundingClientRect();
    return [...bar.querySelectorAll<HTMLElement>('*:not(.visually-hidden)')]
      .filter((part) => {
        const { bottom, left, right, top } = part.getBoundingClientRect();
        const isOutside =
          right > room.right + 1 || left < room.left - 1 || bottom > room.bottom + 1 || top < room.top - 1;
        return right > left && (isOutside || part.scrollWidth > part.clientWidth + 1);
      })
      .filter(({ clientWidth }) => clientWidth > 0)
      .map((part) => `${part.tagName} ${part.className}: ${part.innerText}`);
  });

test('every control of the heatmap is in sight in windows of 1280 and 1440 pixels', async ({ open }) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await openWorkspace(page, 'Order flow');
  for (const [width, height] of sizes) {
    await desk.app.evaluate(
      ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
      [width, height] as const,
    );
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    await chooseCommand(page, 'Reset layout');
    for (const theme of ['Dark', 'Light']) {
      await chooseCommand(page, `Theme: ${theme}`);
      await expect(toolbar(page).locator('.heatmap-legend')).toContainText('BTC per');
      await expect(toolbar(page).getByRole('slider')).toBeVisible();
      await expect(toolbar(page).getByRole('button')).toHaveCount(2);
      expect(await cutOff(page), `at ${width}, ${theme}`).toEqual([]);
      await keepScreenshot(page, `heatmap-${width}-${theme.toLowerCase()}`);
    }
  }
  await desk.quit();
});
