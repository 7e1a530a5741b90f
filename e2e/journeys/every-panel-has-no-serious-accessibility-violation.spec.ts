import { expect, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { graveViolations } from '../screens/accessibility.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { releaseTrading } from '../screens/kill-switch.ts';
import { waitForMarket } from '../screens/market.ts';
import { chooseCommand } from '../screens/palette.ts';
import { openPanel, rowsOf } from '../screens/panels.ts';
import { startStrategy } from '../screens/strategies.ts';

const workspaces = ['Sandbox', 'Order flow', 'Strategies', 'Formulas', 'Journal & reports'];
/** What a theme can change; everything else is the same in all of them. */
const OF_COLORS = ['color-contrast', 'link-in-text-block'];
const rulesOf = (theme: string) => (theme === 'dark' ? undefined : OF_COLORS);
const dialogs = ['Settings…', 'Accounts and API keys…', 'About Edgewright', 'Keyboard shortcuts'];

async function checkPanels(page: Page, theme: string): Promise<void> {
  for (const workspace of workspaces) {
    await page.getByRole('button', { name: workspace, exact: true }).click();
    await expect(page.getByRole('button', { name: workspace, exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await expect(page.getByRole('tab').first()).toBeVisible();
    const titles = await page
      .getByRole('tab')
      .evaluateAll((tabs) => tabs.map((tab) => tab.textContent ?? ''));
    await keepScreenshot(page, `workspace-${workspace.split(' ')[0]?.toLowerCase() ?? ''}-${theme}`);
    expect(await graveViolations(page, '.window', rulesOf(theme)), `${workspace}, ${theme}`).toEqual([]);
    for (const title of titles) {
      await openPanel(page, title);
      // The rest of the window is as it was.
      expect(
        await graveViolations(page, '.dv-groupview.dv-active-group', rulesOf(theme)),
        `${title} in ${workspace}, ${theme}`,
      ).toEqual([]);
    }
  }
}

async function checkDialogs(page: Page, theme: string): Promise<void> {
  // Only what is frozen can be released.
  await page.keyboard.press('Control+Shift+F');
  await expect(page.getByRole('button', { name: 'Release', exact: true })).toBeVisible();
  for (const name of [...dialogs, 'Release…']) {
    await chooseCommand(page, name);
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    expect(await graveViolations(page, 'dialog', rulesOf(theme)), `${name}, ${theme}`).toEqual([]);
    await keepScreenshot(page, `dialog-${name.split(' ')[0]?.replace('…', '').toLowerCase() ?? ''}-${theme}`);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
}

for (const theme of ['Dark', 'Light', 'High contrast']) {
  test(`every panel and dialog is without serious accessibility violations: ${theme}`, async ({ open }) => {
    const desk = await open();
    const { page } = desk;
    await waitForMarket(page);
    await startStrategy(page, 'Renaissance three-phase gate');
    await startStrategy(page, 'Buy and hold');
    await openPanel(page, 'Fills');
    await expect(rowsOf(page, 'Fills').first()).toBeVisible();
    await chooseCommand(page, `Theme: ${theme}`);
    await checkDialogs(page, theme.split(' ')[0]?.toLowerCase() ?? '');
    await releaseTrading(desk, 0);
    await checkPanels(page, theme.split(' ')[0]?.toLowerCase() ?? '');
    await desk.quit();
  });
}
