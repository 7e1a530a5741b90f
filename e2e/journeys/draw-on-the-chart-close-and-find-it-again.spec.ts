import { expect } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { chartOf, chooseBars, drawingsOn, drawWith } from '../screens/chart.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { waitForMarket } from '../screens/market.ts';

test('draw on the chart, close, and find it again', async ({ open }) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await expect(chartOf(page)).toBeVisible();
  await drawWith(page, 'Trend line', [
    [0.3, 0.5],
    [0.6, 0.3],
  ]);
  await drawWith(page, 'Fibonacci retracement', [
    [0.2, 0.2],
    [0.5, 0.6],
  ]);
  await drawWith(page, 'Anchored VWAP', [[0.25, 0.4]]);
  await drawWith(page, 'Note', [[0.4, 0.15]]);
  await page.getByLabel('Text of the note').fill('first look');
  await page.keyboard.press('Enter');
  await drawWith(page, 'Horizontal line', [[0.5, 0.45]]);
  await expect(page.getByText(/AVWAP [\d,.]+ ± [\d,.]+/)).toBeVisible();
  await chartOf(page).focus();
  await page.keyboard.press('Control+z');
  await keepScreenshot(page, 'chart-drawings-dark');
  const drawn = [
    'Trend line selected, 1 of 4',
    'Fibonacci retracement selected, 2 of 4',
    'Anchored VWAP selected, 3 of 4',
    'Note selected, 4 of 4',
  ];
  expect(await drawingsOn(page, 4)).toEqual(drawn);
  await desk.quit();

  const again = await open({ userDataDir: desk.userDataDir });
  await waitForMarket(again.page);
  await expect(chartOf(again.page)).toBeVisible();
  await expect(again.page.getByText(/AVWAP [\d,.]+ ± [\d,.]+/)).toBeVisible();
  expect(await drawingsOn(again.page, 4)).toEqual(drawn);
  await again.page.keyboard.press('Delete');
  expect(await drawingsOn(again.page, 3)).toHaveLength(3);
  await again.quit();
});

test('bars of every kind appear, and the chart zooms out and back', async ({ open }) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  const legend = page.getByRole('tabpanel', { name: 'Chart' });
  for (const kind of ['Trades', 'Volume', 'Value', 'Imbalance', 'Time']) {
    await chooseBars(page, kind);
    await expect(chartOf(page)).toBeVisible();
    await expect(legend).toContainText(/O [\d,.]+ {2}H [\d,.]+/);
    await keepScreenshot(page, `chart-${kind.toLowerCase()}-dark`);
  }
  await page.getByLabel('How bars are drawn').selectOption({ label: 'Delta' });
  await page.getByRole('button', { name: 'Big trades' }).click();
  await chooseBars(page, 'Trades');
  await chartOf(page).focus();
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('-');
  await keepScreenshot(page, 'chart-delta-zoomed-out-dark');
  await page.keyboard.press('End');
  await desk.quit();
});
