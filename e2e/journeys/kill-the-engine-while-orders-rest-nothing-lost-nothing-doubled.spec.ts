import { expect, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { engineWord, killEngine, waitForNewEngine } from '../screens/engine-process.ts';
import { faultOfJournal, payloadsOf, readRecord } from '../screens/journal-file.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { lastPriceOf, waitForMarket } from '../screens/market.ts';
import { columnsOf, openPanel, readPanel, rowsOf } from '../screens/panels.ts';
import { placeOrder } from '../screens/ticket.ts';

const lastingOfOrders = [
  'Time',
  'Symbol',
  'Side',
  'Type',
  'Role',
  'Size',
  'Filled',
  'Limit',
  'Trigger',
  'Status',
];
const lastingOfPositions = ['Symbol', 'Direction', 'Size', 'Entry', 'Stop', 'By', 'Fees'];

/** Orders, positions and fills as the window shows them, without what moves with the price. */
async function holdings(page: Page) {
  return {
    orders: columnsOf(await readPanel(page, 'Orders'), lastingOfOrders),
    positions: columnsOf(await readPanel(page, 'Positions'), lastingOfPositions),
    fills: await readPanel(page, 'Fills'),
  };
}

/** The window shows the same as before, at once or as soon as the new engine's snapshot is drawn. */
const expectSame = (page: Page, before: Awaited<ReturnType<typeof holdings>>, when: string) =>
  expect(async () => expect(await holdings(page), when).toEqual(before)).toPass({ timeout: 10_000 });

test('kill the engine while orders rest: nothing lost, nothing doubled', async ({ open }) => {
  const desk = await open();
  const { app, page } = desk;
  await waitForMarket(page);
  const shareOf = async (base: string, share: number) =>
    String(Math.round((await lastPriceOf(page, base)) * share));
  await placeOrder(page, {
    base: 'BTC',
    side: 'Buy',
    type: 'Market',
    size: '0.010',
    protectiveStop: await shareOf('BTC', 0.85),
  });
  await placeOrder(page, {
    base: 'ETH',
    side: 'Buy',
    type: 'Limit',
    size: '0.20',
    limitPrice: await shareOf('ETH', 0.96),
    protectiveStop: await shareOf('ETH', 0.9),
  });
  await openPanel(page, 'Orders');
  await expect(rowsOf(page, 'Orders').filter({ hasText: 'working' })).toHaveCount(2);
  await openPanel(page, 'Positions');
  await expect(rowsOf(page, 'Positions')).toHaveCount(1);
  const before = await holdings(page);
  expect(new Set(before.orders.map(({ Role }) => Role))).toEqual(new Set(['entry', 'protective stop']));
  expect(before.positions).toMatchObject([{ Direction: '▲ Long', Size: '0.010', By: 'manual' }]);
  expect(before.fills.length).toBeGreaterThan(0);

  // A second death while a position is open freezes trading, which takes resting entries back and leaves stops.
  const frozen = { ...before, orders: before.orders.filter(({ Role }) => Role !== 'entry') };
  for (const [kill, kept] of [
    ['first', before],
    ['second', frozen],
  ] as const) {
    const former = await killEngine(app);
    await expect(page.getByText(/^The engine does not answer\./)).toBeVisible();
    if (kill === 'second') await keepScreenshot(page, 'reconnecting-dark');
    await waitForNewEngine(desk, former);
    await expectSame(page, kept, `after the ${kill} kill`);
  }

  // A third death within a minute: it stays down until a person starts it again.
  const third = await killEngine(app);
  await expect(engineWord(page, 'stopped')).toBeVisible();
  await expect(page.getByText('The engine ended three times within a minute and stays off.')).toBeVisible();
  await expect(page.getByText(/^The engine is off and stays off/)).toBeVisible();
  await keepScreenshot(page, 'engine-stopped-dark');
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('start-engine')?.click());
  await waitForNewEngine(desk, third);
  await expectSame(page, frozen, 'after it was started again');

  const fourth = await killEngine(app);
  await waitForNewEngine(desk, fourth);
  await expectSame(page, frozen, 'after the last kill');

  await openPanel(page, 'Orders');
  await expect(rowsOf(page, 'Orders')).toHaveCount(1);
  await desk.quit();

  expect(faultOfJournal(desk.userDataDir)).toBeUndefined();
  const record = readRecord(desk.userDataDir);
  const orderIds = payloadsOf(record, 'order-submitted').map(({ order }) => order?.id);
  const fillIds = payloadsOf(record, 'order-filled').map(({ fill }) => fill?.fillId);
  expect(orderIds).toHaveLength(3);
  expect(new Set(orderIds).size).toBe(orderIds.length);
  expect(new Set(fillIds).size).toBe(fillIds.length);
  expect(fillIds).toHaveLength(before.fills.length);
  expect(payloadsOf(record, 'order-canceled')).toHaveLength(1);
  expect(payloadsOf(record, 'session-began')).toHaveLength(5);
});
