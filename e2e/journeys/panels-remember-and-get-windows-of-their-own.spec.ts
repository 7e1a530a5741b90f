import { expect, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import type { Workstation } from '../launch/launch-workstation.ts';
import { paintedOn } from '../screens/canvas.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { waitForMarket } from '../screens/market.ts';
import { chooseCommand } from '../screens/palette.ts';
import { openPanel } from '../screens/panels.ts';
import { openWorkspace } from '../screens/workspaces.ts';

const panelOf = (page: Page, title: string) => page.getByRole('tabpanel', { name: title, exact: true });
const FIVE_MINUTES = 'time 300000';

test('panels remember how they were set, each by itself, until the layout is reset', async ({ open }) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await openWorkspace(page, 'Order flow');
  await panelOf(page, 'Chart').getByLabel('How bars are drawn').selectOption('line');
  await panelOf(page, 'Chart').getByRole('button', { name: 'RSI' }).click();
  await panelOf(page, 'Footprint').getByLabel('Bars', { exact: true }).selectOption(FIVE_MINUTES);
  await panelOf(page, 'Footprint').getByRole('button', { name: 'Imbalances and legend' }).click();
  await panelOf(page, 'Footprint')
    .getByRole('textbox', { name: /Imbalance from/ })
    .fill('4.5');
  await panelOf(page, 'Liquidity heatmap').getByRole('slider', { name: 'Brightness' }).fill('2');
  await panelOf(page, 'Time & sales')
    .getByRole('button', { name: /Press for single prints/ })
    .click();
  await panelOf(page, 'DOM ladder').getByLabel('Group').selectOption('10');
  await openPanel(page, 'Chart');
  await chooseCommand(page, 'Open another: Chart');
  await panelOf(page, 'Chart 2').getByLabel('How bars are drawn').selectOption('hollow');
  await desk.quit();

  const again = await open({ userDataDir: desk.userDataDir });
  await waitForMarket(again.page);
  await expectRemembered(again.page);
  await keepScreenshot(again.page, 'order-flow-remembered-dark');
  await chooseCommand(again.page, 'Reset layout');
  await expect(again.page.getByRole('tab', { name: 'Chart 2' })).toBeHidden();
  await expect(panelOf(again.page, 'Chart').getByLabel('How bars are drawn')).toHaveValue('candles');
  await expect(
    panelOf(again.page, 'Liquidity heatmap').getByRole('slider', { name: 'Brightness' }),
  ).toHaveValue('0');
  await again.quit();
});

async function expectRemembered(page: Page): Promise<void> {
  await expect(panelOf(page, 'Chart 2').getByLabel('How bars are drawn')).toHaveValue('hollow');
  await openPanel(page, 'Chart');
  const chart = panelOf(page, 'Chart');
  await expect(chart.getByLabel('How bars are drawn')).toHaveValue('line');
  await expect(chart.getByRole('button', { name: 'RSI' })).toHaveAttribute('aria-pressed', 'true');
  const footprint = panelOf(page, 'Footprint');
  await expect(footprint.getByLabel('Bars', { exact: true })).toHaveValue(FIVE_MINUTES);
  await expect(footprint.getByRole('textbox', { name: /Imbalance from/ })).toHaveValue('4.5');
  await expect(panelOf(page, 'Liquidity heatmap').getByRole('slider', { name: 'Brightness' })).toHaveValue(
    '2',
  );
  const tape = panelOf(page, 'Time & sales').getByRole('button', { name: /Press for/ });
  await expect(tape).toHaveAttribute('aria-pressed', 'false');
  await expect(panelOf(page, 'DOM ladder').getByLabel('Group')).toHaveValue('10');
}

test('panels get windows of their own, go on painting there, and come back', async ({ open }) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await openWorkspace(page, 'Order flow');
  const heatmap = await popOut(desk, 'Liquidity heatmap');
  const chart = await popOut(desk, 'Chart');
  await expectPainting(heatmap, '.heatmap-scene');
  await expectPainting(chart, '.chart-layer >> nth=0', '.chart-layer >> nth=1');
  await keepScreenshot(heatmap, 'heatmap-own-window-dark');
  await keepScreenshot(chart, 'chart-own-window-dark');

  // Neither the bridge nor Node is there, and the window is dressed as the workstation is.
  const reach = 'typeof window.edgewright + typeof window.require + typeof window.process';
  expect(await chart.evaluate(reach)).toBe('undefined'.repeat(3));
  expect(await chart.evaluate('document.documentElement.dataset.theme')).toBe('dark');
  await chart.getByRole('application', { name: /^Price chart/ }).focus();
  await chart.keyboard.press('Control+Shift+L');
  await expect.poll(() => chart.evaluate('document.documentElement.dataset.theme')).toBe('light');
  await chart.getByLabel('How bars are drawn').selectOption('line');
  await heatmap.getByRole('button', { name: /bubbles/ }).hover();
  await expect(heatmap.getByRole('tooltip')).toBeAttached();

  await chart.close({ runBeforeUnload: true });
  await expect(panelOf(page, 'Chart').getByLabel('How bars are drawn')).toHaveValue('line');
  await expectPainting(page, '.chart-layer >> nth=0', '.chart-layer >> nth=1');
  await desk.quit();

  const again = await open({ userDataDir: desk.userDataDir });
  await expect.poll(() => again.app.windows().length).toBe(2);
  await expect(panelOf(again.page, 'Chart').getByLabel('How bars are drawn')).toHaveValue('line');
  await again.quit();
});

/** Gives a panel its own window; answers with the page in it. */
async function popOut({ app, page }: Workstation, title: string): Promise<Page> {
  await openPanel(page, title);
  const opening = app.waitForEvent('window');
  await chooseCommand(page, 'Open the active panel in its own window');
  const own = await opening;
  await expect(own.getByRole('tab', { name: title, exact: true })).toBeVisible();
  return own;
}

/** The canvas is full of colors, and another picture follows on the one that goes along with the market. */
async function expectPainting(page: Page, canvas: string, moving = canvas): Promise<void> {
  const scene = page.locator(canvas);
  await expect.poll(async () => (await paintedOn(scene)).colors, { timeout: 30_000 }).toBeGreaterThan(4);
  const picture = () => page.locator(moving).evaluate((element: HTMLCanvasElement) => element.toDataURL());
  const before = await picture();
  await expect.poll(picture, { timeout: 30_000 }).not.toBe(before);
}
