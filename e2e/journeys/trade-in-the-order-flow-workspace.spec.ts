import { expect, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { graveViolations } from '../screens/accessibility.ts';
import { linesOn, paintedOn } from '../screens/canvas.ts';
import { chartOf } from '../screens/chart.ts';
import { feedStates, flowsWithin, probeFeed } from '../screens/feed-probe.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { armLadder, chooseRowBelow, dragOwnBuyUp, ladderOf, ownBuys } from '../screens/ladder.ts';
import { waitForMarket } from '../screens/market.ts';
import { chooseCommand } from '../screens/palette.ts';
import { openPanel, readPanel } from '../screens/panels.ts';
import { homeWith } from '../screens/settings-file.ts';
import { openWorkspace } from '../screens/workspaces.ts';

const BTC = 'sandbox:BTC/USDT:USDT';
const ETH = 'sandbox:ETH/USDT:USDT';

const panelOf = (page: Page, title: string) => page.getByRole('tabpanel', { name: title, exact: true });
const canvasOf = (page: Page, title: string) => panelOf(page, title).locator('canvas').first();
const heatCross = (page: Page) => page.locator('.heatmap-crosshair');
const chartLayer = (page: Page) => chartOf(page).locator('canvas').last();
const crossOf = (page: Page, way: 'across' | 'down') =>
  linesOn(chartLayer(page), { color: 'text-soft', share: 0.3, way });

/** Points at a panel's canvas, as shares of its width and height. */
async function pointAt(page: Page, title: string, x: number, y: number): Promise<void> {
  const box = await canvasOf(page, title).boundingBox();
  if (box === null) throw new Error(`${title} must be on screen`);
  await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
}

/**
 * Points at the first of these heights of the heatmap whose price the chart shows, too: how far it reaches depends on
 * how much of the market there is. Answers where the chart's line is, which must be below `above`.
 */
async function lineAcross(page: Page, heights: readonly number[], above: number): Promise<number> {
  let line = above;
  await expect(async () => {
    for (const height of heights) {
      await pointAt(page, 'Liquidity heatmap', 0.5, height);
      await page.waitForTimeout(100);
      [line = above] = await crossOf(page, 'across');
      if (line > above) return;
    }
    throw new Error(`the chart must show a line below ${above} px`);
  }).toPass({ timeout: 15_000 });
  return line;
}

test('the order flow workspace draws, follows one crosshair and one instrument, and costs nothing hidden', async ({
  open,
}) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await openWorkspace(page, 'Order flow');

  await test.step('every panel draws', async () => {
    for (const title of ['Liquidity heatmap', 'Chart', 'Footprint', 'CVD & delta', 'Time & sales']) {
      await expect(async () => {
        const { colors, inked } = await paintedOn(canvasOf(page, title));
        expect(colors, `colors of ${title}`).toBeGreaterThan(5);
        expect(inked, `ink of ${title}`).toBeGreaterThan(0.02);
      }).toPass({ timeout: 20_000 });
    }
    await openPanel(page, 'Volume profile');
    await expect
      .poll(async () => (await paintedOn(canvasOf(page, 'Volume profile'))).colors)
      .toBeGreaterThan(3);
    await openPanel(page, 'CVD & delta');
    const sizes = ladderOf(page).locator('[data-cell=bid], [data-cell=ask], [data-cell=volume]');
    const written = async () => (await sizes.allInnerTexts()).filter((text) => /\d/.test(text)).length;
    await expect.poll(written).toBeGreaterThan(20);
    await keepScreenshot(page, 'order-flow-workspace-dark');
  });

  await test.step('hidden panels are not told anything', async () => {
    await probeFeed(page);
    const kinds = async () => new Set((await flowsWithin(page, 3000)).map((key) => key.split(' ')[0]));
    expect(await kinds()).toEqual(
      new Set(['bars', 'delta', 'footprint', 'heatmap', 'market-orders', 'traded-prices']),
    );
    await openPanel(page, 'Volume profile');
    // What was on its way while the panel went behind the other still arrives.
    await expect
      .poll(kinds)
      .toEqual(new Set(['bars', 'footprint', 'heatmap', 'market-orders', 'traded-prices']));
    await openPanel(page, 'CVD & delta');
    expect(await kinds()).toContain('delta');
    await openWorkspace(page, 'Journal & reports');
    await expect.poll(kinds).toEqual(new Set());
    await openWorkspace(page, 'Order flow');
    expect(await kinds()).toContain('heatmap');
    expect(await feedStates(page)).toEqual(['live']);
  });

  await test.step('a crosshair of one panel stands in the others', async () => {
    await page.mouse.move(5, 5);
    await expect.poll(async () => (await paintedOn(heatCross(page))).inked).toBe(0);
    await expect.poll(() => crossOf(page, 'down')).toEqual([]);
    const upper = await lineAcross(page, [0.3, 0.35, 0.4, 0.45], -1);
    await expect.poll(() => crossOf(page, 'down')).toHaveLength(1);
    await lineAcross(page, [0.7, 0.65, 0.6, 0.55], upper);
    await page.mouse.move(5, 5);
    await expect.poll(() => crossOf(page, 'down')).toEqual([]);
    for (const title of ['Chart', 'Footprint', 'CVD & delta']) {
      await expect(async () => {
        // The heatmap shows the last minutes only, so the newest bars are pointed at, wherever the axis begins.
        for (const x of [0.92, 0.88, 0.84, 0.8, 0.76]) {
          await pointAt(page, title, x, 0.4);
          await page.waitForTimeout(100);
          if ((await paintedOn(heatCross(page))).inked > 0) return;
        }
        throw new Error(`the heatmap must show where ${title} is pointed at`);
      }).toPass();
      await page.mouse.move(5, 5);
      await expect.poll(async () => (await paintedOn(heatCross(page))).inked, title).toBe(0);
    }
  });

  await test.step('another instrument moves every panel of the color', async () => {
    await page.getByRole('tab', { name: 'Chart', exact: true }).click();
    await chooseCommand(page, 'Show ETH/USDT:USDT');
    for (const title of [
      'DOM ladder',
      'Liquidity heatmap',
      'Footprint',
      'Chart',
      'CVD & delta',
      'Time & sales',
    ])
      await expect(panelOf(page, title)).toContainText('ETH/USDT:USDT');
    await expect(page.getByRole('form', { name: 'Order ticket' })).toContainText('ETH/USDT:USDT');
    // What was on its way of the other still arrives.
    await expect
      .poll(async () => (await flowsWithin(page, 3000)).filter((key) => key.includes(BTC)))
      .toEqual([]);
    const flows = await flowsWithin(page, 3000);
    expect(new Set(flows.map((key) => key.split(' ')[0]))).toContain('heatmap');
    expect(flows.every((key) => key.includes(ETH))).toBe(true);
    await keepScreenshot(page, 'order-flow-other-instrument-dark');
  });
  await desk.quit();
});

test('a key in the armed ladder leaves a resting order, marked in ladder, heatmap and chart', async ({
  open,
}) => {
  const home = homeWith({ workspace: 'order-flow', orderHotkeys: true });
  const desk = await open({ userDataDir: home });
  const { page } = desk;
  await waitForMarket(page);
  await expect(ladderOf(page)).toBeVisible();
  const marks = async () => ({
    heatmap:
      (await linesOn(page.locator('.heatmap-scene'), { color: 'accent', share: 0.03, way: 'across' }))
        .length > 0,
    chart: (await linesOn(chartLayer(page), { color: 'up', share: 0.25, way: 'across' })).length,
  });
  await expect.poll(async () => (await marks()).heatmap).toBe(false);

  // Rows of five, so that the market does not come down to the order while it is looked at.
  await page.getByLabel('Group').selectOption({ label: '5.0' });
  // Neither an unarmed ladder nor one without a stop sends anything.
  await chooseRowBelow(page, 12);
  await page.keyboard.press('b');
  await armLadder(page, '');
  await chooseRowBelow(page, 0);
  await page.keyboard.press('b');
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText(
    'An entry needs a protective stop: set its distance first',
  );
  expect(await readPanel(page, 'Orders')).toEqual([]);

  await page
    .getByRole('group', { name: /^Click trading is on/ })
    .getByLabel(/^Stop/)
    .fill('900');
  expect(await graveViolations(page, '.window')).toEqual([]);
  await chooseRowBelow(page, 0);
  await page.keyboard.press('b');
  await expect
    .poll(() => readPanel(page, 'Orders'))
    .toMatchObject([{ Symbol: 'BTC/USDT:USDT', Side: '▲ Buy', Type: 'limit', Status: 'working' }]);
  const [order] = await readPanel(page, 'Orders');
  await expect.poll(() => ownBuys(page)).toMatchObject([{ size: order?.['Size'] }]);
  await expect.poll(marks).toMatchObject({ heatmap: true });
  await expect.poll(async () => (await marks()).chart).toBeGreaterThan(0);
  await keepScreenshot(page, 'order-flow-resting-order-dark');

  await test.step('dragging it gives the same order another price', async () => {
    const price = async () =>
      Number(((await readPanel(page, 'Orders'))[0]?.['Limit'] ?? '').replaceAll(',', ''));
    const before = await price();
    await dragOwnBuyUp(page, 2);
    const question = page.getByRole('alertdialog', { name: 'Move' });
    await expect(question).toContainText('It queues behind everyone at that price');
    await keepScreenshot(page, 'order-flow-move-order-dark');
    await question.getByRole('button', { name: 'Move' }).click();
    await expect.poll(price).toBeGreaterThan(before);
    await expect.poll(() => readPanel(page, 'Orders')).toMatchObject([{ Status: 'working' }]);
  });

  await ladderOf(page).locator('[data-own=buy]').filter({ hasText: /\d/ }).click();
  await expect.poll(() => ownBuys(page)).toEqual([]);
  await expect.poll(async () => (await marks()).heatmap).toBe(false);
  await expect.poll(() => readPanel(page, 'Orders')).toEqual([]);
  await desk.quit();
});
