import { rmSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import type { WholeBybit } from '../../engine/venues/loopback/whole-bybit.ts';
import { test } from '../launch/journey.ts';
import type { Workstation } from '../launch/launch-workstation.ts';
import { liveStrip, modeOf, openAccounts, typeArming } from '../screens/accounts.ts';
import { graveViolations } from '../screens/accessibility.ts';
import { killEngine, waitForNewEngine } from '../screens/engine-process.ts';
import { openKeyEntry, typeKey } from '../screens/key-entry.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { releaseTrading } from '../screens/kill-switch.ts';
import { lastPriceOf } from '../screens/market.ts';
import { answerAfterReading } from '../screens/native-dialogs.ts';
import { chooseCommand } from '../screens/palette.ts';
import { openPanel, rowsOf } from '../screens/panels.ts';
import { CORE_SYMBOL, openRealVenue } from '../screens/real-venue.ts';
import { homeWith } from '../screens/settings-file.ts';
import { type Became, placeOrder } from '../screens/ticket.ts';

const KEY = { apiKey: 'loopback-key-0001', secret: 'loopback-secret-0001' };
const ARM = 'Trade with real money…';

test.describe.configure({ timeout: 240_000 });

type Open = (options: object) => Promise<Workstation>;

let venue: WholeBybit;
let home: string;

test.beforeEach(async () => {
  venue = await openRealVenue(KEY);
  venue.trading.core.knobs.leverage = 2;
  home = homeWith({ marketSource: 'bybit', liveSymbols: ['BTC/USDT:USDT'], tourDismissed: true });
});
test.afterEach(async () => {
  await venue.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

/** A workstation on paper, whose venue is the one on this machine. */
async function onPaper(open: Open): Promise<Workstation> {
  const desk = await open({
    userDataDir: home,
    env: { EDGEWRIGHT_VENUE_REST_URL: venue.urls.restUrl, EDGEWRIGHT_VENUE_WS_URL: venue.urls.wsUrl },
  });
  await modeOf(desk.page, 'PAPER').waitFor({ timeout: 60_000 });
  return desk;
}

/** Enters the key and opens its account, as a person would. */
async function openMain(desk: Workstation): Promise<void> {
  const { page } = desk;
  await answerAfterReading(desk.app, ['Keep the key'], 0);
  const typed = { venue: 'bybit', label: 'Main', apiKey: KEY.apiKey, apiSecret: KEY.secret };
  await typeKey(await openKeyEntry(desk), typed);
  const accounts = await openAccounts(page);
  await expect(accounts.getByRole('row', { name: /^Main Bybit loop… read and trade/ })).toBeVisible();
  await accounts.getByRole('button', { name: 'Open: Main' }).click();
  await modeOf(page, 'LIVE READ').waitFor({ timeout: 60_000 });
  await keepScreenshot(page, 'accounts-dark');
  await page.keyboard.press('Escape');
  await expect(liveStrip(page)).toContainText('Watched and protected. No entry leaves.');
}

/** A workstation that watches the account. */
async function watching(open: Open): Promise<Workstation> {
  const desk = await onPaper(open);
  await openMain(desk);
  return desk;
}

/** Types the name and confirms in the dialog of the system. Answers with what that said. */
async function armMain(desk: Workstation): Promise<string> {
  const { page } = desk;
  const said = await answerAfterReading(desk.app, ['Trade with real money']);
  await liveStrip(page).getByRole('button', { name: ARM }).click();
  await typeArming(page, 'Main', 2);
  await expect(modeOf(page, 'LIVE')).toBeVisible();
  await expect(liveStrip(page).getByRole('timer')).toHaveText(/Entries may leave for (2:00:00|1:59:\d\d)/);
  await expect(page.getByRole('group', { name: 'Feed', exact: true })).toContainText('live');
  return (await said()).join('\n');
}

/** A market order of so many coins, with a stop so far below. Just armed, a part of it leaves. */
async function buy(page: Page, size: string, became: Became = 'sent in part'): Promise<void> {
  const protectiveStop = String(Math.round((await lastPriceOf(page, 'BTC')) * 0.98));
  const order = { base: 'BTC', side: 'Buy', type: 'Market', size, protectiveStop } as const;
  await placeOrder(page, order, became);
}

/** Lots held at the venue, by its own record. */
const heldLots = () => venue.trading.core.account.position(CORE_SYMBOL);
const entriesSeen = () => venue.trading.core.arrivals.length;

async function holdsOneLotWithItsStop(): Promise<void> {
  await expect.poll(heldLots, { timeout: 20_000 }).toBe(1);
  await expect
    .poll(() => venue.trading.core.positionStop(CORE_SYMBOL), { timeout: 20_000 })
    .toBeGreaterThan(0);
}

test('R-LV-02: a key is entered, its account opened, armed, traded, frozen, disarmed and left', async ({
  open,
}) => {
  const desk = await watching(open);
  const { page } = desk;
  await keepScreenshot(page, 'live-read-dark');
  // An account that is only watched lets no entry out.
  await buy(page, '0.004', 'refused');
  await expect(
    page.getByText(/Refused because: Only orders that shrink a position may go out/),
  ).toBeVisible();
  expect(entriesSeen()).toBe(0);

  expect(await armMain(desk)).toContain('Trade Main at Bybit with real money?');
  await buy(page, '0.004');
  // The first ten entries are a quarter of their size: 0.001 BTC is one lot.
  await holdsOneLotWithItsStop();
  await openPanel(page, 'Positions');
  await expect(rowsOf(page, 'Positions').first()).toContainText('0.001');
  await expect
    .poll(() => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()))
    .toBe('LIVE – Main at Bybit – Edgewright');
  await expect(liveStrip(page)).toContainText('The next 9 entries leave at a quarter of their size.');
  await keepScreenshot(page, 'live-armed-dark');

  await page.getByRole('button', { name: 'Freeze' }).click();
  await expect(liveStrip(page)).toContainText('Known to stand at Bybit: 1 position with its stop');
  await expect(modeOf(page, 'LIVE READ')).toBeVisible();
  await keepScreenshot(page, 'live-frozen-dark');
  await buy(page, '0.004', 'refused');
  await expect(page.getByText(/Refused because: Trading is frozen/)).toBeVisible();
  expect(await releaseTrading(desk)).toMatch(/^Release trading of Main, with real money\?\nNow: frozen\./);
  await expect(page.getByRole('button', { name: 'Freeze' })).toBeVisible();

  // What stands in the way is said in plain words, and seen to be gone by itself.
  venue.trading.core.knobs.leverage = 10;
  await liveStrip(page).getByRole('button', { name: ARM }).click();
  await expect(page.getByText('The leverage set at the venue is above your limit.')).toBeVisible();
  await keepScreenshot(page, 'arming-obstacle-dark');
  await page.keyboard.press('Escape');
  venue.trading.core.knobs.leverage = 2;
  await armMain(desk);
  await liveStrip(page).getByRole('button', { name: 'Disarm' }).click();
  await expect(modeOf(page, 'LIVE READ')).toBeVisible();
  const before = entriesSeen();
  await buy(page, '0.004', 'refused');
  await expect(page.getByText(/Only orders that shrink a position may go out/)).toBeVisible();
  expect([entriesSeen(), heldLots()]).toEqual([before, 1]);

  const asked = await answerAfterReading(desk.app, ['Leave the account'], 0);
  await liveStrip(page).getByRole('button', { name: 'Leave' }).click();
  await modeOf(page, 'PAPER').waitFor({ timeout: 30_000 });
  await expect(liveStrip(page)).toBeHidden();
  expect((await asked()).join('\n')).toContain('Leave Main while it holds a position?');
  // What stands at the venue stays there.
  expect([heldLots(), venue.trading.core.positionStop(CORE_SYMBOL)]).toEqual([1, expect.any(Number)]);
  await desk.quit();
});

test('R-OR-07: a large order by hand leaves a real account only after it was confirmed', async ({ open }) => {
  const desk = await watching(open);
  const { page } = desk;
  await armMain(desk);
  const refused = await answerAfterReading(desk.app, [], 0);
  const form = page.getByRole('form', { name: 'Order ticket' });
  await form.getByRole('combobox', { name: 'Type', exact: true }).selectOption({ label: 'Market' });
  await form.getByLabel(/^Size/).fill('8');
  await form.getByLabel(/^Protective stop/).fill(String(Math.round((await lastPriceOf(page, 'BTC')) * 0.98)));
  await form.getByRole('button', { name: 'Buy 8 BTC' }).click();
  await expect.poll(async () => (await refused()).length).toBe(1);
  // A quarter of it is worth more than a tenth of the account.
  expect((await refused())[0]).toMatch(/^Buy 2 bybit:BTC\/USDT:USDT for Main\?\nIt is worth 12\d,/);
  expect([entriesSeen(), heldLots()]).toEqual([0, 0]);
  await answerAfterReading(desk.app, ['Send this order'], 0);
  await form.getByRole('button', { name: 'Buy 8 BTC' }).click();
  await expect.poll(heldLots, { timeout: 20_000 }).toBe(2000);
  await desk.quit();
});

test('R-LV-01: an engine that is killed comes back watching the account, and never armed', async ({
  open,
}) => {
  const desk = await watching(open);
  const { page } = desk;
  await armMain(desk);
  await buy(page, '0.004');
  await holdsOneLotWithItsStop();
  await waitForNewEngine(desk, await killEngine(desk.app));
  await modeOf(page, 'LIVE READ').waitFor({ timeout: 60_000 });
  await expect(liveStrip(page)).toContainText('Watched and protected.', { timeout: 60_000 });
  await openPanel(page, 'Positions');
  await expect(rowsOf(page, 'Positions').first()).toContainText('0.001');

  // The venue goes away, and every window says what works on there without us.
  const [own] = await Promise.all([
    desk.app.waitForEvent('window'),
    (async () => {
      await openPanel(page, 'Chart');
      await chooseCommand(page, 'Open the active panel in its own window');
    })(),
  ]);
  await expect(own.locator('.own-sign')).toHaveText('LIVE READ Main at Bybit');
  venue.cutOff(true);
  await expect(liveStrip(page).getByRole('alert')).toContainText(
    'Bybit cannot be reached. Last known to stand there, and it works on without us: 1 position with its stop',
    { timeout: 60_000 },
  );
  await keepScreenshot(page, 'live-unreachable-dark');
  await page.getByRole('button', { name: 'Copy the address of Bybit' }).click();
  expect(await desk.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('https://www.bybit.com');
  venue.cutOff(false);
  await expect(liveStrip(page)).toContainText('Watched and protected.', { timeout: 60_000 });
  await desk.quit();

  const again = await onPaper(open);
  await expect(liveStrip(again.page)).toBeHidden();
  await again.quit();
});

test('every state of a real account can be read in every theme, in German and in a narrow window', async ({
  open,
}) => {
  const desk = await watching(open);
  const { page } = desk;
  const inEveryTheme = async (state: string) => {
    for (const theme of ['Light', 'High contrast', 'Dark']) {
      await chooseCommand(page, `Theme: ${theme}`);
      expect(await graveViolations(page, '.window'), `${state}, ${theme}`).toEqual([]);
      await keepScreenshot(page, `live-${state}-${theme.toLowerCase().replace(' ', '-')}`);
    }
  };
  await inEveryTheme('read');
  for (const theme of ['Light', 'High contrast', 'Dark']) {
    await chooseCommand(page, `Theme: ${theme}`);
    await liveStrip(page).getByRole('button', { name: ARM }).click();
    await page.getByText('Nothing stands in the way.').waitFor({ timeout: 60_000 });
    expect(await graveViolations(page, 'dialog'), `arming, ${theme}`).toEqual([]);
    await keepScreenshot(page, `arming-${theme.toLowerCase().replace(' ', '-')}`);
    await page.keyboard.press('Escape');
  }
  await armMain(desk);
  await inEveryTheme('armed');
  await page.getByRole('button', { name: 'Freeze' }).click();
  await inEveryTheme('frozen');
  await page.evaluate(() => window.edgewright.ask('writeSettings', { language: 'de' }));
  await page.reload();
  const strip = page.getByRole('region', { name: 'Echtes Konto' });
  await expect(strip).toContainText('Bei Bybit steht: nichts');
  await keepScreenshot(page, 'live-frozen-german');
  for (const width of [1280, 1024, 960]) {
    await desk.app.evaluate(
      ({ BrowserWindow }, wide) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, 700),
      width,
    );
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
    expect(await strip.evaluate(({ clientWidth, scrollWidth }) => scrollWidth - clientWidth)).toBe(0);
    // Whatever else there is no room for, the switch is there as a whole.
    const flatten = await page.getByRole('button', { name: 'Glattstellen' }).boundingBox();
    expect((flatten?.x ?? Infinity) + (flatten?.width ?? 0)).toBeLessThan(width);
  }
  await keepScreenshot(page, 'live-frozen-narrow');
  await desk.quit();
});
